"""Values as people type them, made what a note holds: days, links to notes, lists (docs/cli.md, "Values")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journal.dates import parse_span
from journal.errors import Refused
from journal.model import Day, Edit, Kind, Name, Note
from journal.notes.block import KeyValue
from journal.notes.keys import HAPPENED, KeySpec, ValueType
from journal.notes.kind import spellings_of
from journal.notes.links import names
from journal.notes.spelling import BEHIND_NAMES, fold, fold_key, shown_name
from journal.notes.value_reader import ValueReader
from journal.regex import regex
from journal.rules.resolve import Resolver
from journal.typed_dates import typed_day, typed_span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Typed", "edits_of", "is_named_or_dated", "spec_of", "typed_names"]

Typed: TypeAlias = "str | Sequence[str] | None"
"""One text, several, or None to remove the key; an empty text leaves it blank."""

_COMMA = regex(r"\s*,\s*(?![^\[]*\]\])")
"""A comma that is in no wikilink."""
_BETWEEN_NAMES = regex(r"\s*[,;]\s*(?![^\[]*\]\])")
_YES_OR_NO = frozenset({"yes", "true", "no", "false"})
_BLANK = frozenset({"no", "false", "null", "~"})
_LISTS = frozenset({ValueType.TEXTS, ValueType.TAGS, ValueType.NAMES, ValueType.DATES})
_DAYS = frozenset({ValueType.DATE, ValueType.DATES, ValueType.ASKED, ValueType.DATE_OR_YES, ValueType.DATE_OR_SPAN})


def edits_of(typed: Mapping[str, Typed], kind: Kind | None, today: Day, resolver: Resolver) -> tuple[Edit, ...]:
    """The edits for keys as a person typed them. kind: of the note, None where it does not tell itself.

    Raises BadDate, and Refused for a value that its key cannot have.
    """
    return tuple(_edit(key, value, spec_of(key, kind), today, resolver) for key, value in typed.items())


def spec_of(key: str, kind: Kind | None) -> KeySpec | None:
    """The KeySpec that a typed key means in a note of that kind; None for the person's own key.

    A person's follow_up is a day, since there is no asked date that a span could count from.
    """
    spec = spellings_of(kind).get(fold_key(key), (None,))[0]
    is_day = spec and spec.key == "follow_up" and kind is Kind.PERSON
    return spec._replace(type=ValueType.DATE) if spec and is_day else spec


def is_named_or_dated(key: str, kind: Kind | None) -> bool:
    """Whether a typed key of a note of that kind holds names or days, of which none can be an empty word."""
    spec = spec_of(key, kind)
    return spec is not None and (spec.type is ValueType.NAMES or spec.type in _DAYS)


def typed_names(typed: Mapping[str, Typed], kind: Kind | None, resolver: Resolver) -> Iterator[tuple[Kind, Name]]:
    """The people and goals in values that a person typed. kind: as in ``edits_of``."""
    for key, value in typed.items():
        spec = spec_of(key, kind)
        if spec and spec.type is ValueType.NAMES:
            meant = _kind_named(spec)
            yield from ((meant, name) for text in _texts(value, spec, resolver) for name in names(text, ""))


def _edit(key: str, value: Typed, spec: KeySpec | None, today: Day, resolver: Resolver) -> Edit:
    """The edit for one key. spec: None for the person's own key. Raises BadDate, Refused."""
    if value is None:
        return Edit(key, None)
    texts = _texts(value, spec, resolver)
    if not texts:
        return Edit(key, "")
    if spec is None:
        return Edit(key, texts[0] if len(texts) == 1 else tuple(texts))
    if spec.type not in _LISTS and len(texts) > 1:
        raise Refused(f"{key} takes one value, and {len(texts)} were given: give one.")
    held = [_as_held(text, spec, today, resolver) for text in texts]
    if problems := _problems(key, held[0], spec):
        raise Refused(problems[0])
    is_list = len(held) > 1 or spec.type in (ValueType.TEXTS, ValueType.TAGS)
    return Edit(key, tuple(held) if is_list else held[0])


