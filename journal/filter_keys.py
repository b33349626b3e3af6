"""What the key of a filter says of an ask, a contact, a goal or a note (docs/cli.md, "Filters").

The names of JSON fields win. A key and what is also read as it are one; ``key.`` before it means the frontmatter as
written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType

from journal.errors import BadFilter
from journal.model import Contact, FollowUp, Kind, Name, Note, Progress
from journal.named_tuple import NamedTuple
from journal.notes.keys import KEY_SPECS, ValueType
from journal.notes.kind import spellings_of
from journal.notes.spelling import fold_key
from journal.records import ASK_FIELDS, CONTACT_FIELDS, GOAL_FIELDS, MEETING_FIELDS, NOTE_FIELDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["LISTINGS", "MEANT", "Candidate", "FilterKey", "Listing", "holds_dates"]

_AS_WRITTEN = "key."
_OF_ASKS = ASK_FIELDS - CONTACT_FIELDS - NOTE_FIELDS - {"status", "follow_up"}
"""What only asks have, so that among contacts and goals it is said of their asks."""
_TOLD_OF_ASKS = frozenset("id path title contact goal state move due needs_follow_up days_overdue asked".split())
_TOLD_OF_CONTACTS = CONTACT_FIELDS - {"org", "role", "email", "asks", "silence_days"}
_TOLD_OF_GOALS = GOAL_FIELDS - {"states", "pieces", "unasked"}
"""What ``records.line_record`` holds."""
_COMPUTED = frozenset({"state", "due"})
"""Names of JSON fields that as keys of a note are spellings of others."""
_ALL = ASK_FIELDS | CONTACT_FIELDS | GOAL_FIELDS | NOTE_FIELDS
_DATE_TYPES = (ValueType.ASKED, ValueType.DATE, ValueType.DATES, ValueType.DATE_OR_YES, ValueType.DATE_OR_SPAN)
_DATES = {spec.key for spec in KEY_SPECS if spec.type in _DATE_TYPES} | {"created", "due", "next_opens", "next_touch"}
_NAMES = _ALL | {spec.key for spec in KEY_SPECS}
MEANT = {
    "has": "“-outcome:” finds what has an outcome, “outcome:” what has none.",
    "is": "did you mean state:?",
    "kind": "did you mean type:?",
    **dict.fromkeys(("order", "sort"), "a filter leaves out; in the terminal UI s sorts."),
    **dict.fromkeys(
        ("first", "head", "limit", "max", "n", "top"),
        "a filter leaves out by what notes say; for the first of a list pipe it into head.",
    ),
}
"""The ends of sentences for keys that people know from other programs."""


class Candidate(NamedTuple):
    """An entry that a filter may let through. record: its published record. note: its own note, None without one.

    further: gives more records about it, called only where a filter needs them: for a note, those of it as an ask,
    contact or goal; for a contact or goal, those of its asks.
    """

    record: Mapping[str, Any]
    note: Note | None
    further: Callable[[], Sequence[Mapping[str, Any]]] = tuple


class Listing(NamedTuple):
    """What one list can be filtered by. fields: of its records. further: fields of a candidate's further records.

    called: other names for fields in filters of this list. told: fields that the line of the list has by itself.
    """

    fields: frozenset[str]
    further: frozenset[str] = frozenset()
    called: Mapping[str, str] = MappingProxyType({})
    told: frozenset[str] = frozenset()


LISTINGS: Mapping[type, Listing] = {
    FollowUp: Listing(ASK_FIELDS, told=_TOLD_OF_ASKS),
    Contact: Listing(CONTACT_FIELDS, _OF_ASKS, {"contact": "name", "title": "name"}, _TOLD_OF_CONTACTS),
    Progress: Listing(GOAL_FIELDS, _OF_ASKS, {"goal": "name", "title": "name"}, _TOLD_OF_GOALS),
    Note: Listing(NOTE_FIELDS, _ALL - NOTE_FIELDS | MEETING_FIELDS, told=NOTE_FIELDS),
}
"""By what is listed."""


def holds_dates(name: str) -> bool | None:
    """Whether a field or canonical key holds dates; None for a key that nobody knows."""
    return name in _DATES if name in _NAMES else None


class FilterKey(NamedTuple):
    """The key of one term. name: of the field or canonical key that is meant, else the key itself, folded.

    folded: as typed, folded. as_written: only the frontmatter counts, and there only this spelling.
    """

    name: str
    folded: str
    as_written: bool
    listing: Listing

    @classmethod
    def of(cls, typed: str, listing: Listing, keys: Collection[str]) -> FilterKey:
        """The key that a person typed in a filter of a list. keys: all keys of notes' frontmatter, folded.

        Raises BadFilter where neither a field of the list nor any note has such a key.
        """
        bare = typed.removeprefix(_AS_WRITTEN)
        folded = fold_key(bare)
        if bare != typed:
            found = folded if folded in keys else None
        else:
            found = _canonical(folded, listing, keys)
        if found is None:
            raise _unknown(typed, folded, listing, keys)
        return cls(found, folded, bare != typed, listing)

    def value_in(self, candidate: Candidate) -> Any:
        """The value of this key for a candidate; None where it has none."""
        note = candidate.note
        if self.as_written:
            return note.frontmatter.get(self.folded) if note else None
        for name in self._to_look_under(note):
            if name in candidate.record:
                return candidate.record[name]
            if name in self.listing.further:
                found = [record[name] for record in candidate.further() if name in record]
                if found:
                    return found
            if note and name in note.fields:
                return _plain(note.fields[name])
        return note.frontmatter.get(self.folded) if note and self.name not in _COMPUTED else None

    def _to_look_under(self, note: Note | None) -> Sequence[str]:
        """The fields of the JSON to look under, in order: the one typed, then that of the key it spells in such a note.

        note: the candidate's, None where it has none.
        """
        spec = spellings_of(note.kind if note else None).get(self.folded)
        if spec is None or self.name in _COMPUTED:
            return (self.name,)
        return tuple(dict.fromkeys((self.name, self.listing.called.get(spec[0].key, spec[0].key))))


def _canonical(folded: str, listing: Listing, keys: Collection[str]) -> str | None:
    """The field or canonical key that a typed key stands for in a list; None where nothing has it.

    folded: the typed key. keys: all keys of the vault's frontmatter. Both as ``fold_key`` gives them.
    """
    named = {fold_key(name): name for name in (*listing.called, *listing.further, *listing.fields)}
    singular = {name.removesuffix("s"): name for name in ("problems", "gaps")}
    if name := named.get(folded) or named.get(singular.get(folded, "")):
        return listing.called.get(name, name)
    tables = (spellings_of(kind) for kind in (Kind.ASK, None, Kind.MEETING))
    specs = [table[folded][0] for table in tables if folded in table]
    for spec in specs:
        if fold_key(spec.key) in named:
            return listing.called.get(spec.key, spec.key)
    for spec in specs:
        if spec.key in NOTE_FIELDS or any(fold_key(spelling) in keys for spelling in (spec.key, *spec.also)):
            return spec.key
    return folded if folded in keys else None


def _plain(value: Any) -> Any:
    """A field of a note as JSON can hold it: each Name becomes its text, each tuple a list."""
    if type(value) is tuple:
        return [_plain(each) for each in value]
    return value.text if isinstance(value, Name) else value


def _unknown(typed: str, folded: str, listing: Listing, keys: Collection[str]) -> BadFilter:
    """The error for a key that neither the list nor any note has, with the nearest keys."""
    from difflib import get_close_matches

    canonical = {fold_key(spelling): spec.key for spec in KEY_SPECS for spelling in (spec.key, *spec.also)}
    named = {key: canonical.get(key, key) for key in keys}
    named |= {fold_key(name): name for name in (*listing.further, *listing.fields)}
    near = get_close_matches(folded, sorted(named), n=3)
    nearest = " or ".join(dict.fromkeys(f"“{named[key]}:”" for key in near))
    hint = MEANT.get(folded) or (
        f"did you mean {nearest}?"
        if near
        else "put the word in double quotes (in a shell in single ones around them) to look for it as text."
    )
    return BadFilter(f"No note has a key “{typed}”: {hint}")
