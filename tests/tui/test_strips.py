"""Strips that keep nothing are cut and styled as Textual's."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual import cache, strip
from textual.strip import Strip

from tests.tui.strips import Nothing

TEXTS = ("Could you ", "look at ", "王小明’s talk?")


def made() -> Strip:
    return Strip([Segment(text, Style(bold=bool(number))) for number, text in enumerate(TEXTS)])


def parts(whole: Strip) -> list[list[Segment]]:
    """What each way to take something of a strip gives."""
    found = [
        *whole.divide([4, 12, 20]),
        whole.crop(3, 19),
        whole.crop_extend(3, 60, Style(reverse=True)),
        whole.adjust_cell_length(9),
        whole.adjust_cell_length(70, Style(dim=True)),
        whole.apply_style(Style(underline=True)),
        whole.apply_offsets(2, 3),
    ]
    return [list(part) for part in found]


def test_each_part_is_the_same_however_often_it_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = made()
    assert isinstance(mine._crop_cache, Nothing)
    monkeypatch.setattr(strip, "FIFOCache", cache.FIFOCache)
    theirs = made()
    assert isinstance(theirs._crop_cache, cache.FIFOCache)
    right = parts(theirs)
    assert parts(theirs) == right
    assert parts(mine) == right
    assert parts(mine) == right