def _texts(value: Typed, spec: KeySpec | None, resolver: Resolver) -> list[str]:
    """The texts of a value without empty ones; for a key with a list, one text is split at commas, names at ``;`` too.

    A comma that belongs to the name of a note splits nothing: ``Lopez, Maria``.
    """
    texts = [text for one in ((value,) if isinstance(value, str) else value or ()) if (text := one.strip())]
    if spec and spec.type in _LISTS and len(texts) == 1:
        between = _BETWEEN_NAMES if spec.type is ValueType.NAMES else _COMMA
        parts = [text for text in between.split(texts[0]) if text]
        if spec.type is not ValueType.NAMES or len(parts) < 2:
            return parts
        return texts if _is_noted(texts[0], _kind_named(spec), resolver) else _with_degrees(parts)
    return texts


def _with_degrees(parts: Sequence[str]) -> list[str]:
    """Parts of a list of names, with what stands behind a name and is none joined to it: ``Ruth Cole, PhD``."""
    found: list[str] = []
    for part in parts:
        if found and part.removesuffix(".").casefold() in BEHIND_NAMES:
            found[-1] += f", {part}"
        else:
            found.append(part)
    return found


def _is_noted(text: str, kind: Kind, resolver: Resolver) -> bool:
    """Whether a whole text is the name of a note that a name of that kind leads to."""
    return "[" not in text and resolver.note(Name(text, text), kind) is not None


def _kind_named(spec: KeySpec) -> Kind:
    """The kind that a key names: goal or person."""
    return Kind.GOAL if spec.key == "goal" else Kind.PERSON


def _as_held(text: str, spec: KeySpec, today: Day, resolver: Resolver) -> str:
    """The text that the note gets for a typed one: a day as ISO, a name as a link. Raises BadDate, Refused."""
    if spec.type is ValueType.NAMES:
        return _linked(text, _kind_named(spec), resolver)
    if spec.type in (ValueType.DATE_OR_SPAN, ValueType.SPAN) and (span := typed_span(text)):
        return text if parse_span(text) else f"{span.count}{span.unit}"
    if spec.type not in _DAYS:
        return text
    word = text.casefold()
    if spec.type is ValueType.ASKED and word in _BLANK:
        return ""
    if spec.type is ValueType.DATE_OR_YES and word in _YES_OR_NO:
        return word
    return typed_day(text, today, past=spec.key in HAPPENED).isoformat()


def _problems(key: str, held: str, spec: KeySpec) -> list[str]:
    """The problems that the value would have when it is read from the note, in sentences. held: of a list, its first
    text, since no list made here has any.
    """
    reader = ValueReader("")
    found = reader.read(spec.key, [KeyValue(key, held, 1)])
    if not found and spec.type is ValueType.MINUTES:
        return [f"{key}: “{held}” is no length of time: write 20, 20m or 1h."]
    if found is None and spec.type is ValueType.NUMBER:
        return [f"{key}: “{held}” is no number: write 2."]
    return [problem.message for problem in reader.problems]


def _linked(text: str, kind: Kind, resolver: Resolver) -> str:
    """The shortest link that leads to the note with a name; the name itself where no note answers to it."""
    for name in names(text, ""):
        if candidates := resolver.candidates(name, kind):
            shown = ", ".join(note.id for note in candidates)
            raise Refused(f"“{name.text}” could mean {shown}: name the one that is meant.")
    if "[" in text:
        return text
    note = resolver.note(Name(text, text), kind)
    links = _links(note) if note else ()
    return next((link for link in links if note and _leads_to(link, note, kind, resolver)), shown_name(text))


def _links(note: Note) -> Sequence[str]:
    """Links to a note, best first: by its file name as other programs do, then with its title shown."""
    stem = note.id.rpartition("/")[2]
    label = "" if fold(stem) == fold(note.title) else f"|{note.title}"
    return [f"[[{target}{shown}]]" for target in (stem, note.id) for shown in dict.fromkeys((label, ""))]


def _leads_to(link: str, note: Note, kind: Kind, resolver: Resolver) -> bool:
    """Whether a link means that note."""
    found = [resolver.note(name, kind) for name in names(link, "")]
    return [other.id for other in found if other] == [note.id]
