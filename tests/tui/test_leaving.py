"""Messages leave: by the clipboard, by the mail program, and as a saved mail; what is told of it is so."""

from __future__ import annotations

import email
import email.policy
import shutil
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.scripts import script
from tests.seen import PATIENCE
from tests.tui.pasting import paste
from tests.tui.stage import Stage, staged, write
from tests.tui.test_acting import find, told

OPENER = "open" if sys.platform == "darwin" else "xdg-open"
THANKED = "On 2 November I asked you"


@pytest.fixture
def programs(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH."""
    folder = home / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr("tui.clipboard._SECONDS", PATIENCE)
    monkeypatch.setattr("tui.mailing._SECONDS", PATIENCE)
    return folder


def program(folder: Path, name: str, status: int = 0) -> Path:
    """A program that writes what it was called with, and what it was given, to files beside it."""
    path = folder / name
    cat = shutil.which("cat", path="/bin:/usr/bin")
    called = f'printf "%s\\n" "$@" > {path}.called'
    script(path, f"{called}; {cat} > {path}.part; /bin/mv {path}.part {path}.given; exit {status}")
    return path.with_name(f"{name}.given")


def toast(stage: Stage, text: str) -> bool:
    return any(text in one.message for one in stage.app._notifications)


async def test_the_mail_program_gets_the_message_as_a_link(network: Path, programs: Path) -> None:
    program(programs, OPENER)
    write(network, {"people/priya.md": "---\ntype: person\ntitle: Priya Nair\nemail: priya@example.org\n---\n"})
    async with staged(network) as stage:
        await stage.press("t")
        await stage.sees("Hi Priya,", "Mail program", "Save .eml")
        await stage.press("ctrl+home", *"PS", "ctrl+l")
        await told(stage, f"Handed to your mail program by {OPENER}.")
        link = (programs / f"{OPENER}.called").read_text()
        assert link.startswith("mailto:priya@example.org?subject=")
        assert "&body=PSHi%20Priya%2C%0D%0A" in link
        assert link.count("\n") == 1
        assert not toast(stage, "No note has an e-mail address")
        await stage.sees("PSHi Priya")


async def test_where_no_mail_program_opens_that_is_said(network: Path, programs: Path) -> None:
    async with staged(network) as stage:
        await stage.press("t")
        await stage.sees("Hi Priya,")
        await stage.press("ctrl+l")
        await told(stage, f"There is no {OPENER} here")
        assert toast(stage, "copy the message, or save it as .eml")
        stage.app.clear_notifications()
        program(programs, OPENER, 3)
        await stage.press("ctrl+l")
        await told(stage, f"{OPENER} opened no mail program (status 3)")
        assert toast(stage, "copy the message, or save it as .eml")


async def test_a_message_too_long_for_a_link_is_to_be_saved(network: Path, programs: Path) -> None:
    program(programs, OPENER)
    async with staged(network) as stage:
        await stage.press("t")
        await stage.sees("Hi Priya,")
        stage.app.screen.query_one("TextArea").text = "word " * 400  # type: ignore[attr-defined]
        await stage.press("ctrl+l")
        await told(stage, "of 1800 characters): save it as .eml, or copy it.")
        assert not (programs / f"{OPENER}.called").exists()


@pytest.mark.parametrize("folder", ["Downloads", ""])
async def test_a_mail_is_saved_outside_the_vault_and_over_nothing(network: Path, home: Path, folder: str) -> None:
    (home / folder).mkdir(exist_ok=True)
    before = sorted(network.rglob("*"))
    first = home / folder / "Re Intro to Acme data team.eml"
    first.write_text("mine")
    second = first.with_name("Re Intro to Acme data team 2.eml")
    async with staged(network) as stage:
        await stage.press("t")
        await stage.sees("Hi Priya,")
        await stage.press("ctrl+g")
        await told(stage, f"Saved: {second}")
        assert toast(stage, "No note has an e-mail address of Priya Nair: fill it in there.")
    saved = email.message_from_bytes(second.read_bytes(), policy=email.policy.default)
    assert (saved["Subject"], saved["From"]) == ("Re: Intro to Acme data team", None)
    assert THANKED in saved.get_content()
    assert first.read_text() == "mine"
    assert sorted(network.rglob("*")) == before


async def test_a_home_that_is_the_vault_gets_no_mail(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(network))
    async with staged(network) as stage:
        await stage.press("t")
        await stage.sees("Hi Priya,")
        await stage.press("ctrl+g")
        await told(stage, "no folder outside the vault")
    assert not list(network.rglob("*.eml"))


CLIPBOARDS = {
    "wl-copy": ("WAYLAND_DISPLAY", "", "Copied with wl-copy."),
    "xclip": ("DISPLAY", "-selection\nclipboard", "Copied with xclip."),
    "xsel": ("DISPLAY", "--clipboard\n--input", "Copied with xsel."),
    "tmux": ("TMUX", "load-buffer\n-", "Copied with tmux. Paste it in tmux with its prefix and ]."),
    "pbcopy": ("", "", "Copied with pbcopy."),
}


async def test_the_program_that_took_a_copy_is_named(
    network: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(network) as stage:
        for name, (variable, called, says) in CLIPBOARDS.items():
            given = program(programs, name)
            with monkeypatch.context() as patch:
                patch.setattr("tui.clipboard.sys.platform", "linux" if variable else "darwin")
                if variable:
                    patch.setenv(variable, "here")
                await stage.press("Y")
                await told(stage, f"{network / 'asks/acme.md'}\n{says}")
                assert given.read_text() == str(network / "asks/acme.md")
                assert (programs / f"{name}.called").read_text().strip() == called
                await stage.press("y")
                await stage.sees("Hi Priya,")
                await stage.until(partial(begins, given, "Hi Priya,\n"))
            await stage.press("escape")
            (programs / name).unlink()


def begins(path: Path, text: str) -> bool:
    """Whether a file begins with a text."""
    return path.read_text().startswith(text)


async def test_a_copy_that_no_program_took_says_what_to_do(
    network: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":9")
    async with staged(network) as stage:
        for is_there in (False, True):
            if is_there:
                program(programs, "xclip", 1)
            await stage.press("Y")
            await told(stage, "Handed to the terminal (OSC 52), which does not say whether it took it.")
            assert stage.app.clipboard == str(network / "asks/acme.md")
            stage.app.clear_notifications()


async def test_the_letter_that_lets_go_is_kept_where_it_is_released(network: Path) -> None:
    path = network / "asks/initech.md"
    before = path.read_text()
    async with staged(network) as stage:
        for word, is_kept in (("declined", False), ("released", True)):
            await find(stage, "Kim Park")
            await stage.press("x")
            await stage.sees("Hi Kim,", "keep the text in the note, where it is released")
            await stage.press("ctrl+a", "ctrl+k")
            await paste(stage, word)
            await stage.press("ctrl+s")
            await told(stage, "Closed: Referral at Initech")
            assert f"status: {word}\n" in path.read_text()
            assert ("## Release, 22 November 2026\n\nHi Kim," in path.read_text()) is is_kept
            await stage.press("u")
            await stage.until(lambda: path.read_text() == before)
            stage.app.clear_notifications()


async def test_a_line_to_be_worded_is_asked_about_once(network: Path) -> None:
    path = network / "asks/acme.md"
    path.write_text(path.read_text().replace("yes, intro made", "yes"))
    async with staged(network) as stage:
        await find(stage, "Priya Nair")
        await stage.press("t")
        await stage.sees("[What came of it, in your words]")
        before = path.read_text()
        await stage.press("ctrl+s")
        await stage.sees("still yours to word: word it first. Once more records it")
        assert path.read_text() == before
        await stage.press("ctrl+s")
        await told(stage, "Thanked: Intro to Acme data team")
        assert "## Thanks" not in path.read_text()
