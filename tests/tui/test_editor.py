"""Which editor opens, at which line, and that no shell is in between."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from journal.editor import editor_call
from journal.errors import EnvironmentFailed
from tests.scripts import script
from tests.tui.network import ask
from tests.tui.pasting import paste
from tests.tui.stage import staged, write
from tests.tui.test_acting import told
from tui.app import JournalApp

NOTE = Path("/vault/asks/+!touch x|.md")


@pytest.fixture
def programs(tmp_path: Path) -> Callable[..., str]:
    """A PATH that holds programs of these names."""

    def make(*names: str) -> str:
        for name in names:
            (tmp_path / name).touch(mode=0o755)
        return str(tmp_path)

    return make


@pytest.mark.parametrize(
    ("environment", "line", "call"),
    [
        ({"VISUAL": "vim", "EDITOR": "nano"}, 7, ["vim", "+7"]),
        ({"EDITOR": "nano"}, 7, ["nano", "+7"]),
        ({"EDITOR": "nano -w"}, None, ["nano", "-w"]),
        ({"EDITOR": "emacs -nw"}, 3, ["emacs", "-nw", "+3"]),
        ({"EDITOR": "code --wait"}, 7, ["code", "--wait"]),
        ({"EDITOR": "'my editor' '$(touch x)'"}, 7, ["my editor", "$(touch x)"]),
        ({"VISUAL": "  "}, 2, ["nano", "+2"]),
    ],
)
def test_the_editor_is_the_persons_own(
    programs: Callable[..., str], environment: dict[str, str], line: int | None, call: list[str]
) -> None:
    path = programs("vim", "nano", "emacs", "code", "my editor")
    assert editor_call(NOTE, line, {**environment, "PATH": path}) == [*call, str(NOTE)]


def test_without_a_choice_the_first_that_is_there_opens(programs: Callable[..., str]) -> None:
    assert editor_call(NOTE, None, {"PATH": programs("vi", "nano")}) == ["nano", str(NOTE)]


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "No editor is found"),
        ({"EDITOR": "gone -w"}, "EDITOR names gone"),
        ({"VISUAL": "'open"}, "VISUAL cannot be read"),
    ],
)
def test_no_editor_says_why(programs: Callable[..., str], environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(EnvironmentFailed, match=sentence):
        editor_call(NOTE, None, {**environment, "PATH": programs()})


@contextmanager
def _no_terminal(app: JournalApp) -> Iterator[None]:
    yield


async def test_e_opens_the_note_at_its_problem_and_the_list_is_right_after(
    network: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = script(tmp_path / "vim", 'printf "%s " "$@" > "$HOME/called"; sed -i s/Zoe.asked/Zelda/ "$2"')
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.setattr(JournalApp, "suspend", _no_terminal)
    write(
        network,
        {
            "asks/0.md": ask(
                contact="Zoe", title="Zoe asked", ask="May I?", asked="2026-11-01", thanked="soon", goal="Talks"
            )
        },
    )
    async with staged(network) as stage:
        await stage.press("slash")
        await paste(stage, "contact:zoe")
        await stage.press("enter")
        await stage.cursor_on("Zoe")
        await stage.press("e")
        await stage.sees("Zelda")
        called = Path(os.environ["HOME"], "called").read_text()
        assert called == f"+6 {network / 'asks/0.md'} "


NO_EDITOR = {
    "no terminal to give": ("true", "No editor can open here: there is no terminal to give it."),
    "none of that name": ("no-such-editor \x1b[31m", "EDITOR names no-such-editor, which is not there"),
    "none that can be read": ("'vim \x1b", "EDITOR cannot be read (No closing quotation): mend its quotes, 'vim ␛"),
}


async def test_without_an_editor_the_note_is_edited_here(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = network / "asks/acme.md"
    before = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    async with staged(network) as stage:
        await stage.cursor_on("Priya")
        for editor, why in NO_EDITOR.values():
            monkeypatch.setenv("EDITOR", editor)
            await stage.press("e")
            await stage.sees("asks/acme.md", why, "contact: Priya Nair", "Save", "Copy", "Cancel")
            await stage.press("escape")
            await stage.cursor_on("Priya")
        await stage.press("e")
        await stage.sees("contact: Priya Nair")
        await stage.press("P", "S", "ctrl+s")
        await stage.sees("Edited: asks/acme.md. u undoes it.")
        assert path.read_bytes() == b"PS" + before
        await stage.sees_no("contact: Priya Nair")
        await stage.press("u")
        await stage.sees("Taken back: Edited: asks/acme.md.")
        assert path.read_bytes() == before


async def test_a_note_that_changed_meanwhile_is_not_overwritten_and_what_was_typed_stays(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")
    path = network / "asks/acme.md"
    async with staged(network) as stage:
        await stage.cursor_on("Priya")
        await stage.press("e")
        await stage.sees("contact: Priya Nair")
        await paste(stage, "mine")
        theirs = path.read_text() + "theirs\n"
        path.write_text(theirs)
        await stage.press("ctrl+s")
        await told(stage, "asks/acme.md has changed meanwhile, so nothing was written")
        await stage.sees("mine", "Save")
        assert path.read_text() == theirs
        await stage.press("escape")
        await stage.sees("What you typed is not saved. Cancel once more to drop it.", "mine")
        await stage.press("escape")
        await stage.sees("theirs")
        assert path.read_text() == theirs


async def test_what_a_field_cannot_hold_is_not_edited_here(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")
    path = network / "asks/acme.md"
    path.write_bytes(before := path.read_bytes() + b"\x1b[31m")
    async with staged(network) as stage:
        await stage.cursor_on("Priya")
        await stage.press("e")
        await stage.sees("EDITOR names no-such-editor", "asks/acme.md holds control characters")
        await stage.cursor_on("Priya")
        assert path.read_bytes() == before
