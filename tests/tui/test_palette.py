"""The palette leads to every contact, goal and ask, however many there are and whatever they are called."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from textual.command import CommandList

from tests.tui.network import NETWORK, ask
from tests.tui.pasting import paste
from tests.tui.people import PEOPLE
from tests.tui.stage import staged, write
from tui.commands import Palette

PLACES = {
    "a contact": ("sam", "go to contact Sam Lee", "━━ Sam Lee ━"),
    "a contact without a note": ("omar had", "go to contact Omar Haddad", "━━ Omar Haddad ━"),
    "a goal": ("goal data", "go to goal Data job", "NOBODY ASKED FOR"),
    "an ask": ("what it pays", "go to ask What it pays", "Maria Lopez → What it pays"),
    "an ask by its contact": ("ask visa", "go to ask Visa letter · Omar Haddad", "Omar Haddad → Visa letter"),
}


async def test_a_part_of_a_name_leads_there(home: Path) -> None:
    async with staged(write(home / "network", PEOPLE)) as stage:
        await stage.sees("ON YOU")
        for typed, offered, seen in PLACES.values():
            await stage.press("colon")
            await paste(stage, typed)
            await stage.sees(offered)
            row = next(y for y, line in enumerate(stage.lines) if offered in line)
            await stage.pilot.click(offset=(6, row))
            await stage.sees(seen)
            await stage.press("escape")
            await stage.sees("ON YOU")


async def test_an_action_is_found_by_the_name_that_the_key_bar_gives_it(network: Path) -> None:
    async with staged(network) as stage:
        await stage.sees("ON YOU")
        await stage.press("colon")
        await paste(stage, "snooze")
        await stage.sees("snooze: let it come up on another day  key z")
        await stage.press("ctrl+u")
        await paste(stage, "copy path")
        await stage.sees("  copy the path of the note  key Y")


async def test_three_hundred_asks_offer_fifty(home: Path) -> None:
    asks = {f"asks/{n}.md": ask(contact=f"Contact {n % 30}", title=f"Ask number {n}", ask="May I?") for n in range(300)}
    async with staged(write(home / "many", asks)) as stage:
        await stage.sees("DRAFTS")
        await stage.press("colon")
        await paste(stage, "ask 2")
        await stage.sees("go to ask")
        await stage.pilot.pause()
        offered = stage.app.screen.query_one(CommandList).option_count
        assert 50 <= offered < 70
        await stage.press(*"99")
        await stage.sees("go to ask Ask number 299 · Contact 29")


async def test_names_in_the_palette_are_only_text(home: Path) -> None:
    name = "[@click=app.bell]x[/] [/b] \\x1b[31m"
    note = f'---\ntitle: "{name}"\ncontact: "{name}"\ngoal: "{name}"\nask: May I?\nasked: 2026-11-01\n---\n'
    async with staged(write(home / "naughty", {"asks/x.md": note})) as stage:
        await stage.sees("ON YOU · 1")
        await stage.press("colon")
        await paste(stage, "click")
        await stage.sees("go to contact [@click=app.bell]x[/] [/b] ␛[31m", "go to goal [@click", "go to ask [@click")
        await stage.press("down", "enter")
        await stage.sees("[@click=app.bell]x[/] [/b] ␛[31m", "HISTORY")


BEST = {
    "letters of one word": ("thnk", "thank or report, with the message to send"),
    "an action before names": ("ask", "mark the ask"),
    "a name before what only holds it": ("lee", "go to contact Lee Chen"),
    "no accents": ("jorg", "go to contact Jörg Weber"),
    "words in another order": ("weber jo", "go to contact Jörg Weber"),
}


async def test_what_fits_best_is_offered_first(network: Path) -> None:
    async with staged(network) as stage:
        await stage.sees("ON YOU")
        await stage.press("colon")
        palette = stage.app.screen.query_one(CommandList)
        for typed, best in BEST.values():
            await stage.press("ctrl+u", *(key if key != " " else "space" for key in typed))
            await stage.until(partial(is_first, palette, best))


def is_first(palette: CommandList, words: str) -> bool:
    """Whether what the palette offers first begins with some words."""
    return bool(palette.option_count) and str(palette.get_option_at_index(0).prompt).startswith(words)


async def test_letters_strewn_over_words_are_no_match(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("colon", *"thx")
        await stage.sees("No matches found")


async def test_a_palette_that_is_taken_apart_gathers_nothing(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("colon")
        palette = stage.app.screen
        assert isinstance(palette, Palette)
        await palette.query_one(CommandList).remove()
        await palette._gather_commands("ask").wait()


NOTHING_TO_DO = {
    "the small vault": (
        NETWORK,
        {
            "an ask whose outcome came": (
                "1",
                "thank or report|write down what came of it|let it come up|close it|mark the ask|go to the goal"
                "|open what the",
                "nudge,|mark as sent|mark as answered|park it|day that was promised|go back@|take back|do again",
            ),
            "an ask that waits": (
                "slash s t a t e colon w a i t enter",
                "mark as answered|day that was promised|let it come up|go back@",
                "thank or report|mark as sent|park it|nudge,|copy the message",
            ),
            "marked asks of two kinds": (
                "g space space",
                "let it come up|go back@",
                "thank or report|copy the message|write down what came of it",
            ),
            "a problem without a safe cure": ("8", "open the note|open what the", "show how to mend|go back@"),
        },
    ),
    "people": (
        PEOPLE,
        {
            "a contact who is owed": ("3", "one message", "go to Contacts"),
            "their page": ("enter j", "go to the goal|go back@|go to Contacts", "go to the contact"),
            "a goal": ("4", "say that the goal is achieved|open the note", "to the section"),
            "the calendar today": ("5", "to the week before|to the section above", "to the next|go back@"),
            "the events of a day": ("h h enter", "go back@", "mark the ask|mark all asks"),
            "words that are typed": ("6 m a r i a", "clear what is typed", "in a dialog"),
        },
    ),
    "an ask without a goal that is closed": (
        {"asks/a.md": ask(contact="Zoe", ask="May I?", status="closed")},
        {
            "": (
                "2",
                "close it|mark the ask|go to the contact|sort the list",
                "nudge,|write down what|let it come up|go to the goal|copy the message|go to Asks|one message",
            ),
        },
    ),
    "no rows": (
        {},
        {
            "": (
                "2",
                "begin a new ask|go to Goals",
                "mark the ask|mark all|next line|open what|narrow|sort|copy the path|copy the message|to the section",
            ),
        },
    ),
    "a contact to whom nothing is due": (
        {"people/zoe.md": "---\ntype: person\ntitle: Zoe\n---\n"},
        {"": ("3", "open the note|in touch", "one message|to the section|go back@")},
    ),
    "only who led there is owed": (
        {"asks/a.md": ask(contact="Bo", via="Zoe", ask="Who?", asked="2026-10-01", outcome="names", thanked="yes")},
        {"": ("2", "one message|thank or report", "go to Asks")},
    ),
    "a problem with a safe cure": (
        {"asks/a.md": "---\nask: May I?\ncontact: Zoe\nstatus: sent---\n"},
        {"": ("8", "show how to mend", "go to Problems")},
    ),
}
"""By vault, its notes, and by place in it: the keys that lead there, what the palette offers, and what it does not."""


@pytest.mark.parametrize("vault", NOTHING_TO_DO)
async def test_what_would_do_nothing_is_not_offered(home: Path, vault: str) -> None:
    files, places = NOTHING_TO_DO[vault]
    (home / "network").mkdir()
    async with staged(write(home / "network", files), (120, 120)) as stage:
        for place, (keys, offered, left_out) in places.items():
            await stage.press(*keys.split())
            await stage.pilot.pause()
            await stage.press("ctrl+p")
            await stage.sees("choose a theme")
            shown = stage.text.replace("go back  key", "go back@  key")
            assert [words for words in offered.split("|") if words not in shown] == [], place
            assert [words for words in left_out.split("|") if words in shown] == [], place
            await stage.press("escape", "escape")


async def test_what_was_written_can_be_taken_back_from_the_palette(network: Path) -> None:
    async with staged(network) as stage:
        await stage.cursor_on("Priya Nair")
        await stage.press("z", *"fri", "enter")
        await stage.sees("Snoozed")
        await stage.press("ctrl+p", *"take back")
        await stage.sees("take back the newest write")
        await stage.press("enter")
        await stage.until(lambda: "follow_up" not in (network / "asks/acme.md").read_text())
