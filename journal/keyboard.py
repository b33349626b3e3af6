"""The keys of the terminal UI: an id each, by which a person can remap it, and what it does in words.

They stand here, where both the screens and ``journal keys`` can read them without a UI.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from pathlib import Path

from journal.errors import BadSettings
from journal.named_tuple import NamedTuple

__all__ = ["KEYS", "Key", "as_typed", "by_group", "remapped", "sign_of"]


class Key(NamedTuple):
    """A key binding: Textual's names of the keys, comma-separated; a label for the footer; a sentence for help and
    palette.
    """

    keys: str
    label: str
    does: str


KEYS: Mapping[str, Key] = {
    "view.1": Key("1", "Follow-ups", "go to Follow-ups"),
    "view.2": Key("2", "Asks", "go to Asks"),
    "view.3": Key("3", "Contacts", "go to Contacts"),
    "view.4": Key("4", "Goals", "go to Goals"),
    "view.5": Key("5", "Timeline", "go to Timeline"),
    "view.6": Key("6", "Search", "go to Search"),
    "view.7": Key("7", "Review", "go to Review"),
    "view.8": Key("8", "Problems", "go to Problems"),
    "app.help": Key("question_mark", "help", "show the keys and what the states mean"),
    "nav.open": Key("enter,l,right", "open", "open what the cursor is on"),
    "nav.back": Key("escape,h,left", "back", "go back"),
    "nav.quit": Key("q", "quit", "go back; at the top, leave the program"),
    "nav.section.previous": Key("left_square_bracket", "section back", "to the section above"),
    "nav.section.next": Key("right_square_bracket", "next section", "to the section below"),
    "list.filter": Key("slash", "filter", "narrow the list with filter words"),
    "list.sort": Key("s", "sort", "sort the list another way"),
    "note.edit": Key("e", "edit", "open the note in your editor"),
    "day.open": Key("J", "today", "open today’s note in your editor"),
    "meeting.new": Key("M", "meeting", "a meeting with this person, or a new one; on its page, fill its list"),
    "meeting.tick": Key("space", "tick", "tick what you brought, or take the tick away"),
    "meeting.met": Key("R", "record", "record what is ticked, on the day of the meeting"),
    "person.touch": Key("L", "in touch", "write down that you were in touch today"),
    "note.ask": Key("A", "make an ask", "a note becomes an ask: add contact, goal, ask and asked to it"),
    "new": Key("a", "new", "begin a new ask, contact or goal"),
    "problem.fix": Key("f", "fix", "show how to mend the note safely, then ask"),
    "ask.send": Key("m", "sent", "mark as sent, with the message to send"),
    "ask.thank": Key("t", "thank", "thank or report, with the message to send"),
    "ask.nudge": Key("n", "nudge", "nudge, with the message to send"),
    "ask.outcome": Key("o", "outcome", "write down what came of it"),
    "ask.answer": Key("w", "answered", "mark as answered"),
    "ask.snooze": Key("z", "snooze", "let it come up on another day"),
    "ask.close": Key("x", "close", "close it, with a word and a reason"),
    "ask.park": Key("P", "park", "park it for an occasion"),
    "person.message": Key("T", "message", "one message for all that is due to a person"),
    "ask.promise": Key("d", "promised", "write down the day that was promised"),
    "mark.toggle": Key("space", "mark", "mark the ask, or take the mark away"),
    "mark.section": Key("v", "mark group", "mark all asks of the group, or none"),
    "copy.message": Key("y", "copy", "copy the message to send"),
    "copy.path": Key("Y", "copy path", "copy the path of the note"),
    "go.contact": Key("c", "contact", "go to the contact of the ask"),
    "go.goal": Key("C", "goal", "go to the goal of the ask"),
    "who.open": Key("W", "who", "who could help with this piece or goal, or with words that you type"),
    "goal.achieved": Key("A", "achieved", "say that the goal is achieved"),
    "review.write": Key("W", "keep it", "keep the review in the vault"),
    "timeline.open": Key("enter", "the day", "list the events of the day"),
    "timeline.week_back": Key("left,h", "week back", "to the week before"),
    "timeline.week_ahead": Key("right,l", "week", "to the next week"),
    "timeline.day_back": Key("up,k", "day back", "to the day before"),
    "timeline.day_ahead": Key("down,j", "day", "to the next day"),
    "conflict.ours": Key("o", "ours", "settle a conflict with what this machine has"),
    "conflict.theirs": Key("t", "theirs", "settle a conflict with what the other machine has"),
    "conflict.both": Key("b", "both", "keep what both sides of a conflict have"),
    "conflict.text": Key("w", "write", "settle a conflict with something else"),
    "edit.undo": Key("u", "undo", "take back the newest write"),
    "edit.redo": Key("U", "redo", "do again what was taken back last"),
    "form.done": Key("ctrl+s", "do it", "in a dialog: do what its first button says"),
    "form.copy": Key("ctrl+y", "copy", "in a dialog: copy the message"),
    "form.mail": Key("ctrl+l", "mail", "in a dialog: open the message in your mail program"),
    "form.eml": Key("ctrl+g", "save .eml", "in a dialog: save the message as a mail (.eml)"),
    "form.edit": Key("ctrl+o", "edit", "in a form: save it, open it in your editor"),
    "form.next": Key("down", "next", "in a dialog: go to what comes next"),
    "form.previous": Key("up", "previous", "in a dialog: go to what comes before"),
    "form.leave": Key("escape", "cancel", "in a dialog: close it, and change nothing"),
    "form.yes": Key("y", "yes", "in a question: yes"),
    "form.no": Key("n,escape", "no", "in a question: no"),
    "view.preview": Key("p", "preview", "show or hide the preview"),
    "app.read": Key("r", "read again", "look at the folder again"),
    "app.sync": Key("S", "sync", "sync: show what git would do, then ask"),
    "app.palette": Key("colon,ctrl+p", "palette", "find an action, contact, goal or ask"),
    "list.down": Key("j,down", "down", "next line"),
    "list.up": Key("k,up", "up", "previous line"),
    "list.first": Key("g,home", "first", "first line"),
    "list.last": Key("G,end", "last", "last line"),
    "list.page_down": Key("pagedown", "page down", "a page down"),
    "list.page_up": Key("pageup", "page up", "a page up"),
    "list.half_down": Key("ctrl+d", "half a page down", "half a page down"),
    "list.half_up": Key("ctrl+u", "half a page up", "half a page up"),
}

_GROUPS: Mapping[str, str] = {
    "view": "Screens",
    "nav": "Open and back",
    "list": "In a list",
    "mark": "Several at once",
    "ask": "An ask",
    "new": "An ask",
    "goal": "A goal",
    "go": "From an ask",
    "who": "Everywhere",
    "note": "The note",
    "day": "The note",
    "copy": "The note",
    "meeting": "A meeting",
    "person": "A contact",
    "problem": "Problems",
    "conflict": "Problems",
    "timeline": "Timeline",
    "review": "Review",
    "form": "In a dialog",
    "edit": "Taking back",
    "app": "Everywhere",
}
"""What the first word of an id stands for, in the order of the help."""

_NAMED = frozenset(
    "backspace delete down end enter escape home insert left pagedown pageup right space tab up".split()
    + [f"f{number}" for number in range(1, 25)]
)
_MODIFIERS = frozenset({"alt", "ctrl", "shift"})
_SHORTER = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Signs that Textual calls otherwise than Unicode does."""


