"""One key of three texts into one (docs/sync.md, "Merge by key" 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from journal.model import Kind
from journal.named_tuple import NamedTuple
from journal.notes.block import KeyValue, Value
from journal.notes.fields import read_fields
from journal.notes.keys import Spellings
from journal.notes.kind import spellings_of
from journal.notes.layout import KeyLines, NotEditable
from journal.notes.merge.comments import orphans, reads_as
from journal.notes.merge.lists import joined, with_entries
from journal.notes.merge.meaning import Meaning, Meant, Way, meaning, meant, moment, written
from journal.notes.merge.result import MergeText, StatusPlace, Winner
from journal.notes.spelling import fold_key

__all__ = ["Keys", "MergedKey", "Three"]

_SINGLE = frozenset({"contact", "goal", "via"})
"""Lists that hold one name nearly always."""

_ASKED, _DONE, _CLOSED = 2, 4, 5
"""Classes of a status by their place in docs/rules.md 1."""


class Three(NamedTuple):
    """A key in base, ours and theirs; None where one of them lacks it."""

    base: KeyLines | None
    ours: KeyLines | None
    theirs: KeyLines | None


class MergedKey(NamedTuple):
    """The lines of a merged key, "" where it is gone.

    has_conflict: whether there are markers in them. first: the key as ours has it there, else as merged; None where it
    is gone. comments: of either side, that are not among the lines.
    """

    text: str
    first: KeyLines | None
    has_conflict: bool = False
    winner: Winner | None = None
    comments: tuple[str, ...] = ()


class Keys:
    """Merges the keys of one note. sides: the keys of base, ours and theirs, folded."""

    def __init__(
        self, sides: Sequence[Mapping[str, KeyLines]], path: str, merge_text: MergeText, status_place: StatusPlace
    ) -> None:
        self.sides, self.path = sides, path
        self.merge_text, self.status_place = merge_text, status_place

    @cached_property
    def _spellings(self) -> Spellings:
        """The key of each spelling: as in an ask if a side is one, else as in a meeting if a side is one."""
        kinds = {read_fields([part.entry for part in side.values()], self.path).kind for side in self.sides[1:]}
        return spellings_of(next((kind for kind in (Kind.ASK, Kind.MEETING) if kind in kinds), None))

    def meant(self, folded: str) -> Meant:
        return meant(folded, self._spellings)

    def meaning(self, part: KeyLines | None, folded: str) -> Meaning:
        """What a key means in one of the texts. part: None where the text lacks it."""
        return meaning(part.entry if part else None, self.meant(folded), self.path)

    def merged(self, folded: str) -> MergedKey:
        """The merged key. Raises NotEditable where its lines cannot be merged alone."""
        three = Three(*(side.get(folded) for side in self.sides))
        merged = self._merged(folded, three)
        sides = [side for side in three[1:] if side and "#" in side.text]
        lost = [comment for side in sides for comment in orphans(three.base, side, merged.text)]
        return merged._replace(comments=tuple(dict.fromkeys(lost))) if lost else merged

    def _merged(self, folded: str, three: Three) -> MergedKey:
        """The merged key, without comments that lost their lines; taken from one side unless both changed what it
        means.
        """
        _, ours, theirs = three
        texts = [part.text if part else "" for part in three]
        if texts[1] == texts[0]:
            return _taken(theirs)
        if texts[2] in (texts[0], texts[1]):
            return _taken(ours)
        key = self.meant(folded)
        said = [self.meaning(part, folded) for part in three]
        if said[1] == said[2]:
            return _taken(ours or theirs)
        if said[1] == said[0]:
            return _taken(theirs)
        if said[2] == said[0]:
            return _taken(ours)
        return self._both(key, three, said) or self._as_text(three)

    def _both(self, key: Meant, three: Three, said: list[Meaning]) -> MergedKey | None:
        """A key that both sides changed, merged by its rule; None where no rule decides, so that its lines are merged
        as text.
        """
        if key.way is Way.SET and key.row is not None:
            return self._as_set(key, three, said)
        if key.way is Way.STATUS:
            return self._by_status(three)
        if key.way in (Way.EARLIEST, Way.LATEST) and three.ours and three.theirs:
            ours, theirs = moment(three.ours.entry, said[1]), moment(three.theirs.entry, said[2])
            if ours is None or theirs is None:
                return None
            if isinstance(ours, bool) or isinstance(theirs, bool):
                return _won(three, by_ours=isinstance(theirs, bool))
            return _won(three, by_ours=(ours <= theirs) if key.way is Way.EARLIEST else (ours >= theirs))
        return None

    def _as_set(self, key: Meant, three: Three, said: list[Meaning]) -> MergedKey | None:
        """A list merged as a set of what its entries mean; None where its lines are to be merged as text."""
        assert key.row is not None
        base, ours, theirs = (_value(part) for part in three)
        is_single = key.row.key in _SINGLE
        values = joined(base, ours, theirs, key.row.type, self.path, is_single=is_single)
        if values is None:
            return None
        wanted = meaning(KeyValue("", tuple(values), 0), key, self.path)
        for part, side in ((three.ours, said[1]), (three.theirs, said[2])):
            if part and wanted == side:
                return _taken(part)
        part = three.ours if three.ours and said[1] is not None else three.theirs or three.ours
        assert part is not None
        try:
            text, value = with_entries(part, values, key.row.type)
        except NotEditable:
            return None
        read = reads_as(text)
        return MergedKey(text, read) if read and read.entry.value == value else None

    def _by_status(self, three: Three) -> MergedKey | None:
        """The status that has come further; a side that removed it when it sent the ask counts as asked."""
        ours, theirs = (self._place(part, side) for part, side in zip(three[1:], self.sides[1:], strict=True))
        if ours is None or theirs is None or {ours[0], theirs[0]} == {_DONE, _CLOSED}:
            return None
        return _won(three, by_ours=ours >= theirs)

    def _place(self, part: KeyLines | None, side: Mapping[str, KeyLines]) -> tuple[int, int] | None:
        """How far a side's status has come, as numbers that compare; None for an unknown status, or none."""
        text = written(part.entry if part else None)
        if text:
            return self.status_place(text)
        return (_ASKED, -1) if self._sets_asked(side) else None

    def _sets_asked(self, side: Mapping[str, KeyLines]) -> bool:
        """Whether a side wrote another date of asking than base has, in any spelling; to remove it does not count."""
        asked = [folded for folded, (row, _) in self._spellings.items() if row.key == "asked"]

        def dates(of: Mapping[str, KeyLines]) -> list[object]:
            return [self.meaning(of[folded], folded) for folded in asked if folded in of]

        now = dates(side)
        return any(now) and now != dates(self.sides[0])

    def _as_text(self, three: Three) -> MergedKey:
        """The key's lines merged by git, with markers around this key alone where they conflict.

        Raises NotEditable where the merged lines are no longer that key.
        """
        texts = [(part.text if part else "").encode() for part in three]
        merged = self.merge_text(*texts)
        text = merged.content.decode()
        if merged.has_conflict:
            return MergedKey(text, three.ours, has_conflict=True)
        read = reads_as(text) if text else None
        keys = {fold_key(part.entry.key) for part in three if part}
        if text and (read is None or fold_key(read.entry.key) not in keys):
            raise NotEditable("has a key whose merged lines are none")
        return MergedKey(text, read)


def _taken(part: KeyLines | None) -> MergedKey:
    """A side's key as the merged one; None gives a key that is gone."""
    return MergedKey(part.text if part else "", part)


def _won(three: Three, *, by_ours: bool) -> MergedKey:
    """The key of the side that won, with both values for the report. by_ours: ours won."""
    kept, other = (three.ours, three.theirs) if by_ours else (three.theirs, three.ours)
    named = kept or other
    assert named is not None
    winner = Winner(named.entry.key, *(written(part.entry if part else None) for part in (kept, other)))
    return MergedKey(kept.text if kept else "", kept, winner=winner)


def _value(part: KeyLines | None) -> Value:
    return part.entry.value if part else None
