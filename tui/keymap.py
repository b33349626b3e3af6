"""Every key: its id, by which a person can remap it, and what it does in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.binding import Binding

__all__ = ["KEYS", "Key", "bind"]


@dataclass(frozen=True, slots=True)
class Key:
    """keys: Textual's names, comma-separated. label: in the footer. does: in help and palette."""

    keys: str
    label: str
    does: str


KEYS: Mapping[str, Key] = {
    "view.1": Key("1", "Follow-ups", "go to Follow-ups"),
    "app.help": Key("question_mark", "help", "show the keys and what the states mean"),
    "nav.open": Key("enter,l,right", "open", "open the ask"),
    "nav.back": Key("escape,h,left", "back", "go back"),
    "nav.quit": Key("q", "quit", "go back; at the top, leave the program"),
    "list.filter": Key("slash", "filter", "narrow the list with filter words"),
    "note.edit": Key("e", "edit", "open the note in your editor"),
    "view.preview": Key("p", "preview", "show or hide the preview"),
    "app.read": Key("r", "read again", "look at the folder again"),
    "app.palette": Key("colon,ctrl+p", "palette", "find an action by its name"),
    "list.down": Key("j,down", "down", "next line"),
    "list.up": Key("k,up", "up", "previous line"),
    "list.first": Key("g,home", "first", "first line"),
    "list.last": Key("G,end", "last", "last line"),
    "list.page_down": Key("pagedown", "page down", "a page down"),
    "list.page_up": Key("pageup", "page up", "a page up"),
    "list.half_down": Key("ctrl+d", "half a page down", "half a page down"),
    "list.half_up": Key("ctrl+u", "half a page up", "half a page up"),
}


def bind(id: str, action: str, *, show: bool = False, at_once: bool = False) -> Binding:
    """The binding of an id from the table; show: in the footer.

    at_once: done before the next key is looked at, however fast that one follows.
    """
    key = KEYS[id]
    return Binding(key.keys, action, key.label, show=show, priority=at_once, id=id, tooltip=key.does)
