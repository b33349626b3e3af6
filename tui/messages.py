"""What the parts of the terminal UI tell each other."""

from __future__ import annotations

from collections.abc import Mapping

from textual.message import Message

from journal import Delta, Note, Party, Watched

__all__ = [
    "Answered",
    "ConditionChanged",
    "Counted",
    "EditNote",
    "OpenAsk",
    "OpenContact",
    "OpenGoal",
    "OpenMeeting",
    "OpenNote",
    "OpenPage",
    "OpenWho",
    "ReadAgain",
    "SwitchTo",
    "VaultChanged",
]


class VaultChanged(Message):
    """The notes have changed. delta: what changed, None where everything is to be shown anew."""

    def __init__(self, delta: Delta | None = None) -> None:
        super().__init__()
        self.delta = delta


class ConditionChanged(Message):
    """The vault is watched in another way, or read further."""

    def __init__(self, watched: Watched) -> None:
        super().__init__()
        self.watched = watched


class Answered(Message):
    """A question to the vault was answered, and nothing holds what answering it took."""


class Counted(Message):
    """How many of a view's asks, or problems, want something done."""

    def __init__(self, view: str, count: int) -> None:
        super().__init__()
        self.view, self.count = view, count


class SwitchTo(Message):
    """Somebody wants another view."""

    def __init__(self, view: str) -> None:
        super().__init__()
        self.view = view


class EditNote(Message):
    """Somebody wants the note at a path in the editor. line: counted from 1, None for wherever it opens."""

    def __init__(self, path: str, line: int | None) -> None:
        super().__init__()
        self.path, self.line = path, line


class OpenPage(Message):
    """Somebody wants to see one thing whole."""


class OpenAsk(OpenPage):
    """Somebody wants to see the ask in the note at a path whole."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class OpenContact(OpenPage):
    """Somebody wants to see a contact whole."""

    def __init__(self, party: Party) -> None:
        super().__init__()
        self.party = party


class OpenGoal(OpenPage):
    """Somebody wants to see a goal whole."""

    def __init__(self, party: Party) -> None:
        super().__init__()
        self.party = party


class OpenMeeting(OpenPage):
    """Somebody wants to see the meeting in the note at a path whole."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class OpenWho(OpenPage):
    """Somebody wants to see who could help.

    words: to look for, "" to have them typed. first: what an ask of somebody then begins with, by key.
    """

    def __init__(self, words: str, first: Mapping[str, str]) -> None:
        super().__init__()
        self.words, self.first = words, first


class OpenNote(OpenPage):
    """Somebody wants to see a note that has no screen of its own."""

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.note = note


class ReadAgain(Message):
    """Somebody wants the folder looked at now."""
