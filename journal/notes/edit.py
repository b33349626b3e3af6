"""One key of a note changed, every other byte kept; or refused with the reason.

Each result is read again before it is returned: only that key may read differently.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journal.errors import Refused
from journal.notes.block import KeyValue, Value
from journal.notes.keys import ValueType
from journal.notes.layout import KeyLines, Layout, NotEditable, checked, layout_of_bytes
from journal.notes.scalar import key_scalar
from journal.notes.target_key import TargetKey, as_list, target_key
from journal.notes.value_place import put_value, refuse_anchors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["append_to", "set_key", "unset"]

_Change: TypeAlias = Callable[[Layout, TargetKey], Layout]


def set_key(raw: bytes, key: str, value: str | Sequence[str] | None, *, path: str) -> bytes:
    """The note with the key set to the value, in the spelling and style of its file. Raises Refused.

    value: a text, a list, or nothing (None, ``""``, an empty list), which leaves ``key:`` blank. path: of the note,
    from the vault's root.
    """
    texts = as_list(value if value is None or isinstance(value, str) else tuple(value))

    def change(layout: Layout, target: TargetKey) -> Layout:
        if target.part and target.texts == texts:
            return layout
        if target.has_rivals and (not texts or target.type in (ValueType.NAMES, ValueType.DATES)):
            raise _two_spellings(target)
        return _written(layout, target, texts, is_list=not isinstance(value, str))

    return _changed(raw, key, path, change)


def append_to(raw: bytes, key: str, value: str, *, path: str) -> bytes:
    """The note with one more value in a key's list, unless it has it; a single value there becomes a list.

    Raises Refused.
    """

    def change(layout: Layout, target: TargetKey) -> Layout:
        if not value or value in target.texts:
            return layout
        given = [text for text in target.texts if text is not None]
        return _written(layout, target, (*given, value), is_list=True)

    return _changed(raw, key, path, change)


def unset(raw: bytes, key: str, *, path: str) -> bytes:
    """The note without a key; comments above it stay. Raises Refused."""

    def change(layout: Layout, target: TargetKey) -> Layout:
        if target.part is None:
            return layout
        if target.has_rivals:
            raise _two_spellings(target)
        refuse_anchors(target.part)
        return _without_part(layout, target.part)

    return _changed(raw, key, path, change)


def _changed(raw: bytes, key: str, path: str, change: _Change) -> bytes:
    """The note after a change of one key, checked to read the same in all other keys. Raises Refused."""
    try:
        layout = layout_of_bytes(raw)
        wanted = change(layout, target_key(layout, key, path))
        return raw if wanted is layout else checked(wanted)
    except NotEditable as odd:
        raise Refused(f"{path} {odd}.") from None


def _two_spellings(target: TargetKey) -> NotEditable:
    """The refusal to edit a key that the note has in several spellings."""
    return NotEditable(f"says something under other spellings of “{target.key}” too: keep one of them")


def _written(layout: Layout, target: TargetKey, texts: tuple[Value, ...], *, is_list: bool) -> Layout:
    """The layout with the key's value written. is_list: whether the value was given as a list."""
    value = _shaped(target, texts, is_list=is_list)
    part = target.part
    if part is None:
        part = KeyLines(KeyValue(target.key, None, 0), "", f"{layout.indent}{key_scalar(target.key)}:{layout.newline}")
        layout, part = _with_part(layout, part, target.above)
    text = put_value(part, value, in_flow=target.type is ValueType.DATES)
    changed = KeyLines(part.entry._replace(value=value), part.lead, text)
    return layout._replace(parts=tuple(changed if one is part else one for one in layout.parts))


def _shaped(target: TargetKey, texts: tuple[Value, ...], *, is_list: bool) -> str | tuple[Value, ...] | None:
    """The value as it must read back: one text, a list, or None for nothing. Raises NotEditable for what is not UTF-8.

    A list in the note stays a list. A key that other programs expect as a list, such as tags, is one from its first
    value on; any other key becomes one with its second value.
    """
    try:
        "".join(text for text in texts if isinstance(text, str)).encode()
    except UnicodeEncodeError:
        raise NotEditable("cannot hold that value, which is not UTF-8: give it as text") from None
    stays_list = target.part is not None and isinstance(target.part.entry.value, tuple)
    begins_list = is_list and not target.texts and target.type in (ValueType.TEXTS, ValueType.TAGS)
    if not texts:
        return None
    alone = texts[0]
    return texts if len(texts) > 1 or stays_list or begins_list or not isinstance(alone, str) else alone


def _with_part(layout: Layout, part: KeyLines, above: int | None) -> tuple[Layout, KeyLines]:
    """The layout with one more key, and that key with the comments above it.

    above: how many keys are before it, None for all.
    """
    if not layout.fence:
        fence = f"---{layout.newline}"
        return layout._replace(head=layout.head + fence, parts=(part,), fence=fence), part
    if above is None:
        part = part._replace(lead=layout.rest)
        return layout._replace(parts=(*layout.parts, part), rest=""), part
    return layout._replace(parts=(*layout.parts[:above], part, *layout.parts[above:])), part


def _without_part(layout: Layout, part: KeyLines) -> Layout:
    """The layout without one of its keys; comments above the key stay."""
    number = layout.parts.index(part)
    above, below = layout.parts[:number], layout.parts[number + 1 :]
    if not below:
        return layout._replace(parts=above, rest=part.lead + layout.rest)
    return layout._replace(parts=(*above, below[0]._replace(lead=part.lead + below[0].lead), *below[1:]))
