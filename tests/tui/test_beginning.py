"""Where no vault is found: three ways to begin, each the call that does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from tests.tui.network import TODAY
from tui.__main__ import _folder, open_ui
from tui.beginning import Beginning
from tui.preferences import Preferences
from tui.widgets.key_bar import KeyBar


def begin(cwd: Path, home: Path) -> Beginning:
    return Beginning(cwd, home, Preferences())


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (10, 3), (1, 1)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize(
    ("keys", "calls"),
    [
        (("enter",), [["demo"]]),
        (("j", "enter"), [["init", "{cwd}"], ["--vault", "{cwd}"]]),
        (("down", "j", "enter", *"~/notes", "enter"), [["--vault", "{home}/notes"]]),
        (("k", "enter", "escape", "j", "enter"), [["demo"]]),
        (("q",), None),
    ],
    ids=["example", "here", "folder", "back", "leave"],
)
async def test_a_choice_becomes_calls(
    home: Path, size: tuple[int, int], keys: tuple[str, ...], calls: list[list[str]] | None
) -> None:
    (home / "notes").mkdir()
    cwd = home / "somewhere"
    cwd.mkdir()
    app = begin(cwd, home)
    async with app.run_test(size=size) as pilot:
        await pilot.wait_for_scheduled_animations()  # one that leaving breaks off would be waited for without an end
        await pilot.press(*keys)
        await pilot.pause()
    wanted = calls and [[word.format(cwd=cwd, home=home) for word in call] for call in calls]
    assert app.return_value == wanted


async def test_a_folder_that_is_not_there_is_said_and_can_be_typed_again(home: Path) -> None:
    (home / "notes").mkdir()
    app = begin(home, home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("k", "enter", *"~/note", "enter")
        await pilot.wait_for_scheduled_animations()
        assert "There is no folder ~/note." in [toast.message for toast in app._notifications]
        await pilot.press("s", "enter")
        await pilot.pause()
    assert app.return_value == [["--vault", str(home / "notes")]]


async def test_the_keys_and_the_cursor_can_be_read_without_colours_and_clicked(home: Path) -> None:
    (home / "notes").mkdir()
    app = Beginning(home, home, Preferences({"list.down": "f5", "nav.open": "f6"}))
    async with app.run_test(size=(80, 24)) as pilot:

        def lines() -> list[str]:
            return [strip.text.strip() for strip in app.screen._compositor.render_strips()]

        await pilot.press("f5")
        assert [line[2:7] for line in lines() if line.startswith("▌")] == ["Start"]
        assert all(key in lines()[-1] for key in ("f6 open", "q quit"))
        await pilot.press("f5", "f6")
        await pilot.pause()
        assert lines()[-1] == "esc back"
        await pilot.click(KeyBar, offset=(2, 0))
        await pilot.pause()
        await pilot.click(OptionList, offset=(5, 0))
        await pilot.pause()
    assert app.return_value == [["demo"]]


async def test_at_home_a_vault_starts_in_a_folder_of_its_own(home: Path) -> None:
    app = begin(home, home)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
    assert app.return_value == [["init", str(home / "journal")], ["--vault", str(home / "journal")]]


@pytest.mark.parametrize(
    ("chosen", "made"),
    [
        ([["init", "{v}"], ["--vault", "{v}"]], ["--today 2026-11-22 init {v}", "--today 2026-11-22 --vault {v}"]),
        ([["--vault", "{v}/gone"], ["demo"]], ["--today 2026-11-22 --vault {v}/gone"]),
        (None, []),
    ],
    ids=["one after the other", "until one fails", "left"],
)
def test_where_no_vault_is_found_the_chosen_calls_are_made(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    chosen: list[list[str]] | None,
    made: list[str],
) -> None:
    calls: list[str] = []

    def called(words: list[str]) -> int:
        calls.append(" ".join(words))
        return 2 if words[-1].endswith("gone") else 0

    monkeypatch.chdir(home)
    monkeypatch.setenv("TEXTUAL_FPS", "60")
    for setting in ("sys.setswitchinterval", "gc.set_threshold", "gc.disable"):
        monkeypatch.setattr(setting, lambda *_: None)  # of the process, which runs other tests too
    monkeypatch.setattr(Beginning, "run", lambda _: chosen)
    monkeypatch.setattr("tui.__main__.main", called)
    assert open_ui(None, TODAY, True) == (2 if chosen and "gone" in chosen[0][-1] else 0)
    assert calls == made


def test_a_folder_that_was_deleted_is_not_begun_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert _folder() == home
