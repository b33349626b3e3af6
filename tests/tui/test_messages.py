"""``T``: one message to a person for all that is due to them; what it says is in it, what it leaves, what it writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.network import ask
from tests.tui.pasting import paste
from tests.tui.stage import Stage, staged, write
from tests.tui.test_acting import find, told
from tui.widgets.box import Box

DONE = {"contact": "Zoe Quist", "ask": "Who?", "asked": "2026-10-01", "outcome": "three names"}
THANKS = ask(**DONE, title="Three names", outcome_date="2026-10-20")
LEAD = ask(**{**DONE, "contact": "Bo Berg", "via": "Zoe Quist"}, title="A lead", outcome_date="2026-10-20")
RELEASE = ask(contact="Zoe Quist", title="The evening", ask="Would you?", asked="2026-10-01", needed_by="2026-11-01")
NUDGE = ask(contact="Zoe Quist", title="The slides", ask="May I?", asked="2026-10-01")
BOTH = ask(contact="[Zoe Quist, Bo Berg]", title="A date", ask="Which day?", asked="2026-10-01")


@pytest.fixture
def zoe(network: Path) -> Path:
    notes = {"thanks": THANKS, "lead": LEAD, "release": RELEASE, "nudge": NUDGE, "both": BOTH}
    return write(network, {f"asks/{name}.md": text for name, text in notes.items()})


def outcomes(stage: Stage) -> dict[str, str | None]:
    """What came of each ask, by path, as the program knows it now."""
    return {each.note.path: each.ask.outcome for each in stage.app._vault.follow_ups(stage.app._today)}


async def test_t_says_what_is_in_the_message_and_what_is_left_and_why(zoe: Path) -> None:
    async with staged(zoe, (120, 44)) as stage:
        await find(stage, "Three names")
        await stage.press("T")
        await stage.sees(
            "To Zoe Quist: Re: Three names, and more",
            "You also led me to Bo Berg.",
            "In it: thanks for “Three names”; thanks for the lead to “A lead”; no longer",
            "needed: “The evening”.",
            "Left out: “The slides”: a message that thanks or reports asks for nothing.",
            "Left out: “A date”: it goes to Zoe Quist and Bo Berg, and would be recorded for",
        )
        await stage.press("ctrl+s")
        await told(stage, "Sent to Zoe Quist: 3 asks")
        for name, holds in (("thanks", "thanked: "), ("lead", "via_thanked: ")):
            text = (zoe / f"asks/{name}.md").read_text()
            assert f"\n{holds}2026-11-22\n" in text
            assert "You also led me to Bo Berg." in text
        assert "\nstatus: released\n" in (zoe / "asks/release.md").read_text()
        assert (zoe / "asks/nudge.md").read_text() == NUDGE
        await stage.press("u")
        await told(stage, "Taken back: Sent to Zoe Quist: 3 asks")
        assert (zoe / "asks/thanks.md").read_text() == THANKS


async def test_what_changes_while_the_message_is_shown_is_left(zoe: Path) -> None:
    later = THANKS.replace("three names", "three names and a place")
    async with staged(zoe, (120, 44)) as stage:
        await find(stage, "Three names")
        await stage.press("T")
        await stage.sees("In it: thanks for “Three names”")
        write(zoe, {"asks/thanks.md": later})
        (zoe / "asks/release.md").unlink()
        await stage.until(lambda: outcomes(stage).get("asks/thanks.md") == "three names and a place")
        await stage.until(lambda: "asks/release.md" not in outcomes(stage))
        await stage.press("ctrl+s")
        await told(stage, "Left, since it has changed meanwhile: asks/thanks.md")
        await told(stage, "Left, since it has changed meanwhile: asks/release.md")
        assert (zoe / "asks/thanks.md").read_text() == later
        assert "\nvia_thanked: 2026-11-22\n" in (zoe / "asks/lead.md").read_text()


async def test_the_row_and_the_message_are_of_who_is_still_to_hear(network: Path) -> None:
    heard = ask(
        **{**DONE, "contact": "Bo Berg", "via": "Zoe Quist"}, title="A lead", outcome_date="2026-10-20", thanked="yes"
    )
    path = write(network, {"asks/lead.md": heard}) / "asks/lead.md"
    async with staged(network, (120, 44)) as stage:
        await find(stage, "A lead")
        assert "Zoe Quist" in stage.cursor
        await stage.press("T")
        await stage.sees("To Zoe Quist: Re: A lead")
        await stage.press("ctrl+s")
        await stage.until(lambda: "\nvia_thanked: 2026-11-22\n" in path.read_text())
        await stage.press("2")
        await find(stage, "A lead")
        assert "Bo Berg" in stage.cursor


async def test_where_all_has_changed_nothing_is_written_and_the_text_stays(network: Path) -> None:
    path = write(network, {"asks/thanks.md": THANKS, "asks/lead.md": LEAD}) / "asks/thanks.md"
    async with staged(network, (120, 44)) as stage:
        await find(stage, "Three names")
        await stage.press("T")
        await stage.sees("In it: thanks for “Three names”")
        await stage.press("ctrl+home", *"PS")
        for file, text in (("asks/thanks.md", THANKS), ("asks/lead.md", LEAD)):
            write(network, {file: text.replace("three names", "nothing new")})
        await stage.until(lambda: list(outcomes(stage).values()).count("nothing new") == 2)
        await stage.press("ctrl+s")
        await told(stage, "changed meanwhile, so nothing was written")
        await stage.sees("PSHi Zoe,")
        assert "thanked" not in path.read_text()


async def test_t_in_contacts_and_on_a_contacts_page(zoe: Path) -> None:
    async with staged(zoe) as stage:
        await stage.press("3")
        await stage.sees("Zoe Quist")
        await stage.press("g")
        while "Zoe Quist" not in stage.cursor:
            await stage.press("j")
        await stage.press("T")
        await stage.sees("To Zoe Quist: Re: Three names, and more")
        await stage.press("escape")
        await told(stage, "Nothing to Zoe Quist is recorded, and the draft is not saved.")
        await stage.press("enter")
        await stage.sees("esc back")
        await stage.press("T")
        await stage.sees("To Zoe Quist: Re: Three names, and more")


async def test_where_nothing_is_due_it_says_so(network: Path) -> None:
    write(network, {"asks/nobody.md": ask(title="To nobody", ask="Who?", asked="2026-10-01")})
    async with staged(network) as stage:
        await find(stage, "Lee Chen")
        await stage.press("T")
        await told(stage, "Nothing is due to Lee Chen that one message could tell.")
        await find(stage, "To nobody")
        await stage.press("T")
        await told(stage, "This ask has no contact.")


async def test_a_template_that_cannot_be_used_is_told_and_nothing_opens(zoe: Path) -> None:
    write(zoe, {"templates/messages/together.txt": "Hi\n{{ cycler.next() }}\n"})
    async with staged(zoe) as stage:
        await find(stage, "Three names")
        await stage.press("T")
        await told(stage, "templates/messages/together.txt: line 2 has a value that there is not, “cycler”")
        assert "In it:" not in stage.text


async def test_typing_replaces_what_stands_in_brackets_and_nothing_beside_it(network: Path) -> None:
    write(network, {"asks/thanks.md": THANKS.replace("three names", "no")})
    write(network, {"templates/messages/thanks.txt": "{{ greeting }} it is [1] so: {{ outcome }} Ta!\n"})
    async with staged(network) as stage:
        await find(stage, "Three names")
        await stage.press("t")
        await stage.sees("[What came of it, in your words] Ta!")
        await paste(stage, "fine")
        await stage.sees("Hi Zoe, it is [1] so: fine Ta!")


async def test_words_in_brackets_of_ones_own_template_are_to_be_worded_too(network: Path) -> None:
    path = write(network, {"asks/thanks.md": THANKS}) / "asks/thanks.md"
    write(network, {"templates/messages/thanks.txt": "{{ greeting }}\n\n[Say why] {{ outcome }}\n"})
    async with staged(network) as stage:
        await find(stage, "Three names")
        await stage.press("t")
        await stage.sees("[Say why]")
        before = path.read_text()
        await stage.press("ctrl+s")
        await stage.sees("Line 3 is still yours to word: word it first.")
        assert path.read_text() == before
        await paste(stage, "dear")
        await stage.press("ctrl+s")
        await told(stage, "Thanked: Three names")
        assert "dear “" in path.read_text()


async def test_the_box_to_keep_the_text_says_without_colour_whether_it_is_ticked(network: Path) -> None:
    async with staged(write(network, {"journal.toml": "[messages]\nkeep = false\n"})) as stage:
        await find(stage, "Priya Nair")
        await stage.press("t")
        await stage.sees("▐ ▌ keep the text in the note")
        stage.app.screen.query_one(Box).focus()
        await stage.press("space")
        await stage.sees("▐X▌ keep the text in the note")
