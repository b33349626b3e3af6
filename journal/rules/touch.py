"""Who is to be kept in touch with today, and in what order (docs/practice.md 5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journal.config import Settings
from journal.dates import add
from journal.errors import Refused
from journal.model import Contact, ContactLine, Day, Edit, Note, Touch
from journal.rules.contacts import by_name, cadence_of

__all__ = ["due_first", "logged", "stays", "touch"]


def touch(contact: Contact, settings: Settings, today: Day) -> Touch | None:
    """Why a contact is due to be thought of today; None for one who is not.

    The person's ``follow_up`` counts until a contact on or after it, and comes before the cadence. A cadence in months
    has the days from the last contact, else from today.
    """
    last, planned = contact.last_contact, contact.planned
    cadence = cadence_of(contact.person, settings)
    since = last or today
    days = (add(since, cadence) - since).days if cadence else None
    ratio = (today - last).days / max(1, days) if last and days is not None else None
    if planned and planned <= today:
        return Touch(planned, "follow_up", days, ratio)
    if cadence and (contact.next_touch or today) <= today:
        return Touch(contact.next_touch, "cadence", days, ratio)
    return None


def due_first(lines: Iterable[ContactLine]) -> list[ContactLine]:
    """Those of some contacts who are due, in order: planned days, the earliest first; then cadences, the one that is
    exceeded most first; then those who were never in touch; equal ones by name.
    """
    return sorted((line for line in lines if line.touch), key=_order)


def _order(line: ContactLine) -> tuple[bool, bool, int | float, tuple[str, str, str]]:
    """A sort key for contacts that are due."""
    why = line.touch
    assert why is not None
    name = by_name(line.party)
    if why.why == "follow_up" and why.due:
        return False, False, why.due.toordinal(), name
    return True, why.ratio is None, -(why.ratio or 0), name


def logged(note: Note, on: Day, today: Day) -> Sequence[Edit]:
    """The edits that record a contact with a person on a day; none where their note has that day or a later one.

    Raises Refused for a day to come.
    """
    if on > today:
        raise Refused(
            f"{on} is still ahead, and only what has happened is recorded: set follow_up to think of it then."
        )
    last = _last_written(note)
    return () if last and last >= on else (Edit("last_contact", on.isoformat()),)


def stays(note: Note, on: Day) -> str:
    """A sentence where a person's note has a later contact than a day, and that one stays; "" where it has none."""
    last = _last_written(note)
    return f"{note.title}: a later contact is written down, of {last}, and stays." if last and last > on else ""


def _last_written(note: Note) -> Day | None:
    """The last contact that a person's own note names; None for none."""
    last = note.fields.get("last_contact")
    return last if isinstance(last, Day) else None
