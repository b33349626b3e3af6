"""What hinders a write is told with its cure, nothing is written, and what was typed stays."""

from __future__ import annotations

import errno
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Input

from journal import Vault
from journal.errors import EnvironmentFailed, NoteChanged
from journal.model import Day
from journal.places import state_folder
from journal.vault.disk import store
from journal.vault.write.change import Change
from journal.vault.write.undo import Log, Step
from tests.tui.network import ask
from tests.tui.pasting import paste
from tests.tui.stage import Stage, staged, write
from tests.tui.test_acting import find, told
from tui.app import JournalApp
from tui.preferences import Preferences

HINDRANCES = {
    "a full disk": (
        EnvironmentFailed.writing("asks/teams.md", OSError(errno.ENOSPC, "No space left on device")),
        "asks/teams.md could not be written (No space left on device): free some space, then try again.",
    ),
    "a note that is written by somebody else all the time": (
        NoteChanged(["asks/teams.md"]),
        "asks/teams.md has changed meanwhile, so nothing was written: look again and repeat it.",
    ),
    "a note that another program holds open": (
        NoteChanged(["asks/teams.md"], in_use=True),
        "asks/teams.md is open in a program that may write it, so nothing was written",
    ),
}


async def test_what_hinders_a_write_is_told_and_the_dialog_comes_back_as_it_was(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = network / "asks/teams.md"
    before = path.read_bytes()

    def refuse(error: Exception, *_: object, **__: object) -> None:
        raise error

    async with staged(network) as stage:
        await find(stage, "Fatima")
        await stage.press("o")
        await paste(stage, "names")
        await stage.press("tab", "ctrl+a", "ctrl+k")
        await paste(stage, "yesterday")
        for error, sentence in HINDRANCES.values():
            with monkeypatch.context() as patch:
                patch.setattr(store, "replace", partial(refuse, error))
                await stage.press("ctrl+s")
                await told(stage, sentence)
            await stage.sees("What came of “Small teams that hire”", "names", "2026-11-21")
            assert path.read_bytes() == before
        await stage.press("ctrl+s")
        await told(stage, "Outcome recorded: Small teams that hire")
        assert "outcome: names\n" in path.read_text()
        assert "outcome_date: 2026-11-21\n" in path.read_text()


async def test_a_note_that_is_read_only_is_told_and_left_alone_or_among_others(network: Path) -> None:
    paths = [network / "asks/portfolio.md", network / "asks/pydata.md"]
    before = [path.read_bytes() for path in paths]
    paths[1].chmod(0o444)
    async with staged(network) as stage:
        await find(stage, "Sam Lee")
        await stage.press("space", "space", "n", "y")
        await told(stage, "asks/pydata.md is read-only")
        await stage.sees("2 marked")
        assert [path.read_bytes() for path in paths] == before
        await stage.press("escape")
        stage.app.clear_notifications()
        await find(stage, "Ana Ruiz")
        await stage.press("z", *"fri", "enter")
        await told(stage, "asks/pydata.md is read-only")
        await stage.sees("Snooze “Speaker slot” until when?", "2026-11-27")
        assert [path.read_bytes() for path in paths] == before


async def test_a_key_of_another_screen_says_what_it_does_there(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("f")
        await told(stage, "Not on this screen: show how to mend the note safely, then ask. ? lists the keys")
        await stage.press("3", "t")
        await told(stage, "Not on this screen: thank or report, with the message to send.")
        await stage.press("9")
        await told(stage, "No screen has the number 9: the line at the top names those there are.")
        await stage.press("i")
        await told(stage, "i does nothing here. ? lists the keys that work here.")
        await stage.press("trade_mark_sign")  # Option and 2 on a Mac
        await told(stage, "™ does nothing here.")


async def test_what_goes_wrong_with_the_settings_while_it_is_open_is_told_once_and_again_when_it_recurs(
    network: Path,
) -> None:
    settings = network / "journal.toml"
    settings.write_text("[follow_up]\nwait_days = 7\n")
    async with staged(network) as stage:
        for text, sentence in (
            ("[follow_up]\nwait_days = 'a'\n", "What was read of it before counts until then."),
            (
                "max_note_bytes = 9000\n",
                "max_note_bytes in journal.toml has changed: that counts from the next start on.",
            ),
            ("[follow_up\n", "What was read of it before counts until then."),
        ):
            settings.write_text(text)
            stage.app.clear_notifications()
            stage.app.look_at_clock()
            await told(stage, sentence)
        stage.app.clear_notifications()
        stage.app.look_at_clock()
        settings.unlink()
        write(network, {"asks/z.md": "---\nask: May I?\ncontact: Zoe\n---\n"})
        await stage.sees("Zoe")
        assert not [one for one in stage.app._notifications if "next start" in one.message]


async def test_settings_that_change_while_it_is_open_count_at_once(network: Path) -> None:
    write(network, {"old/idea.md": "---\nask: May I?\ncontact: Zoe Old\n---\n"})
    async with staged(network) as stage:
        await stage.sees("Zoe Old", "WAIT -3d     Lee Chen")
        (network / "journal.toml").write_text("exclude = ['old/']\n[follow_up]\nwait_days = 3\n")
        stage.app.look_at_clock()
        await told(stage, "journal.toml has changed: what it says counts from now on.")
        await stage.sees("NUDGE +1d    Lee Chen")
        await stage.sees_no("Zoe Old")


async def test_keys_that_change_while_it_is_open_count_at_once(network: Path, home: Path) -> None:
    file = home / "config" / "config.toml"
    file.parent.mkdir()
    async with staged(network, preferences=Preferences(config=file.parent)) as stage:
        await stage.press("j")
        await stage.cursor_on("Jörg Weber")
        for text, sentence, down, palette in (
            ('[keys]\n"list.down" = "f5"\n"app.palette" = "f6"\n', "its keys count from now on.", "f5", "f6 palette"),
            ('[keys]\n"list.down" = "u"\n', "Your keys stay as they are until then.", "f5", "f6 palette"),
            ("", "its keys count from now on.", "j", ": palette"),
        ):
            file.write_text(text)
            stage.app.look_at_clock()
            await told(stage, sentence)
            await stage.sees(palette)
            await stage.press("g", down)
            await stage.cursor_on("Jörg Weber")
            stage.app.clear_notifications()


async def test_a_sentence_that_stands_already_is_not_told_twice(network: Path) -> None:
    async with staged(network) as stage:
        for _ in range(3):
            await stage.press("escape")
            await told(stage, "Nothing is open to go back from.")
        assert len(stage.app._notifications) == 1


async def test_a_cache_that_breaks_while_it_is_open_is_told(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(network) as stage:
        monkeypatch.setattr(Vault, "notice", "The cache was damaged and has been made anew.")
        stage.app.look_at_clock()
        await told(stage, "The cache was damaged and has been made anew.")


async def test_a_write_that_was_cut_short_is_told_at_the_start(network: Path) -> None:
    texts = {path: (network / path).read_bytes() for path in ("asks/portfolio.md", "asks/teams.md")}
    step = Step("Both written", tuple(Change(path, text, text + b"more") for path, text in texts.items()))
    log = Log(state_folder(), network, keep=state_folder() / "kept")
    (network / "asks/teams.md").write_bytes(texts["asks/teams.md"] + b"more")
    with suppress(KeyboardInterrupt), log.recording(step):
        raise KeyboardInterrupt
    async with staged(network) as stage:
        await told(stage, "“Both written” was cut short: asks/teams.md is as written, asks/portfolio.md is as before.")


async def test_a_cache_that_cannot_be_used_is_told_at_the_start(network: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    app = JournalApp(Vault.open(network, cache=tmp_path / "file/cache"), lambda: Day(2026, 11, 22))
    async with app.run_test(notifications=True) as pilot:
        stage = Stage(app, pilot, network)
        await stage.until(lambda: app.bars.condition == "watching")
        await told(stage, "The cache cannot be used")


async def test_a_search_of_very_many_words_says_what_it_left_out(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("6")
        stage.app.screen.query_one("#filter", Input).value = "e " * 100
        await stage.sees("36 more were left out")


async def test_what_the_shell_has_a_command_for_is_told_by_its_key(network: Path) -> None:
    again = ask(contact="Tom Okafor", ask="May I?", asked="2026-10-01", outcome="yes", thanked="2026-10-09")
    led = ask(contact="Zoe", via="Tom", ask="Who?", asked="2026-10-01", outcome="she met me", thanked="2026-10-20")
    write(network, {"asks/again.md": again, "asks/led.md": led, "asks/0.md": "---\nask:May I?\ncontact: Zoe\n---\n"})
    async with staged(network, (160, 40)) as stage:
        await stage.press("2", "slash", *"tom", "enter", "v", "o")
        await told(stage, "already: o on that ask alone corrects it.")
        await stage.press("t", "y")
        await told(stage, "Only Tom in via is left to thank")
        await told(stage, "t on that ask alone does that.")
        await stage.press("8", "g")
        await stage.sees("f in Problems does that")
        await stage.sees_no("journal check")
        assert not [toast for toast in stage.app._notifications if "journal" in toast.message]
