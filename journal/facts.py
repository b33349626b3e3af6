"""What there is to say of a contact and of a goal, label by label, for every screen and command.

Pure. A fact that is not there is an empty text; what comes from notes is as they word it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from journal.wording import count, day_ago, unlinked, when_done

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from journal.model import Contact, ContactLine, Day, Export, GoalLine, Lead, Leads, Progress

__all__ = [
    "CONTACT_COLUMNS",
    "GOAL_COLUMNS",
    "concentration",
    "contact_facts",
    "goal_facts",
    "lead_facts",
    "lead_reason",
    "looked_at",
    "nobody_helps",
]


def _opens(day: Day | None, today: Day, say: Callable[[Day], str]) -> str:
    """When there is room for another meeting: never (None), now, or the day in words. say: puts a day in words."""
    return "never" if day is None else "now" if day <= today else say(day)


def _stands(line: GoalLine, say: Callable[[Day], str]) -> str:
    """The state of a goal in a word or two: achieved, stuck, by its deadline, or under way.

    say: puts a day in words.
    """
    if line.achieved:
        return "achieved"
    if line.stuck:
        return "stuck"
    return f"by {say(line.deadline)}" if line.deadline else "under way"


def concentration(share: float | None, open_asks: int) -> str:
    """How a goal's open asks are spread over contacts, in words. share: as ``Progress.concentration``."""
    if share is None:
        return "on nobody yet" if open_asks else "none"
    return "all on one contact" if share > 0.99 else "mostly on one contact" if share > 0.5 else "spread"


CONTACT_COLUMNS: Mapping[str, Callable[[ContactLine, Day, Callable[[Day], str]], str]] = {
    "name": lambda line, *_: line.party.name,
    "owed": lambda line, *_: str(line.owed or ""),
    "open": lambda line, *_: str(line.open_asks or ""),
    "last contact": lambda line, _, say: say(line.last_contact) if line.last_contact else "never",
    "meetings": lambda line, *_: f"{line.meetings_used} of {line.meetings_budget}",
    "room from": lambda line, today, say: _opens(line.next_opens, today, say),
    "homework": lambda line, *_: line.homework,
    "role": lambda line, *_: line.role,
}
"""What a list says of a contact, by the name of the column: of a line on a day, given how to say a day."""

GOAL_COLUMNS: Mapping[str, Callable[[GoalLine, Callable[[Day], str]], str]] = {
    "goal": lambda line, _: line.party.name,
    "stands": _stands,
    "asks": lambda line, _: str(line.asks),
    "contacts": lambda line, _: str(line.contacts),
    "asked for": lambda line, _: f"{line.pieces - line.unasked} of {line.pieces}" if line.pieces else "",
    "open asks": lambda line, _: concentration(line.concentration, line.open_asks),
}
"""What a list says of a goal, by the name of the column: of a line, given how to say a day."""


def contact_facts(contact: Contact, today: Day) -> Iterator[tuple[str, str]]:
    """Label and text of each fact about a contact."""
    person = contact.person
    yield "role" if person.role else "org", ", ".join(filter(None, map(unlinked, [person.role, person.org])))
    yield "email", person.email or ""
    yield "phone", person.phone or ""
    yield "url", person.url or ""
    yield "where", person.loc or ""
    yield "birthday", person.birthday or ""
    yield "can help", "; ".join(person.can_help)
    yield "owed", f"word of how {count(contact.owed, 'ask')} ended" if contact.owed else ""
    yield "asks", f"{contact.open_asks} open of {contact.asks}"
    yield "last contact", when_done(contact.last_contact, today) or "never"
    yield "next touch", when_done(contact.next_touch, today)
    yield "think of", when_done(contact.planned, today)
    yield "meetings", f"{contact.meetings_used} of {contact.meetings_budget} a year"
    yield "room from", when_done(contact.next_opens, today) or "never"
    yield "homework", "; ".join([_homework(contact, today), *person.homework])
    silence = contact.silence_days
    yield "silence", "" if silence is None else f"answers within {count(silence, 'day')} as a rule"


def _homework(contact: Contact, today: Day) -> str:
    """What the homework word of the lists means for a contact, and what to do about it."""
    done = contact.person.homework_day
    match contact.homework:
        case "missing":
            return "none yet: note under homework what you read about them"
        case "stale":
            if done:
                return f"stale, from {day_ago(done, today)}: look again before you ask"
            return "stale, of an unknown day: look again before you ask, and note the day under homework_date"
    return f"fresh, from {day_ago(done, today)}" if done else "fresh"


def goal_facts(progress: Progress, today: Day) -> Iterator[tuple[str, str]]:
    """Label and text of each fact about a goal."""
    yield "achieved", when_done(progress.achieved, today)
    yield "deadline", when_done(progress.goal.deadline, today)
    yield "asks", ", ".join(f"{number} {state.word}" for state, number in progress.states.items() if number)
    yield "contacts", str(progress.contacts or "")
    yield "stuck", "yes: nothing moves; ask somebody for one of its pieces" if progress.stuck else ""


def lead_reason(lead: Lead) -> str:
    """Why somebody could help: ``knows of “alumni”, “list”``, ``works at Acme``, or ``perhaps works at Acme Foods``."""
    if lead.why == "named":
        return "is called so"
    if lead.why == "knows":
        return f"knows of {', '.join(f'“{word}”' for word in lead.words)}"
    return f"{'perhaps ' if lead.match == 'weak' else ''}works at {unlinked(lead.org)}"


def lead_facts(lead: Lead) -> Iterator[str]:
    """What there is between us and somebody who could help: through whom, asked how often, owed, meetings left."""
    if lead.through:
        yield f"through {', '.join(lead.through)}"
    if lead.asked:
        yield f"asked {count(lead.asked, 'time')}"
    if lead.owed:
        yield f"owed {count(lead.owed, 'word')}"
    if not lead.meetings_left:
        yield "no meeting left this year"


def nobody_helps(leads: Leads) -> str:
    """A sentence that says what to try where nobody could help."""
    if leads.pieces == ():
        return "This goal has no piece that nobody was asked for: write what it needs under needs, or look for words."
    return "Nobody is known to help with that: try fewer words, or a company’s name."


def looked_at(files: Sequence[Export]) -> str:
    """A sentence that says which exports were looked at besides the notes, or how to have some looked at."""
    if files:
        told = ", ".join(f"{count(export.rows, 'person', 'people')} in {export.path}" for export in files)
        return f"Looked at your notes, and at {told}."
    return (
        'Only your notes were looked at: [network] files = ["~/Connections.csv"] in your config.toml adds '
        "whom you know on LinkedIn."
    )