def _name(sign: str) -> str:
    """What Textual calls the key of a sign: ``?`` is question_mark."""
    name = unicodedata.name(sign).lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(name, name)


_SIGNS = {_name(sign): sign for sign in string.punctuation}


def by_group(ids: Iterable[str]) -> Mapping[str, list[str]]:
    """Ids of keys by the headings of the help, in the order of the table."""
    wanted = set(ids)
    found: dict[str, list[str]] = {title: [] for title in _GROUPS.values()}
    for what in filter(wanted.__contains__, KEYS):
        found[_GROUPS[what.partition(".")[0]]].append(what)
    return {title: members for title, members in found.items() if members}


def sign_of(key: str) -> str:
    """The sign on a key that Textual names by it: ``?`` for question_mark; another key's name as it is."""
    if key in _SIGNS:
        return _SIGNS[key]
    try:
        sign = unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return key
    return sign if sign.isprintable() and not sign.isspace() and _name(sign) == key else key


def as_typed(keys: str) -> list[str]:
    """Keys as a person types them: ``?`` and ``G`` for Textual's ``question_mark,G``; a comma stays a word."""
    return [key if key == "comma" else sign_of(key) for key in keys.split(",")]


_OF_ROWS = {"list.down", "list.up"}
"""Ids that never work where those of the timeline do: rows have the focus, or the calendar."""


def remapped(given: Mapping[str, str], file: Path) -> Mapping[str, str]:
    """A person's own keys by id, as Textual names them. file: the file they are in, for the sentence of an error.

    Raises BadSettings for an unknown id or key, and for two ids on one key. Ids that share a key in the table never
    work in the same place, so they may.
    """
    mine = {what: _read(what, keys, file) for what, keys in given.items()}
    before = {what: frozenset(key.keys.split(",")) for what, key in KEYS.items()}
    now = before | {what: frozenset(keys.split(",")) for what, keys in mine.items()}
    for one, other in combinations(KEYS, 2) if mine else ():
        if {one, other} & _OF_ROWS and "timeline" in (one.partition(".")[0], other.partition(".")[0]):
            continue
        for key in sorted((now[one] & now[other]) - (before[one] & before[other])):
            raise BadSettings(
                f"{file}: [keys] has {one} and {other} both on {as_typed(key)[0]}: give one of them another key."
            )
    return mine


def _read(id: str, keys: str, file: Path) -> str:
    """Textual's names of the keys that a person gave an id, comma-separated. Raises BadSettings."""
    if id not in KEYS:
        raise BadSettings(f"{file}: [keys] has {id}, which is no id{_near(id, KEYS)} “journal keys” lists them all.")
    return ",".join(_key(id, key.strip(), file) for key in keys.split(","))


def _key(id: str, key: str, file: Path) -> str:
    """Textual's name of one key that a person gave an id. Raises BadSettings."""
    if len(key) == 1 and key.isprintable() and not key.isspace():
        return key if key.isalnum() else _name(key)
    *modifiers, last = key.split("+")
    if _MODIFIERS.issuperset(modifiers) and (last in _NAMED or last in _SIGNS or (modifiers and len(last) == 1)):
        return key
    hint = _near(key, [*_NAMED, *_SIGNS])
    raise BadSettings(
        f"{file}: [keys] has {id} = “{key}”, which is no key{hint} Write j, ?, comma, ctrl+d or pagedown."
    )


def _near(word: str, known: Collection[str]) -> str:
    """The end of a sentence about an unknown word: ``; did you mean j?``, or just the full stop."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]}?" if near else "."
