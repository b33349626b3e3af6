"""Days, places and follow-ups in the words that every screen and command uses.

Pure; text from notes comes out showable.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from journal.model import Move, State
from journal.regex import regex
from journal.showable import showable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.model import Counts, DateOrYes, Day, FollowUp, NextUp, Party, QueueLine, Touch
    from journal.paths import AnyPath

__all__ = [
    "CLOSING",
    "GROUPS",
    "MEANINGS",
    "ago",
    "count",
    "day",
    "day_ago",
    "ended",
    "excluded",
    "hangs_on",
    "lateness",
    "left_out",
    "listed",
    "mark",
    "names",
    "nothing_on_you",
    "place",
    "unlinked",
    "weekday",
    "when_done",
    "why_touch",
]

CLOSING = ("released", "declined", "no-reply", "dropped", "cancelled", "abandoned", "closed")
"""The words that an ask is closed with, as they are offered; others that are understood are in docs/rules.md 1."""

GROUPS: Mapping[State, str] = {
    State.THANK: "Tell them how it went",
    State.REPORT: "Report how the goal ended",
    State.ANSWERED: "Record what came of it",
    State.NUDGE: "Nudge",
    State.RELEASE: "Let go",
    State.PARKED: "Parked, due",
    State.DRAFT: "To send",
}
"""What needs follow-up, by what is to be done."""

MEANINGS: Mapping[State, str] = {
    State.THANK: "it came to something; tell them",
    State.REPORT: "the goal is achieved; tell them",
    State.ANSWERED: "answered; write what came of it",
    State.NUDGE: "no answer in time; ask once more",
    State.RELEASE: "not needed, or asked enough; let go",
    State.PARKED: "kept for a meeting or a later day",
    State.DRAFT: "written, not sent",
    State.WAITING: "sent; the answer is theirs",
    State.DONE: "outcome and thanks are recorded",
    State.CLOSED: "closed without an outcome",
}

_WIKILINK = regex(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LATE = 3
"""Days late from which a follow-up is marked with ``!``."""


def mark(follow_up: FollowUp | QueueLine) -> str:
    """``?`` where a date or the status could not be read, ``!`` for what is well overdue, else a space."""
    if follow_up.is_unsure:
        return "?"
    return "!" if follow_up.needs_follow_up and (follow_up.days_overdue or 0) >= _LATE else " "


def lateness(due: Day | None, today: Day) -> str:
    """``+9d`` late, ``today``, ``-3d`` not yet due; empty without a due date."""
    if due is None:
        return ""
    return f"{(today - due).days:+d}d" if due != today else "today"


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 ask``, ``2 asks``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def left_out(words: int) -> str:
    """A sentence that says that a search had more words than it uses. words: how many were left out."""
    return f"A search takes 64 words and filters; {words:,} more were left out."


def day(day: Day) -> str:
    """``2 Nov 2026``."""
    return f"{day.day} {day:%b %Y}"


def weekday(day: Day) -> str:
    """``Sun 29 Nov``."""
    return f"{day:%a} {day.day} {day:%b}"


def ago(day: Day, today: Day) -> str:
    """``20 days ago``, ``yesterday``, ``today``, ``in 3 days``."""
    days = (today - day).days
    if abs(days) < 2:
        return ("tomorrow", "today", "yesterday")[days + 1]
    return f"{days} days ago" if days > 0 else f"in {-days} days"


def day_ago(then: Day, today: Day) -> str:
    """``2 Nov 2026 (20 days ago)``."""
    return f"{day(then)} ({ago(then, today)})"


def when_done(value: DateOrYes, today: Day) -> str:
    """When something was done; ``yes`` on an unknown day, empty where it was not."""
    if value is None:
        return ""
    return "yes" if value is True else day_ago(value, today)


def why_touch(touch: Touch, today: Day) -> str:
    """Why somebody is due: ``planned for 25 Nov 2026``, ``every 12 weeks, due 62 days ago``."""
    if touch.why == "follow_up" and touch.due:
        return f"planned for {day(touch.due)}"
    days = touch.cadence_days or 0
    number, unit = (days // 7, "week") if days and days % 7 == 0 else (days, "day")
    since = f"due {ago(touch.due, today)}" if touch.due else "never in touch yet"
    return f"every {unit if number == 1 else count(number, unit)}, {since}"


def ended(text: str) -> str:
    """A text as a sentence: with a full stop where it does not end with a sign of its own, as a question does."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def unlinked(text: str | None) -> str:
    """A text of a note as it is read: ``Acme`` for ``[[Acme]]``, ``[[orgs/Acme]]`` and ``[[x|Acme]]``; "" for None."""
    return _WIKILINK.sub(lambda link: (link[2] or link[1].rpartition("/")[2]).strip(), text) if text else ""


def names(parties: Iterable[Party]) -> str:
    """``Ana Ruiz, Kim Park``."""
    return ", ".join(showable(party.name) for party in parties)


def listed(names: Sequence[str]) -> str:
    """``Ana``, ``Ana and Kim``, ``Ana, Kim and Tom``: in a sentence."""
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def hangs_on(follow_ups: Iterable[FollowUp]) -> str:
    """How a goal's open asks are spread: ``3 of 3 open asks hang on Maria``; below half, how far they spread.

    An ask of several contacts counts for each of them.
    """
    waited_for = [f for f in follow_ups if f.move is not Move.NONE]
    if not waited_for:
        return "no open asks"
    asks = count(len(waited_for), "open ask")
    by_key = Counter(party.key for f in waited_for for party in f.ask.contacts)
    if not by_key:
        return f"{asks}, on nobody yet"
    (key, most), *others = by_key.most_common()
    if 2 * most < len(waited_for) or any(other == most for _, other in others):
        return f"{asks}, spread over {count(len(by_key), 'contact')}"
    who = next(party for f in waited_for for party in f.ask.contacts if party.key == key)
    return f"{most} of {asks} {'hangs' if most == 1 else 'hang'} on {names([who])}"


def place(root: AnyPath, home: AnyPath) -> str:
    """A folder with ``~`` for the home: ``~/network``."""
    folder, start = os.fspath(root), os.path.join(home, "")
    return showable(f"~/{folder.removeprefix(start)}" if folder.startswith(start) else folder)


def excluded(patterns: Sequence[str]) -> str:
    """The sentence for where nothing is found, that some was not looked at; "" without patterns."""
    shown = f"{', '.join(patterns[:3])}{' …' if patterns[3:] else ''}"
    return f"“exclude” in journal.toml leaves out {showable(shown)}." if patterns else ""


def nothing_on_you(counts: Counts, next_up: NextUp | None) -> str:
    """The sentence for an empty queue: ``Nothing is on you. Waiting on 4. Next: Sun 29 Nov (Lee Chen).``"""
    if not counts.asks:
        return "No asks yet."
    drafts = counts.groups.get((State.DRAFT, False))
    said = ["Nothing is on you."]
    if counts.theirs or not drafts:
        said.append(f"Waiting on {counts.theirs}." if counts.theirs else "No answer is awaited.")
    if drafts:
        said.append(f"{count(drafts, 'draft')} not sent yet.")
    if next_up:
        said.append(f"Next: {weekday(next_up.day)} ({showable(next_up.whom)}).")
    return " ".join(said)
