"""The Ask screen: one ask whole, and back."""

from __future__ import annotations

from pathlib import Path

from tests.tui.network import ask
from tests.tui.stage import staged, write


async def test_enter_shows_fields_gaps_note_history_and_links(network: Path) -> None:
    async with staged(network, (100, 60)) as stage:
        await stage.press("enter")
        await stage.sees(
            "Priya Nair → Intro to Acme data team",
            "asked     2 Nov 2026 (20 days ago), e-mail",
            "outcome   13 Nov 2026  yes, intro made",
            "goal      Data job · 1 of 2 pieces asked for",
            "── history with Priya Nair",
            "2026-11-13",
            "goals/data-job",
            "── same goal, other asks",
            "nobody asked    what it pays",
        )
        await stage.press("escape", "G", "enter")
        await stage.sees("Aroha Ngata → Write it up", "before it goes out", "Text of the note.", "Not sent yet")


async def test_a_note_with_the_line_ends_of_windows_shows_no_sign_for_them(network: Path) -> None:
    for path in network.glob("*/*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    async with staged(network, (140, 60)) as stage:
        await stage.press("G")
        await stage.sees("── note", "Text of the note.")
        assert "␍" not in stage.text


async def test_back_keeps_the_place_in_the_list(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("j", "j")
        for key in ("escape", "h", "left", "q"):
            await stage.press("l")
            await stage.sees("esc back")
            await stage.press(key)
            await stage.sees_no("esc back")
            await stage.cursor_on("Fatima")


async def test_an_open_ask_shows_what_is_saved_and_says_when_it_is_deleted(network: Path) -> None:
    path = network / "asks/acme.md"
    async with staged(network) as stage:
        await stage.press("enter")
        await stage.sees("esc back")
        path.write_text(path.read_text().replace("yes, intro made", "the call is booked"))
        await stage.sees("13 Nov 2026  the call is booked")
        path.unlink()
        await stage.sees("asks/acme.md is gone")
        await stage.press("e")
        await stage.press("escape")
        await stage.cursor_on("Jörg Weber")


async def test_an_open_ask_that_is_moved_stays_open(network: Path) -> None:
    moved = network / "done" / "acme intro.md"
    async with staged(network, (120, 60)) as stage:
        await stage.press("enter")
        await stage.sees("asks/acme.md")
        moved.parent.mkdir()
        (network / "asks/acme.md").rename(moved)
        await stage.sees("done/acme intro.md")
        await stage.press("z", *"fri", "enter")
        await stage.until(lambda: "follow_up: 2026-11-27" in moved.read_text())
        assert not (network / "asks/acme.md").exists()


async def test_a_long_note_scrolls(home: Path) -> None:
    body = "\n".join(f"line {n}" for n in range(400))
    text = ask(contact="Zoe", title="Long", ask="May I?", asked="2026-11-01") + body
    async with staged(write(home / "long", {"long.md": text}), (80, 24)) as stage:
        await stage.press("enter")
        await stage.sees("line 1")
        await stage.press("G")
        await stage.sees("line 399")
        await stage.press("g")
        await stage.sees("Zoe → Long")
        await stage.press("pagedown")
        await stage.sees_no("Zoe → Long")
        await stage.press("pageup")
        await stage.sees("Zoe → Long")
        await stage.press("j", "j", "ctrl+d")
        await stage.sees_no("Zoe → Long")
        await stage.press("ctrl+u", "k", "k")
        await stage.sees("Zoe → Long")
