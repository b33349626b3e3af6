"""Which commands there are, with a line of help each, and in which module; only the one that is called is imported."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from journal.cli.command import Command

__all__ = ["LINES", "NAMES", "command", "commands"]

_FAMILIES = {
    "demo": {
        "demo": ("", "a scratch copy of an example, made current, to try"),
    },
    "init": {
        "init": ("[DIR]", "makes a folder a vault; changes no note in it"),
    },
    "asks": {
        "due": ("", "what needs follow-up, most pressing kind first"),
        "list": ("[FILTER…]", "asks, all of them by default"),
    },
    "parties": {
        "contacts": ("[FILTER…]", "the people, most owed first"),
        "goals": ("[FILTER…]", "the goals, and how far each has come"),
    },
    "touch": {
        "touch": ("[PERSON…]", "with whom to be in touch; with names, that you were"),
    },
    "notes": {
        "notes": ("[FILTER…]", "all notes, by path"),
        "search": ("QUERY…", "full text of all notes, best first"),
    },
    "who": {
        "who": ("[WORDS…]", "who could help with something, or with a goal"),
    },
    "show": {
        "show": ("NOTE", "one ask, person, goal or note with all about it"),
    },
    "new": {
        "new": ("KIND [TEXT…]", "a new note from its template"),
    },
    "meetings": {
        "brief": ("CONTACT|MEETING", "what to know and to bring before a meeting"),
        "meet": ("CONTACT…", "a meeting with its list of what to bring"),
        "met": ("MEETING", "records what was ticked at a meeting"),
    },
    "today": {
        "today": ("[TEXT…]", "the day's note in your editor, or with a line more"),
    },
    "capture": {
        "capture": ("[ID…]", "asks that wait in lines of notes, made with IDs"),
    },
    "steps": {
        "send": ("NOTE…", "marks asks as sent"),
        "nudge": ("NOTE…", "marks asks as sent once more"),
        "answer": ("NOTE…", "marks asks as answered"),
        "promise": ("NOTE DATE…", "the day an answer was promised for"),
        "outcome": ("NOTE TEXT…", "what came of an ask"),
        "thank": ("NOTE…", "marks the contacts as thanked"),
        "report": ("NOTE…", "marks the contacts as told how the goal ended"),
        "park": ("NOTE…", "keeps asks that were not sent for an occasion"),
        "close": ("NOTE WORD [TEXT…]", "ends an ask, with a word for why"),
        "snooze": ("NOTE DATE…", "puts an ask off to another day"),
    },
    "draft": {
        "draft": ("[NOTE]", "the message to send next, or all that is due to a person"),
    },
    "fields": {
        "set": ("NOTE KEY=VALUE…", "changes keys of a note"),
        "unset": ("NOTE KEY…", "removes keys of a note"),
    },
    "edit": {
        "edit": ("NOTE", "opens a note in your editor"),
        "open": ("[NOTE]", "opens the terminal UI at an ask, a person, a goal or a note"),
    },
    "undo": {
        "undo": ("", "takes back the newest write"),
        "redo": ("", "does again what was taken back last"),
    },
    "check": {
        "check": ("[NOTE…]", "what is wrong in notes, what asks to send lack"),
    },
    "review": {
        "review": ("", "what some days brought, and what is on you at their end"),
    },
    "triage": {
        "triage": ("", "goes through what is on you, one by one"),
    },
    "watch": {
        "watch": ("", "a line per change of the queue, until stopped"),
    },
    "keys": {
        "keys": ("", "the keys of the terminal UI with their ids, as TOML"),
    },
    "sync": {
        "sync": ("", "commits, merges what others did, and pushes, by git"),
    },
    "resolve": {
        "resolve": ("[NOTE] [KEY=VALUE…]", "shows or decides what both sides of a merge changed"),
    },
    "doctor": {
        "doctor": ("", "what is set up, and what to do about what is not"),
    },
    "completion": {
        "completion": ("SHELL", "a script that completes commands and names in a shell"),
    },
    "help_command": {
        "help": ("[COMMAND]", "this list, or all about one command"),
    },
    "merge_command": {
        "merge-driver": ("O A B L P", "merges one note by its keys, for git"),
    },
}
"""Module to its commands, in the order of the help: the words that each takes, which its Command says again, and one
sentence of help. The help of the program is made of them, so that it imports no command."""

NAMES = {name: family for family, names in _FAMILIES.items() for name in names}
LINES = {name: line for names in _FAMILIES.values() for name, line in names.items()}
"""Of every command its words and its sentence."""


def command(name: str) -> Command:
    """The command with that name, which must be one of NAMES."""
    family: tuple[Command, ...] = __import__(f"journal.cli.{NAMES[name]}", fromlist=["COMMANDS"]).COMMANDS
    return next(command for command in family if command.name == name)


def commands() -> Iterator[Command]:
    """Every command, in the order of the help."""
    return map(command, NAMES)
