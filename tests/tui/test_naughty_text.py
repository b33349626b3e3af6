"""Text from notes is never markup, never an escape, never an action."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tui.stage import Stage, staged, write
from tui.messages import OpenMeeting

NAUGHTY = {
    "closing tag": "[/] [/b] [/x]",
    "action": "[@click=app.bell]press[/]",
    "link": "[link=https://example.org]x[/link]",
    "open tag": "[bold red",
    "variable": "$text-error [$primary]x",
    "escape": "\x1b[31mred\x1b[0m",
    "clipboard": "\x1b]52;c;aGk=\x07",
    "c1": "\x9b31m \x9d52;c;aGk=\x9c",
    "overrides and ends": "a\x0bb\x0cc\u202ed\u2066e\u200bf\ufeffg\u200dh\u2028i\u2029j",
    "wide": "王小明 👩‍👩‍👧‍👦 ﷽ ｗｉｄｅ Z̸̡̢̛͔a̴̧̛l̷̢g̶oZ̸̡̢̛͔a̴̧̛l̷̢g̶o",
    "long": "x" * 5000,
    "backslash": "\\[b] \\",
    "quotes and places": "' \" ` '' %s %n {0} {x!r} %(a)s",
}

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202e\u2066]")
"""What moves or overrides instead of being shown."""


def _quoted(text: str) -> str:
    """The text as a double-quoted YAML scalar."""
    return '"' + "".join(c if c.isalnum() or c in " .,:;?" else f"\\U{ord(c):08X}" for c in text) + '"'


async def _everywhere(stage: Stage, text: str) -> None:
    """Every screen, dialog and line that shows the note; a click on what could do something does nothing."""
    rung: list[bool] = []
    stage.app.bell = lambda: rung.append(True)  # type: ignore[method-assign]
    await stage.sees("ON YOU · 1", "┃ NUDGE")
    _only_text(stage)
    for key in ("enter", "G", "n", "escape", "escape", "z", "escape", "space", "Y"):
        await stage.press(key)
        _only_text(stage)
    for y, x in [(y, x) for y in (4, 12) for x in (20, 45, 80)] if "[" in text else ():
        await stage.pilot.click(offset=(x, y))
        _only_text(stage)
    assert not rung


def _only_text(stage: Stage) -> None:
    """Nothing on the screen is a link, an escape or an override."""
    for strip in stage.app.screen._compositor.render_strips():
        for segment in strip:
            assert not segment.style or not segment.style.link
            assert not CONTROL.search(segment.text)


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
async def test_naughty_text_in_every_place_of_a_note_is_only_text(home: Path, text: str) -> None:
    value = _quoted(text)
    fields = "".join(f"{key}: {value}\n" for key in ("title", "contact", "goal", "ask", "why", "effort", "channel"))
    note = f"---\n{fields}asked: 2026-11-01\nvia: {value}\n---\n\n# {text}\n\n{text}\n\n- {text}\n"
    async with staged(write(home / "naughty", {"asks/x.md": note})) as stage:
        await _everywhere(stage, text)


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
async def test_a_naughty_meeting_is_only_text(home: Path, text: str) -> None:
    value = _quoted(text)
    body = f"title: {_quoted(text + ' talk')}\npeople: [Zoe, {value}]\n---\n- [ ] {text}\n- [x] [[x]] {text}\n"
    ask = f"---\ntitle: {value}\ncontact: [Zoe, {value}]\nask: {value}\nasked:\n---\n"
    days = {"old": "2026-11-09", "now": "2026-11-22"}
    notes = {f"meetings/{name}.md": f"---\ntype: meeting\ndate: {day}\n{body}" for name, day in days.items()}
    async with staged(write(home / "naughty", {**notes, "asks/x.md": ask}), (120, 60)) as stage:
        await stage.sees("Meeting today: ", "1 tick to record: ")
        _only_text(stage)
        stage.app.screen.post_message(OpenMeeting("meetings/now.md"))
        await stage.sees("TO BRING", "[x] ask", "1 tick not recorded yet")
        await stage.press("space")
        await stage.sees_no(" [ ] ")
        _only_text(stage)
        await stage.press("R")
        await stage.sees_no("not recorded yet")
        _only_text(stage)


@pytest.mark.parametrize("name", ["[/x]", "[@click=app.bell]x[/]", "\x1b[31m", "+!touch x|", "a\nb", "-rf"])
async def test_naughty_file_names_are_only_text(home: Path, name: str) -> None:
    note = "---\ncontact: Zoe\nask: May I?\nasked: 2026-11-01\n---\n\ntext\n"
    async with staged(write(home / "naughty", {f"asks/{name}.md": note})) as stage:
        await _everywhere(stage, name)


async def test_naughty_words_in_a_filter_are_only_text(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("slash")
        for text in ("[/x]:1", "[@click=app.bell]:x", "state:[/b]"):
            stage.app.screen.query_one("#filter").value = text  # type: ignore[attr-defined]
            await stage.sees(text)
        await stage.sees("No state is called “[/b]”")


async def test_naughty_contacts_goals_and_pieces_are_only_text(home: Path) -> None:
    files = {}
    naughty = ("action", "escape", "overrides and ends", "long")
    for number, text in enumerate(map(NAUGHTY.__getitem__, naughty)):
        value = _quoted(text)
        note = f"title: {value}\norg: {value}\nneeds: [{value}]\ncan_help: {value}\nhomework: {value}\n---\n\n{text}\n"
        files[f"people/{number}.md"] = f"---\ntype: person\n{note}"
        files[f"goals/{number}.md"] = f"---\ntype: goal\n{note}"
        names = f"contact: '[[people/{number}]]'\ngoal: '[[goals/{number}]]'\n"
        asked = f"title: {value}\nask: {value}\npiece: {value}\nasked: 2026-11-01\noutcome: {value}\n"
        files[f"asks/{number}.md"] = f"---\n{names}{asked}---\n"
    async with staged(write(home / "naughty", files)) as stage:
        for view in ("3", "4"):
            await stage.press(view)
            await stage.until(lambda: stage.cursor)
            for _ in naughty:
                _only_text(stage)
                await stage.press("enter")
                await stage.sees("esc back")
                _only_text(stage)
                await stage.press("A", "escape", "escape", "j")
                await stage.sees_no("esc back")
