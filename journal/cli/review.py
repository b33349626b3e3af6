"""``journal review``: what some days brought, and what is on you at their end."""

from __future__ import annotations

from journal.cli.call import Option
from journal.cli.command import Command
from journal.cli.write_options import DRY_RUN, is_dry, print_written
from journal.errors import BadCall

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from journal.cli.context import Context
    from journal.model import Day, FollowUp, Review

__all__ = ["COMMANDS"]

_SINCE = Option("--since", "the first day to look back on, else Monday: 2026-11-01, 2 weeks ago", "DATE")
_WRITE = Option("--write", "keep the review in the vault, in reviews/")


def _review(context: Context) -> int:
    from journal.rules.review_text import heading, section
    from journal.vault.write.write_result import record

    review = context.vault.review(context.today, _since(context))
    context.warn_unread()
    writes = _WRITE.name in context.call.options
    written = context.vault.keep_review(review, dry_run=is_dry(context)) if writes else None
    if context.json:
        context.print_json({**_document(review), **(record(written) if written is not None else {})})
    elif written is None:
        for line in (f"## {heading(review.until)}", "", *section(review)):
            context.print(line, whole=True)
    else:
        print_written(context, written)
    return 0


def _since(context: Context) -> Day | None:
    """The day of --since; None where it was not given. Raises BadDate, BadCall."""
    typed = context.call.options.get(_SINCE.name)
    if typed is None:
        return None
    from journal.typed_dates import typed_day

    day = typed_day(typed, context.today, past=True)
    if day > context.today:
        raise BadCall(f"{_SINCE.name} {typed} is {day}, which is ahead: a review looks back.")
    return day


def _document(review: Review) -> dict[str, Any]:
    """The JSON of a review (docs/practice.md 6): ids of asks, names of goals."""
    return {
        "version": 1,
        "since": review.since.isoformat(),
        "until": review.until.isoformat(),
        "path": review.path,
        "owed": [line.id for line in review.owed],
        "mine": [line.id for line in review.mine],
        "stuck": [progress.party.name for progress in review.stuck],
        "unasked": [{"goal": each.goal.party.name, "piece": each.piece} for each in review.unasked],
        "opening": [
            {"name": contact.party.name, "next_opens": contact.next_opens and contact.next_opens.isoformat()}
            for contact in review.opening
        ],
        "touch": [line.party.id or line.party.name for line in review.touch],
        "found": [each.id for each in review.found],
        "asked": _ids(review.asked),
        "answered": _ids(review.answered),
        "outcomes": _ids(review.outcomes),
        "thanked": _ids(review.thanked),
        "rates": [rate._asdict() for rate in review.rates],
        "medians": {"answer": review.medians.answer.days, "thanks": review.medians.thanks.days},
    }


def _ids(asks: Sequence[FollowUp]) -> list[str]:
    return [follow_up.note.id for follow_up in asks]


COMMANDS = (
    Command(
        "review",
        _review,
        options=(_SINCE, _WRITE, DRY_RUN),
        more="""Tells since Monday what was asked, answered, came of it and was thanked for, then what is on you, which
goals stand still, what nobody was asked for, and how often people answer. With --write it stands in
reviews/2026-W47.md, by the week; written again on another day, a section is added at its end.""",
    ),
)
