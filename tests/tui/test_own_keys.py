"""Whoever has other keys reads of those: no hint, remark, toast, tab or dialog names one that does nothing."""

from __future__ import annotations

import re
from pathlib import Path
from string import ascii_lowercase

import pytest

from journal.keyboard import KEYS, remapped
from tests.tui.network import NETWORK, ask
from tests.tui.people import PEOPLE
from tests.tui.stage import staged, write
from tui.preferences import Preferences

_NEW = [
    *(f"alt+{letter}" for letter in ascii_lowercase),
    *(f"{shift}f{n}" for shift in ("", "shift+") for n in range(1, 25)),
]
OWN = dict(zip(KEYS, _NEW, strict=False))
"""Another key for every id."""
_NAMED = re.compile(
    r"(?:^|[\s“])(?:Esc|esc|Enter|⏎|\^\w|[a-zA-Z?])”? +(?:edits|undoes|does it|goes back|leaves|lists|clears|closes|"
    r"writes|opens|sends|sorts|snoozes|begins|takes|lets|when|in the list|scroll|yes|no|save|snooze|cancel|back|open|"
    r"help|palette)\b"
)
"""A key of the table where a sentence or the bar says what it does."""
VAULT = {**NETWORK, **PEOPLE, "asks/x.md": ask(ask="Two: things?", title="X"), "notes/plain.md": "# Plain\n"}
PLACES = {
    "follow-ups": ((), "{nav.open} opens it"),
    "a filter": (("list.filter",), "{form.leave} clear and leave"),
    "a filter that leaves nothing": (("list.filter", *"zzz"), "matches the filter. {nav.back} clears it."),
    "marks": (("mark.toggle",), "{nav.back} takes the marks away."),
    "a question": (("mark.toggle", "mark.toggle", "ask.thank"), "{form.yes} yes  {form.no} no"),
    "a form": (("ask.snooze",), "{form.done} snooze  {form.leave} cancel"),
    "something written": (("ask.snooze", *"fri", "form.done"), "{edit.undo} undoes it."),
    "something taken back": (("ask.snooze", *"fri", "form.done", "edit.undo"), "{edit.redo} does it again."),
    "nothing to go back to": (("nav.back",), "To leave, press {nav.quit}."),
    "a key of another screen": (("problem.fix",), "{app.help} lists the keys"),
    "an ask": (("nav.open",), "{note.edit} edits the note, {nav.back} goes back."),
    "asks": (("view.2",), "{list.sort} sorts otherwise"),
    "contacts": (("view.3",), "{nav.open} opens the card."),
    "a contact's page": (("view.3", "nav.open"), "{nav.back} goes back"),
    "a contact without a note": (("view.3", "list.last", "note.edit"), "“{new}” begins one."),
    "goals": (("view.4",), "{nav.open} opens it."),
    "a goal's page": (("view.4", "nav.open"), "{nav.back} goes back"),
    "a goal without a note": (("view.4", "list.last", "list.up", "goal.achieved"), "“{new}” in the list begins one."),
    "search": (("view.6", *"text"), "and {nav.open} there opens the note."),
    "a search that finds nothing": (("view.6", *"zzzz"), "No note holds that. {nav.back} clears it."),
    "problems": (("view.8",), "{note.edit} edits the note."),
    "help": (("app.help",), "{list.down} {list.up} scroll, {nav.back} closes"),
    "a new note": (("new",), "{form.done} save"),
}


@pytest.mark.parametrize("place", PLACES)
async def test_only_keys_of_ones_own_are_named(home: Path, place: str) -> None:
    pressed, said = PLACES[place]
    root = write(home / "network", VAULT)
    async with staged(root, (160, 40), preferences=Preferences(OWN)) as stage:
        await stage.sees("ON YOU")
        for key in pressed:
            await stage.press(OWN.get(key, key))
            await stage.pilot.pause(0.05)
        wanted = re.sub(r"\{([\w.]+)\}", lambda found: OWN[found[1]], said)
        await stage.until(lambda: any(wanted in line for line in (*stage.lines, *told(stage.app._notifications))))
        for line in (*stage.lines, *told(stage.app._notifications)):
            assert _NAMED.search(line) is None, line


def told(toasts: object) -> list[str]:
    return [line for toast in toasts for line in toast.message.splitlines()]  # type: ignore[attr-defined]


async def test_a_key_is_named_by_its_sign_wherever_it_is_named(network: Path) -> None:
    own = remapped({"ask.thank": "§", "app.help": "€"}, Path("config.toml"))
    async with staged(network, preferences=Preferences(keys=own)) as stage:
        await stage.sees("§ writes the thanks", "\n § thank ", " € help ")
        await stage.press("colon", *"thank or")
        await stage.sees("thank or report, with the message to send  key §")
        await stage.press("escape", "euro_sign")
        await stage.sees("€        show the keys")
