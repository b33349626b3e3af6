"""Review: the steps of a weekly review, and keeping it."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from tests.tui.stage import staged, write
from tests.vaults import MakeVault
from tui.screens.new import NewForm
from tui.screens.review import ReviewScreen

NOTE = "reviews/2026-W47.md"
GOAL = "---\ntype: goal\ntitle: Harvest\nneeds: [seeds, a field]\n---\n"
STUCK = "---\ntype: goal\ntitle: Regatta\ncreated: 2026-01-02\n---\n"
FRIEND = "---\ntype: person\ntitle: Old Friend\ncadence: 4w\nlast_contact: 2026-10-01\n---\n"
MORE = {"goals/harvest.md": GOAL, "goals/regatta.md": STUCK, "people/friend.md": FRIEND}


async def test_it_shows_each_step_and_what_the_week_brought(network: Path) -> None:
    async with staged(write(network, MORE), (140, 60)) as stage:
        await stage.press("7")
        await stage.sees(
            "Review of week 47, 2026", "TELL THEM HOW IT WENT", "ON YOU", "GOALS THAT STAND STILL · 1", "Regatta",
            "NOBODY WAS ASKED FOR · 2", "seeds; a field", "KEEP IN TOUCH · 1", "every 4 weeks", "SINCE MON 16 NOV",
        )  # fmt: skip
        assert stage.text.index("TELL THEM") < stage.text.index("ON YOU") < stage.text.index("GOALS THAT")


async def test_a_step_is_taken_where_it_stands_and_the_tab_of_follow_ups_counts_it(network: Path) -> None:
    async with staged(network, (140, 60)) as stage:
        await stage.press("7")
        await stage.cursor_on("THANK")
        await stage.press("t")
        await stage.until(lambda: type(stage.app.screen).__name__ == "DraftForm")
        await stage.press("escape")
        await stage.cursor_on("THANK")
        await stage.sees("1 Follow-ups 7")
        await stage.press("z", *"fri", "enter")
        await stage.sees("1 Follow-ups 6")


async def test_no_step_says_more_than_is_so_where_no_goal_has_pieces(make_vault: MakeVault) -> None:
    async with staged(make_vault({"journal.toml": "", "goals/regatta.md": STUCK})) as stage:
        await stage.press("7")
        await stage.sees("No piece is left that nobody was asked for.")


async def test_keeping_it_writes_the_note_once_and_is_undone(network: Path) -> None:
    async with staged(network, (140, 60)) as stage:
        await stage.press("7")
        await stage.sees("SINCE MON 16 NOV")
        await stage.press("W")
        await stage.sees("Review: reviews", "undoes it")
        kept = (network / NOTE).read_text("utf-8")
        assert kept.startswith("---\ntype: note\ngenerated: journal\n---\n\n# Review of 2026-W47\n\n## Sunday 22 Nov")
        await stage.press("W")
        await stage.sees("is kept already")
        assert (network / NOTE).read_text("utf-8") == kept
        await stage.press("u")
        await stage.until(lambda: not (network / NOTE).exists())


async def test_what_a_line_names_opens(network: Path) -> None:
    async with staged(write(network, MORE), (140, 60)) as stage:
        await stage.press("7")
        await stage.sees("Regatta")
        await stage.press("right_square_bracket", "right_square_bracket", "enter")
        await stage.until(lambda: type(stage.app.screen).__name__ == "GoalScreen")
        await stage.sees("Regatta")
        await stage.press("q")
        await stage.until(lambda: type(stage.app.screen).__name__ == "ReviewScreen")


async def test_whom_to_be_in_touch_with_is_written_down_where_it_stands(network: Path) -> None:
    friend = network / "people/friend.md"
    async with staged(write(network, MORE), (140, 60)) as stage:
        await stage.press("7")
        await stage.sees("Old Friend", "SINCE MON 16 NOV")
        while "Old Friend" not in stage.cursor:
            await stage.press("j")
        await stage.sees("L writes down that you were in touch. Enter opens their note.")
        await stage.press("L")
        await stage.sees_no("KEEP IN TOUCH")
        assert friend.read_text("utf-8") == FRIEND.replace("2026-10-01", "2026-11-22")
        await stage.press("u")
        await stage.sees("KEEP IN TOUCH")
        assert friend.read_text("utf-8") == FRIEND


async def test_a_found_line_becomes_an_ask_or_gets_a_no(network: Path) -> None:
    day, line = network / "journal/2026-11-22.md", "- ask Sam Lee: lunch?\n"
    async with staged(write(network, {"journal/2026-11-22.md": line}), (140, 60)) as stage:
        await stage.press("7")
        await stage.sees("FOUND IN NOTES", "SINCE MON 16 NOV")
        while "Sam Lee: lunch?" not in stage.cursor:
            await stage.press("j")
        await stage.sees("Enter makes an ask of it, x says no, e opens the note.")
        for key in ("enter", "a"):
            await stage.press(key)
            await stage.until(lambda: isinstance(stage.app.screen, NewForm))
            assert stage.app.screen.query_one("#contact", Input).value == "Sam Lee"
            await stage.press("escape")
            await stage.until(lambda: isinstance(stage.app.screen, ReviewScreen))
        await stage.press("x")
        await stage.sees_no("FOUND IN NOTES")
        assert day.read_text("utf-8") == f"{line.rstrip()} → no\n"
        await stage.press("u")
        await stage.cursor_on("Sam Lee: lunch?")
        assert day.read_text("utf-8") == line
