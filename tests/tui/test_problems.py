"""The Problems screen: what is wrong, where, and how it is put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.network import ask
from tests.tui.stage import staged, write

BROKEN = {
    "asks/broken.md": ask(contact="Ana Ruiz", ask="Could you: look?", asked="2026-11-01", goal="talks") + "[/b]\n",
    "asks/two.md": """\
---
contact: Ana Ruiz
goal: talks
<<<<<<< HEAD
ask: Could you look at this?
||||||| base
ask: What it was
=======
ask: Could you look at that?
>>>>>>> feature/x
asked: 2026-11-01
---
""",
    "asks/late.md": ask(contact="Ana Ruiz", goal="talks", ask="May I?", asked="2026-11-21", needed_by="soon"),
    "asks/draft.md": ask(contact="Zoe", goal="talks", title="Drafted", ask="Any advice?", asked=""),
}


async def test_errors_stand_first_then_warnings_then_gaps_with_the_place_beside(home: Path) -> None:
    async with staged(write(home / "broken", BROKEN)) as stage:
        await stage.sees("8 Problems 3")
        await stage.press("8")
        await stage.sees("[8 Problems 3]", "BEFORE THEY GO OUT", "asks/draft.md", "gap")
        rows = [line.strip("┃ ▌").split()[0] for line in stage.lines[3:11] if line.strip("┃ ")[:1] not in ("", "│")]
        assert rows == [
            *("asks/broken.md", "error", "asks/two.md", "error", "asks/late.md", "warning"),
            "━━",
        ]
        await stage.cursor_on("error")
        await stage.sees(
            "error bad-frontmatter", "asks/broken.md, line 3", "▶   3  ask: Could you: look?", "Text of the note."
        )
        await stage.press("j", "j")
        await stage.sees("warning bad-date", "needed_by: soon")
        await stage.press("G")
        await stage.sees("asks/draft.md", "leaves the thinking to Zoe", "vague")


async def test_both_sides_of_a_conflict_are_shown_and_f_says_that_it_cannot_be_mended_safely(home: Path) -> None:
    async with staged(write(home / "broken", BROKEN)) as stage:
        await stage.press("8", "j")
        await stage.sees(
            "ours, on this machine  HEAD",
            "ask: Could you look at this?",
            "theirs  feature/x",
            "ask: Could you look at that?",
            "before both",
            "ask: What it was",
        )
        await stage.press("f")
        await stage.sees("Nothing here can be mended safely")
        await stage.press("G", "enter")
        await stage.sees("Zoe → Drafted", "before it goes out", "[8 Problems")
        await stage.press("escape")
        await stage.cursor_on("gap")


async def test_f_shows_the_cure_and_writes_it_only_when_told(home: Path) -> None:
    root = write(home / "broken", BROKEN)
    before = (root / "asks/broken.md").read_bytes()
    async with staged(root) as stage:
        await stage.press("8")
        await stage.cursor_on("error")
        await stage.press("f")
        await stage.sees("-ask: Could you: look?", '+ask: "Could you: look?"', "Write it so?", "y yes")
        await stage.press("n")
        await stage.sees_no("Write it so?")
        assert (root / "asks/broken.md").read_bytes() == before
        await stage.press("f")
        await stage.sees("Write it so?")
        await stage.press("y")
        await stage.sees("Mended: asks/broken.md", "[8 Problems 2]")
        assert b'ask: "Could you: look?"' in (root / "asks/broken.md").read_bytes()
        await stage.press("u")
        await stage.sees("[8 Problems 3]")
        assert (root / "asks/broken.md").read_bytes() == before


async def test_e_opens_the_editor_at_the_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int | None] = []

    def call(path: Path, line: int | None, environment: object) -> list[str]:
        asked.append(line)
        return ["true"]

    monkeypatch.setattr("tui.editor.editor_call", call)
    async with staged(write(home / "broken", BROKEN)) as stage:
        await stage.press("8")
        await stage.cursor_on("error")
        await stage.press("e")
        await stage.until(lambda: asked == [3])


async def test_a_vault_in_order_says_so(home: Path) -> None:
    root = write(home / "fine", {"notes/a.md": "# Fine\n"})
    async with staged(root) as stage:
        await stage.press("8")
        await stage.sees("Nothing is wrong.", "[8 Problems]")
        await stage.press("f", "e", "enter", "escape")
        await stage.sees("There is no problem here.", "To leave, press q.")


async def test_text_of_notes_is_only_text_in_every_list(home: Path) -> None:
    naughty = "[/b] [@click=app.bell]x[/] \x1b[31m \x9b31m \u202e"
    quoted = "".join(f"\\U{ord(letter):08X}" for letter in naughty)
    text = f'---\ntitle: "{quoted}"\nask: "{quoted}?"\ncontact: "{quoted}"\nstatus: "{quoted}"\n---\nword {naughty}\n'
    async with staged(write(home / "naughty", {"asks/[x] \x1b[31m.md": text})) as stage:
        rung: list[bool] = []
        stage.app.bell = lambda: rung.append(True)  # type: ignore[method-assign]
        for keys in (("2",), ("8",), ("6", *"word"), ("enter",), ("escape", "1", "a", "tab", "[")):
            await stage.press(*keys)
            await stage.pilot.pause()
            for strip in stage.app.screen._compositor.render_strips():
                for segment in strip:
                    assert not segment.style or not segment.style.link
                    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in segment.text)
        assert not rung
