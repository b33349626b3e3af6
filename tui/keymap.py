"""Every key as a binding; the table of them is journal.keyboard."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding
from textual.keys import format_key

from journal import OWING, State
from journal.keyboard import KEYS, Key, sign_of

__all__ = ["ANYWHERE", "KEYS", "NEXT", "SUITED", "Key", "bind", "in_keys", "keys_of", "shown_key", "spoken"]

NEXT: Mapping[State, tuple[str, str]] = {
    State.THANK: ("ask.thank", "writes the thanks"),
    State.REPORT: ("ask.thank", "writes the report"),
    State.ANSWERED: ("ask.outcome", "writes it down"),
    State.NUDGE: ("ask.nudge", "writes the nudge"),
    State.RELEASE: ("ask.close", "lets it go"),
    State.PARKED: ("ask.send", "writes it"),
    State.DRAFT: ("ask.send", "sends it"),
    State.WAITING: ("ask.answer", "when it is answered"),
}
"""The id of the key that does what is next, and what it does then; where nothing is next, none."""

SUITED: Mapping[str, frozenset[State]] = {
    "ask.thank": frozenset(OWING),
    "ask.nudge": frozenset({State.NUDGE, State.RELEASE}),
    "ask.outcome": frozenset(State) - {State.CLOSED},
    "ask.snooze": frozenset(State) - {State.DONE, State.CLOSED},
}
"""The states in which a step makes sense, by the id of its key; a step that is not here makes sense in some way in
each.
"""

ANYWHERE = {what for what in KEYS if what.partition(".")[0] in ("app", "day", "edit", "view")} - {"view.preview"} | {
    "nav.back",
    "nav.quit",
}
"""Ids of keys that have nothing to do with what a screen shows."""

_SPOKEN = {"enter": "Enter", "escape": "Esc"}
"""Keys that have a name in a sentence where the footer has a sign for them."""

_CALLS: Mapping[str, tuple[str, str]] = {
    "“journal check --fix”": ("problem.fix", " in Problems"),
    "“journal set”": ("ask.outcome", " on that ask alone"),
    "“journal thank --via”": ("ask.thank", " on that ask alone"),
    "“journal undo”": ("edit.undo", ""),
}
"""Commands that sentences of the library name, and the key that does the same here: its id, and where it does."""


def bind(id: str, action: str, *, show: bool = False, at_once: bool = False) -> Binding:
    """The binding for an id of the table. show: in the footer.

    at_once: done before the next key is looked at, however fast that one follows.
    """
    key = KEYS[id]
    return Binding(key.keys, action, key.label, show=show, priority=at_once, id=id, tooltip=key.does)


def keys_of(id: str, own: Mapping[str, str]) -> list[str]:
    """The keys of an id, as Textual names them. own: remapped keyboard keys by id."""
    return own.get(id, KEYS[id].keys).split(",")


def shown_key(key: str) -> str:
    """A key that Textual names, as a person knows it: by its sign where it has one."""
    return format_key(sign_of(key))


def spoken(id: str, own: Mapping[str, str]) -> str:
    """The first key of an id, as a sentence names it. own: as in ``keys_of``."""
    key = keys_of(id, own)[0]
    return _SPOKEN.get(key) or shown_key(key)


def in_keys(sentence: str, own: Mapping[str, str]) -> str:
    """A sentence of the library in which commands that have a key here are replaced by the key.

    own: as in ``keys_of``.
    """
    for call, (what, where) in _CALLS.items():
        if call in sentence:
            sentence = sentence.replace(call, f"{spoken(what, own)}{where}")
    return sentence
