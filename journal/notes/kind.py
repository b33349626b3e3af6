"""What a note is, as far as it can tell by itself (docs/format.md 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journal.model import Kind, Note
from journal.notes.block import KeyValue, Value, stripped_texts
from journal.notes.keys import ASK_IN_OTHER_WORDS, GOAL_OR_CONTACT, OF_ASK, OF_MEETING, OF_OTHER, Spellings
from journal.notes.links import names
from journal.notes.remembered import remembered
from journal.notes.spelling import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Claims: TypeAlias = tuple[tuple[str, Value], ...]

__all__ = [
    "OF_TAG",
    "asks_in_other_words",
    "claimed_kind",
    "is_ours",
    "kind_by_fields",
    "kind_of",
    "spellings_of",
    "tags_of",
]

_OF_TYPE = {**{kind.value: kind for kind in Kind}, "contact": Kind.PERSON, "people": Kind.PERSON}
_OF_CATEGORY = {"people": Kind.PERSON, "meetings": Kind.MEETING, "goals": Kind.GOAL}
_ASKS = ("ask", *ASK_IN_OTHER_WORDS)
_CATEGORIES = ("categories", "category")
_TAGS = ("tags", "tag", "keywords")
_CLAIMING = ("type", *_CATEGORIES, *_TAGS)
OF_TAG = {**dict.fromkeys(("person", "contact", "people"), Kind.PERSON), "meeting": Kind.MEETING, "goal": Kind.GOAL}


def kind_of(given: Mapping[str, KeyValue], path: str) -> Kind | None:
    """The kind that a note says it is; None where only other notes can tell. given: its entries by folded key.

    given has ``request`` and ``question`` only where they are the note's ask. A note that this program made
    (``generated: journal``) is never an ask.
    """
    for key in _ASKS:
        if key in given and stripped_texts(given[key].value, whole=True):
            kind: Kind | None = Kind.ASK
            break
    else:
        kind = _claimed(tuple([(key, given[key].value) for key in _CLAIMING if key in given]), path)
    if kind is Kind.ASK and "generated" in given and is_ours(" ".join(stripped_texts(given["generated"].value))):
        return Kind.NOTE
    return kind


def kind_by_fields(note: Note) -> Kind | None:
    """The kind as ``kind_of`` gives it, from a note that has been read already."""
    kind = Kind.ASK if "ask" in note.fields else claimed_kind(note)
    return Kind.NOTE if kind is Kind.ASK and is_ours(str(note.fields.get("generated", ""))) else kind


def is_ours(generated: str) -> bool:
    """Whether a note's ``generated`` says that this program made it."""
    return fold(generated) == "journal"


def claimed_kind(note: Note) -> Kind | None:
    """The kind that a note says it is by its type, a category or a tag; None where it says none."""
    written = note.frontmatter
    return _claimed(tuple([(key, written[key]) for key in _CLAIMING if key in written]), note.path)


def _claimed(claims: Claims, path: str) -> Kind | None:
    """The kind of a note by its type, category or tags; None where they give none. claims: as ``_claimed_in``."""
    return _claimed_in(claims, path[: path.rfind("/") + 1]) if claims else None


@remembered
def _claimed_in(claims: Claims, folder: str) -> Kind | None:
    """The kind of a note in a folder. claims: the keys of _CLAIMING that it has, in this order, with their values."""
    for key, value in claims:
        if key == "type":
            kind = _first_of(_OF_TYPE, _named(value, folder))
        elif key in _CATEGORIES:
            kind = _first_of(_OF_CATEGORY, _named(value, folder, only_links=True))
        else:
            kind = _first_of(OF_TAG, (tag.partition("/")[0] for tag in tags_of(value)))
        if kind:
            return kind
    return None


def spellings_of(kind: Kind | None) -> Spellings:
    """The key that each spelling stands for in a note of this kind (docs/format.md 2, "Canonical keys")."""
    return OF_ASK if kind is Kind.ASK else OF_MEETING if kind is Kind.MEETING else OF_OTHER


def asks_in_other_words(given: Mapping[str, KeyValue], path: str) -> bool:
    """Whether ``request`` or ``question`` is the note's ask: it is in a note with a contact, a goal, or type ask."""
    if "type" in given and _first_of(_OF_TYPE, _named(given["type"].value, path)) is Kind.ASK:
        return True
    return any(key in given and _named(given[key].value, path) for key in GOAL_OR_CONTACT)


def tags_of(value: Value) -> list[str]:
    """The tags in a value, without ``#``: a list, or words set apart by spaces or commas."""
    found = [tag for text in stripped_texts(value) for tag in text.replace(",", " ").split()]
    return [bare for tag in found if (bare := tag.lstrip("#"))]


def _first_of(kinds: Mapping[str, Kind], found: Iterable[str]) -> Kind | None:
    """The kind of the first of the found words that has one; None for none."""
    for word in found:
        if kind := kinds.get(fold(word)):
            return kind
    return None


def _named(value: Value, path: str, *, only_links: bool = False) -> list[str]:
    """The texts of the names in a value; with only_links, only of texts that have a link."""
    texts = (text for text in stripped_texts(value) if "[[" in text or not only_links)
    return [name.text for text in texts for name in names(text, path)]
