"""Whoever has other keys reads of those: no hint, remark, toast, tab or dialog names one that does nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from string import ascii_lowercase

import pytest

from journal.keyboard import KEYS, remapped
from tests.tui.network import NETWORK, ask
from tests.tui.pasting import paste
from tests.tui.people import PEOPLE
from tests.tui.stage import Stage, staged, write
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
WALKS: Mapping[str, Sequence[tuple[Sequence[str], str]]] = {
    "follow-ups": [((), "{nav.open} opens it")],
    "a filter": [
        (("list.filter",), "{form.leave} clear and leave"),
        (tuple("zzz"), "matches the filter. {nav.back} clears it."),
    ],
    "marks": [
        (("mark.toggle",), "{nav.back} takes the marks away."),
        (("mark.toggle", "ask.thank"), "{form.yes} yes  {form.no} no"),
    ],
    "a form": [
        (("ask.snooze",), "{form.done} snooze  {form.leave} cancel"),
        ((*"fri", "form.done"), "{edit.undo} undoes it."),
        (("edit.undo",), "{edit.redo} does it again."),
    ],
    "nothing to go back to": [(("nav.back",), "To leave, press {nav.quit}.")],
    "a key of another screen": [(("problem.fix",), "{app.help} lists the keys")],
    "an ask": [(("nav.open",), "{note.edit} edits the note, {nav.back} goes back.")],
    "asks": [(("view.2",), "{list.sort} sorts otherwise")],
    "contacts": [
        (("view.3",), "{nav.open} opens the card."),
        (("nav.open",), "{nav.back} goes back"),
    ],
    "a contact without a note": [(("view.3", "list.last", "note.edit"), "“{new}” begins one.")],
    "goals": [
        (("view.4",), "{nav.open} opens it."),
        (("nav.open",), "{nav.back} goes back"),
    ],
    "a goal without a note": [(("view.4", "list.last", "list.up", "goal.achieved"), "“{new}” in the list begins one.")],
    "search": [(("view.6", *"text"), "and {nav.open} there opens the note.")],
    "a search that finds nothing": [(("view.6", *"zzzz"), "No note holds that. {nav.back} clears it.")],
    "problems": [(("view.8",), "{note.edit} edits the note.")],
    "help": [(("app.help",), "{list.down} {list.up} scroll, {nav.back} closes")],
    "a new note": [(("new",), "{form.done} save")],
}
"""By where each leads, the keys and what is then said; where there is more to say further on, so on from there."""


@pytest.mark.parametrize("half", range(2))
async def test_only_keys_of_ones_own_are_named(home: Path, half: int) -> None:
    root = write(home / "network", VAULT)
    async with staged(root, (160, 40), preferences=Preferences(OWN)) as stage:
        for walk, steps in list(WALKS.items())[half::2]:
            stage.app.clear_notifications()
            await stage.press(OWN["view.1"], OWN["list.first"])
            await stage.sees("ON YOU")
            for pressed, said in steps:
                await stage.press(*(OWN.get(key, key) for key in pressed))
                await stage.until(partial(is_said, stage, re.sub(r"\{([\w.]+)\}", lambda found: OWN[found[1]], said)))
                for line in (*stage.lines, *told(stage.app._notifications)):
                    assert _NAMED.search(line) is None, (walk, line)
            await stage.press(OWN["form.leave"], OWN["form.no"], OWN["nav.back"])
            assert len(stage.app.screen_stack) == 1, walk


def is_said(stage: Stage, words: str) -> bool:
    """Whether some words stand on a line of the screen or in a toast."""
    return any(words in line for line in (*stage.lines, *told(stage.app._notifications)))


def told(toasts: object) -> list[str]:
    return [line for toast in toasts for line in toast.message.splitlines()]  # type: ignore[attr-defined]


async def test_a_key_is_named_by_its_sign_wherever_it_is_named(network: Path) -> None:
    own = remapped({"ask.thank": "§", "app.help": "€"}, Path("config.toml"))
    async with staged(network, preferences=Preferences(keys=own)) as stage:
        await stage.sees("§ writes the thanks", "\n § thank ", " € help ")
        await stage.press("colon")
        await paste(stage, "thank or")
        await stage.sees("thank or report, with the message to send  key §")
        await stage.press("escape", "euro_sign")
        await stage.sees("€        show the keys")
