"""The review of some days as Markdown, for the terminal and for the note that keeps it (docs/practice.md 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journal.model import Capture, Contact, Day, FollowUp, Median, Medians, Party, Rate, Review
from journal.notes import note_id
from journal.regex import regex
from journal.rules.days import known_day
from journal.rules.rates import Answers
from journal.showable import showable
from journal.wording import GROUPS, count, day, names, why_touch

__all__ = ["answering", "answering_of", "heading", "new_note", "section", "stands_in"]

_BY = {"channel": "by {}", "effort": "for {}", "via": "where somebody led there"}
"""How a rate says what its asks share."""
_NOT_VIA = "where nobody led there"
_HEADING = regex(r"(?m)^## [A-Z][a-z]+day \d{1,2} [A-Z][a-z]+$")
"""The heading of a section, as ``heading`` words it."""
_NO_LINK = str.maketrans("[]|", "   ")
"""Signs that would end the text of a link."""


def new_note(review: Review) -> str:
    """The text of a note that keeps a review, without its first section."""
    week = review.path.rpartition("/")[2].removesuffix(".md")
    return f"---\ntype: note\ngenerated: journal\n---\n\n# Review of {week}\n"


def heading(day: Day) -> str:
    """``Sunday 22 November``: the heading of a review's section."""
    return f"{day:%A} {day.day} {day:%B}"


def section(review: Review) -> tuple[str, ...]:
    """The lines of a review, below its heading."""
    return tuple(line for part in _parts(review) for line in part)[:-1]


def stands_in(text: str, review: Review) -> bool:
    """Whether the newest section of a note, with LF line ends, says what a review says.

    What a person wrote below it, behind an empty line, does not count.
    """
    said = "\n".join(section(review))
    newest = _HEADING.split(text)[-1].strip()
    below = newest.removeprefix(said)
    return newest.startswith(said) and (not below or (below.startswith("\n\n") and not below.startswith("\n\n### ")))


def _parts(review: Review) -> Iterator[Sequence[str]]:
    """The parts of a review that say something, each with a heading, and an empty line behind it."""
    yield _lines(f"Since {heading(review.since)}", _happened(review))
    due = (*review.owed, *review.mine)
    for state in dict.fromkeys(line.state for line in due):
        on_us = (line for line in due if line.state is state)
        yield _lines(GROUPS[state], (_link(line.id, line.title) + _to(showable(line.whom)) for line in on_us))
    yield _lines("Goals that stand still", (_link(p.note.id if p.note else None, p.title) for p in review.stuck))
    yield _lines("Nobody was asked for", (f"{each.piece} ({each.goal.party.name})" for each in review.unasked))
    yield _lines("Can be met again soon", (_opening(c.title, c.next_opens) for c in review.opening))
    yield _lines(
        "Keep in touch",
        (f"{line.party.name}, {why_touch(line.touch, review.until)}" for line in review.touch if line.touch),
    )
    yield _lines("Found in notes", map(_found, review.found))
    yield _lines("How people answer", answering(review.rates, review.medians))


def _lines(title: str, entries: Iterable[str]) -> Sequence[str]:
    """A heading, its list and an empty line; nothing where the list is empty."""
    found = [f"- {entry}" for entry in entries]
    return [f"### {title}", "", *found, ""] if found else []


def _happened(review: Review) -> Iterator[str]:
    for follow_up in review.asked:
        yield f"Asked: {_ask(follow_up)}"
    for follow_up in review.answered:
        yield f"Answered: {_ask(follow_up)}"
    for follow_up in review.outcomes:
        yield f"What came of it: {_ask(follow_up)}: “{_on_one_line(follow_up.ask.outcome)}”"
    for follow_up in review.thanked:
        yield f"Thanked: {_ask(follow_up, _thanked(follow_up, review))}"
    if not (review.asked or review.answered or review.outcomes or review.thanked):
        yield "Nothing asked, answered or thanked for."


def _thanked(follow_up: FollowUp, review: Review) -> Iterator[Party]:
    """Those who were thanked for an ask on the days of a review."""
    ask = follow_up.ask
    for when, parties in ((ask.thanked, ask.contacts), (ask.via_thanked, ask.via)):
        if (day := known_day(when)) and review.since <= day <= review.until:
            yield from parties


def _ask(follow_up: FollowUp, parties: Iterable[Party] | None = None) -> str:
    """An ask as a link, with these people; None for its contacts."""
    whom = names(follow_up.ask.contacts if parties is None else parties)
    return _link(follow_up.note.id, follow_up.title) + _to(whom)


def _to(whom: str) -> str:
    """People behind an ask; "" for nobody."""
    return f", {whom}" if whom else ""


def _link(id: str | None, title: str) -> str:
    """A link to a note, with its title; the title alone where there is no note, or where no link can hold it."""
    shown = _on_one_line(title)
    if id is None or any(sign in id for sign in "[]|#^\n"):
        return shown
    return f"[[{id}]]" if shown == id else f"[[{id}|{shown.translate(_NO_LINK)}]]"


def _found(capture: Capture) -> str:
    """A captured line: whom it would ask, what, and the note that it is in."""
    note = note_id(capture.path)
    return f"{', '.join(capture.contacts)}: {_on_one_line(capture.captured.ask)} ({_link(note, note)})"


def _on_one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _opening(name: str, opens: Day | None) -> str:
    return f"{name}, from {day(opens)}" if opens else name


def answering(found: Iterable[Rate], usual: Medians) -> Iterator[str]:
    """The rates and medians that there are enough asks for, each with what it counts."""
    for rate in found:
        yield f"{_by(rate)}: {rate.answered} of {rate.of} within 14 days"
    yield from _median("an answer takes", usual.answer, "answer")
    yield from _median("our thanks take", usual.thanks, "thank-you")


def answering_of(contact: Contact, follow_ups: Iterable[FollowUp], today: Day) -> list[str]:
    """How often and how soon a contact answers. follow_ups: theirs, and perhaps others that are not counted."""
    key = contact.party.key
    asked = [each for each in follow_ups if any(party.key == key for party in each.ask.contacts)]
    answers = Answers(asked, today)
    return list(answering(answers.rates(), answers.medians()))


def _by(rate: Rate) -> str:
    return _NOT_VIA if rate.value is False else _BY[rate.by].format(rate.value)


def _median(what: str, median: Median, one: str) -> Iterator[str]:
    if median.days is not None:
        days = count(median.days, "day") if isinstance(median.days, int) else f"{median.days} days"
        yield f"{what} {days} as a rule ({count(median.of, one)} in 12 weeks)"
