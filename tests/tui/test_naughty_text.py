"""Text from notes is never markup, never an escape, never an action."""

from __future__ import annotations

import re
from pathlib import Path

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

TEXTS = (*(text for name, text in NAUGHTY.items() if name != "long"), NAUGHTY["long"])
"""The long one last, so that each of the others can be seen before it."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202e\u2066]")
"""What moves or overrides instead of being shown."""


def _quoted(text: str) -> str:
    """The text as a double-quoted YAML scalar."""
    return '"' + "".join(c if c.isalnum() or c in " .,:;?" else f"\\U{ord(c):08X}" for c in text) + '"'


def _only_text(stage: Stage) -> None:
    """Nothing on the screen is a link, an action of the program, an escape or an override."""
    for strip in stage.app.screen._compositor.render_strips():
        for segment in strip:
            assert not segment.style or not segment.style.link
            assert not segment.style or "@click" not in segment.style.meta
            assert not CONTROL.search(segment.text)


def _ask(text: str) -> str:
    """A note that has the text in every place, and nudges."""
    value = _quoted(text)
    fields = "".join(
        f"{key}: {value}\n" for key in ("title", "contact", "goal", "piece", "ask", "why", "effort", "channel")
    )
    return f"---\n{fields}asked: 2026-11-01\nvia: {value}\n---\n\n# {text}\n\n{text}\n\n- {text}\n"


async def test_naughty_text_in_a_row_and_its_preview_is_only_text(home: Path) -> None:
    asks = {f"asks/{number}.md": _ask(text) for number, text in enumerate(TEXTS)}
    async with staged(write(home / "naughty", asks)) as stage:
        await stage.sees(f"ON YOU · {len(TEXTS)}", "┃ NUDGE")
        for _ in TEXTS:
            _only_text(stage)
            await stage.press("j")


async def test_naughty_text_on_a_page_is_only_text_nor_is_the_name_of_its_file(home: Path) -> None:
    """Each name has two or three of the texts in every place of its note."""
    names = ("[/x]", "[@click=app.bell]x[/]", "\x1b[31m", "+!touch x|", "a\nb", "-rf")
    texts = [" ".join(TEXTS[number :: len(names)]) for number in range(len(names))]
    asks = {f"asks/{name}.md": _ask(text) for name, text in zip(names, texts, strict=True)}
    async with staged(write(home / "naughty", asks)) as stage:
        await stage.sees(f"ON YOU · {len(names)}", "┃ NUDGE")
        for _ in names:
            for key in ("enter", "G", "escape", "Y", "space"):
                await stage.press(key)
                _only_text(stage)


async def test_naughty_text_in_a_dialog_is_only_text(home: Path) -> None:
    asks = {"asks/1.md": _ask(" ".join(TEXTS[:-1])), "asks/2.md": _ask(TEXTS[-1])}
    async with staged(write(home / "naughty", asks)) as stage:
        await stage.sees("ON YOU · 2", "┃ NUDGE")
        for key in ("n", "escape", "z", "escape", "space", "n", "escape", "z"):
            await stage.press(key)
            _only_text(stage)


async def test_a_click_on_what_could_be_an_action_does_nothing(home: Path) -> None:
    rung: list[bool] = []
    async with staged(write(home / "naughty", {"asks/x.md": _ask(NAUGHTY["action"])})) as stage:
        stage.app.bell = lambda: rung.append(True)  # type: ignore[method-assign]
        await stage.sees("ON YOU · 1", "┃ NUDGE")
        for y, x in [(y, x) for y in (4, 12) for x in (20, 45, 80)]:
            await stage.pilot.click(offset=(x, y))
        assert not rung


async def test_a_naughty_meeting_is_only_text(home: Path) -> None:
    asks, boxes = {}, ""
    for number, text in enumerate(TEXTS):
        value = _quoted(text)
        asks[f"asks/{number}.md"] = f"---\ntitle: {value}\ncontact: [Zoe, {value}]\nask: {value}\nasked:\n---\n"
        boxes += f"- [ ] {text}\n- [x] [[{number}]] {text}\n"
    people = ", ".join(map(_quoted, TEXTS))
    meetings = {
        f"meetings/{name}.md": f"---\ntype: meeting\ndate: {day}\ntitle: {title}\npeople: [Zoe, {people}]\n---\n{boxes}"
        for name, day, title in (
            ("old", "2026-11-09", _quoted(" ".join(TEXTS[:-1]))),
            ("now", "2026-11-22", _quoted(" ".join(TEXTS[5:]))),
        )
    }
    async with staged(write(home / "naughty", {**asks, **meetings}), (120, 60)) as stage:
        await stage.sees("Meeting today: ", f"{len(TEXTS)} ticks to record: ")
        _only_text(stage)
        stage.app.screen.post_message(OpenMeeting("meetings/now.md"))
        await stage.sees("TO BRING", "[x] ask", f"{len(TEXTS)} ticks not recorded yet")
        _only_text(stage)
        await stage.press("space")
        await stage.cursor_on("[x]")
        _only_text(stage)
        await stage.press("R")
        await stage.sees_no("not recorded yet")
        _only_text(stage)


async def test_naughty_words_in_a_filter_are_only_text(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("slash")
        for text in ("[/x]:1", "[@click=app.bell]:x", "state:[/b]"):
            stage.app.screen.query_one("#filter").value = text  # type: ignore[attr-defined]
            await stage.sees(text)
        await stage.sees("No state is called “[/b]”")


async def test_naughty_contacts_goals_and_pieces_are_only_text(home: Path) -> None:
    files = {}
    naughty = [
        f"{NAUGHTY[one]} {NAUGHTY[other]}" for one, other in (("escape", "action"), ("overrides and ends", "long"))
    ]
    for number, text in enumerate(naughty):
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
