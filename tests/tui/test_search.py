"""The Search screen: what holds the words, as they are typed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from journal.vault.disk import note_file
from journal.vault.search import fulltext
from tests.seen import PATIENCE
from tests.tui.network import ask
from tests.tui.pasting import paste
from tests.tui.stage import Stage, staged, write
from tests.tui.test_acting import told
from tui.widgets.hit_list import HitList

PEOPLE = {
    "people/zoe.md": "---\ntype: person\ntitle: Zoé Adams\n---\n\nKnows the café owner.\n",
    "notes/plain.md": "# Cafe notes\n\nThe CAFÉ is open [b]late[/b].\n\n[@click=app.bell]x[/]\n",
}


async def test_hits_come_while_words_are_typed_with_kind_title_and_line(network: Path) -> None:
    write(network, PEOPLE)
    async with staged(network) as stage:
        await stage.press("6")
        await stage.sees("Type words to look for in every note")
        await paste(stage, "cafe")
        await stage.sees("2 notes.", "note     Cafe notes", "person   Zoé Adams", "Knows the café owner.")
        await paste(stage, " owner")
        await stage.sees("1 note.")
        assert "Cafe notes" not in stage.text
        await paste(stage, " xyz")
        await stage.sees("No note holds that. Esc clears it.")


async def test_a_typed_letter_lays_nothing_out_anew(network: Path) -> None:
    write(network, PEOPLE)
    async with staged(network) as stage:
        await stage.press("6", *"caf")
        await stage.sees("2 notes.")
        laid_out: list[object] = []
        stage.app.screen.screen_layout_refresh_signal.subscribe(stage.app, laid_out.append, immediate=True)
        await stage.press("e")
        await stage.sees("search: cafe", "2 notes.")
        assert not laid_out


async def test_filter_words_narrow_with_words_and_without(network: Path) -> None:
    write(network, PEOPLE)
    async with staged(network) as stage:
        await stage.press("6")
        await paste(stage, "type:person")
        await stage.sees("person   Zoé Adams", "type: person")
        await paste(stage, " cafe")
        await stage.sees("1 note.", "Knows the café owner.")
        await stage.press("escape", "slash")
        await paste(stage, "nosuchkey:x")
        await stage.sees("No note has a key “nosuchkey”")


async def test_enter_goes_to_the_list_and_opens_what_the_note_is(network: Path) -> None:
    write(network, PEOPLE)
    async with staged(network) as stage:
        await stage.press("6")
        await paste(stage, "acme")
        await stage.press("enter", "enter")
        await stage.sees("Priya Nair → Intro to Acme data team", "[6 Search]")
        await stage.press("escape")
        await stage.cursor_on("Intro to Acme")
        await stage.press("escape", "slash")
        await paste(stage, "late")
        await stage.press("enter", "enter")
        await stage.sees("notes/plain.md", "[b]late[/b]", "e edits the note, Esc goes back.")
        (network / "notes/plain.md").write_text("# Cafe notes\n\nIt is shut.\n")
        await stage.sees("It is shut.")
        await stage.press("escape")
        await stage.sees("No note holds that.")
        await stage.press("slash", "ctrl+u")
        await paste(stage, "adams")
        await stage.press("enter", "enter")
        await stage.until(lambda: type(stage.app.screen).__name__ == "ContactScreen")
        await stage.sees("Zoé Adams")


async def test_the_bottom_line_says_what_the_keys_do_where_the_cursor_is(network: Path) -> None:
    write(network, PEOPLE)
    async with staged(network) as stage:
        await stage.press("6")
        await paste(stage, "cafe")
        await stage.sees("2 notes. Enter goes to the list, and Enter there opens the note.")
        await stage.press("enter")
        await stage.cursor_on("Cafe notes")
        await stage.sees("2 notes. Enter opens the note, A makes an ask of it.", " A make an ask ")
        await stage.press("j")
        await stage.cursor_on("Zoé Adams")
        await stage.sees("2 notes. Enter opens the note.\n")
        await stage.sees_no("make an ask")
        await stage.press("A")
        await told(stage, "“Zoé Adams” is a person: a begins an ask with them instead.")
        await stage.press("slash")
        await paste(stage, " xyz")
        await stage.press("enter")
        await stage.sees("No note holds that. Esc clears it.")
        await stage.sees_no("Enter opens")


async def test_letters_are_text_in_the_words_and_keys_in_the_list(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("6")
        await paste(stage, "s/a1")
        await stage.press("down")
        assert stage.app.screen.query_one("#filter").value == "s/a1"  # type: ignore[attr-defined]
        await stage.press("escape", "escape")
        await stage.sees("Nothing is open to go back from. To leave, press q.")
        await stage.press("e")
        await stage.sees("There is no note to edit here.")
        await stage.press("1")
        await stage.sees("[1 Follow-ups")


async def test_at_most_fifty_hits_are_listed_and_all_are_counted(home: Path) -> None:
    files = {f"asks/{n}.md": ask(contact="Zoe", title=f"Ask {n}", ask="May I?", asked="") for n in range(60)}
    async with staged(write(home / "many", files)) as stage:
        await stage.press("6", *"may")
        await stage.sees("60 notes, the best 50 of them shown.")
        assert len(stage.app.screen.query_one(HitList)._rows) == 50


def standing_out(stage: Stage) -> list[str]:
    """The words that are underlined on the screen."""
    strips = stage.app.screen._compositor.render_strips()
    return [segment.text for strip in strips for segment in strip if segment.style and segment.style.underline]


async def test_what_was_typed_stands_out_where_words_begin_with_it(network: Path) -> None:
    write(network, PEOPLE | {"notes/decaf.md": "# Decaf\n\nNo caffeine: decaf.\n"})
    async with staged(network) as stage:
        await stage.press("6", *"caf")
        await stage.sees("3 notes.")
        await stage.until(lambda: sorted(standing_out(stage)) == ["CAF", "Caf", "caf", "caf"])


async def test_an_answer_from_a_part_of_the_notes_says_so_until_all_are_read(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(network, {"aaa.md": "# First\n\nA visa.\n", "zzz.md": "# Last\n\nA visa.\n"})
    may_go_on = threading.Event()
    read = note_file.read

    def wait_for_the_last(root: Path, path: str, limit: int) -> bytes:
        if path == "zzz.md":
            assert may_go_on.wait(PATIENCE)
        return read(root, path, limit)

    monkeypatch.setattr("tui.background._UNTIL_READING", 1000.0)
    monkeypatch.setattr(fulltext, "_BATCH", 1)
    monkeypatch.setattr(fulltext, "_COMMIT", 0.0)
    monkeypatch.setattr("tests.tui.rest._AT_THE_LATEST", 0.1)  # the worker waits for this test
    async with staged(network) as stage:
        monkeypatch.setattr(note_file, "read", wait_for_the_last)
        notes = sum(1 for _ in network.rglob("*.md"))
        await stage.press("6")
        await paste(stage, "visa")
        await stage.sees("note     First", f"Reading the notes for search: {notes - 1} of {notes}")
        assert "Last" not in stage.text
        may_go_on.set()
        await stage.sees("note     First", "note     Last", "3 notes.")


async def test_the_notes_are_read_for_the_search_before_anybody_searches(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.background._UNTIL_READING", 0.01)

    def read_so_far(stage: Stage) -> int:
        return stage.app._vault._parts.queries.ask(fulltext.standing)[0]

    async with staged(network) as stage:
        notes = sum(1 for _ in network.rglob("*.md"))
        await stage.until(lambda: read_so_far(stage) == notes)
        (network / "new.md").write_text("A zebra.\n")
        await stage.until(lambda: read_so_far(stage) == notes + 1)
