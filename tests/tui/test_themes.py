"""Themes: chosen in the palette, remembered, and never a reason not to start."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.theme import Theme

from journal.errors import EnvironmentFailed
from tests.tui.pasting import paste
from tests.tui.stage import staged
from tests.tui.test_acting import told
from tui import paint
from tui.preferences import Preferences


async def test_a_theme_chosen_in_the_palette_is_there_at_the_next_start(network: Path, home: Path) -> None:
    preferences = Preferences(theme_file=home / "state" / "theme")
    async with staged(network, preferences=preferences) as stage:
        assert not (home / "state").exists()
        await stage.press("colon")
        await paste(stage, "theme")
        await stage.sees("choose a theme, dark or light")
        await stage.press("enter")
        await stage.sees("ansi-dark", "ansi-light")
        await paste(stage, "ansi-light")
        await stage.press("enter")
        await stage.until(lambda: preferences.theme() == "ansi-light")
    assert [path.name for path in (home / "state").iterdir()] == ["theme"]
    async with staged(network, preferences=preferences) as stage:
        assert stage.app.theme == "ansi-light"
        await stage.sees("▌!THANK +9d")


@pytest.mark.parametrize("theme", paint.THEMES[::3], ids=lambda theme: theme.name)
async def test_the_theme_that_is_begun_with_has_its_own_colours(
    network: Path, monkeypatch: pytest.MonkeyPatch, theme: Theme
) -> None:
    """Also where it has the name of the one that Textual begins with."""
    monkeypatch.setattr(paint, "first_theme", lambda *_: theme.name)
    async with staged(network) as stage:
        begun = stage.app.stylesheet._variables
        assert {name: begun[name] for name in theme.variables} == theme.variables
        assert [stage.app.available_themes[each.name] for each in paint.THEMES] == list(paint.THEMES)


@pytest.mark.parametrize("bytes_", [b"gone-theme\n", b"\xff\xfe", b"", b"../../x"], ids=repr)
async def test_what_is_no_theme_is_none(network: Path, home: Path, bytes_: bytes) -> None:
    (home / "theme").write_bytes(bytes_)
    async with staged(network, preferences=Preferences(theme_file=home / "theme")) as stage:
        assert stage.app.theme in ("textual-dark", "ansi-dark")


async def test_a_theme_that_cannot_be_kept_is_used_all_the_same(network: Path, home: Path) -> None:
    (home / "file").touch()
    preferences = Preferences(theme_file=home / "file" / "theme")
    assert preferences.theme() is None
    with pytest.raises(EnvironmentFailed, match="theme could not be written"):
        preferences.remember("nord")
    async with staged(network, preferences=preferences) as stage:
        stage.app.theme = "nord"
        await told(stage, "could not be written")
        assert stage.app.theme == "nord"


@pytest.mark.parametrize(
    ("color_system", "chosen", "first"),
    [
        ("truecolor", "nord", "nord"),
        ("256", "nord", "nord"),
        ("standard", "nord", "ansi-dark"),
        ("standard", "ansi-light", "ansi-light"),
        (None, "nord", "ansi-dark"),
        ("truecolor", None, "textual-dark"),
    ],
)
def test_sixteen_colours_keep_the_terminals_own(color_system: str | None, chosen: str | None, first: str) -> None:
    assert paint.first_theme(color_system, {}, chosen) == first
