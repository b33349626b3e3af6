"""``journal completion``: a script that completes the words of a call in a shell, made of the command table."""

from __future__ import annotations

from journal.cli.call import ANY_KEY, COMMON, Words
from journal.cli.command import Command
from journal.cli.completion_scripts import SCRIPTS
from journal.cli.registry import NAMES, commands
from journal.model import Kind
from journal.wording import CLOSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journal.cli.call import Option
    from journal.cli.context import Context

__all__ = ["COMMANDS", "completes", "script"]

_HOLDS: Mapping[str, str] = {
    "NOTE": "note",
    "PERSON": "person",
    "CONTACT": "person",
    "MEETING": "meeting",
    "GOAL": "goal",
    "DIR": "folder",
    "FILE": "file",
    "COMMAND": "command",
    "KIND": ",".join(Kind),
    "WORD": ",".join(CLOSING),
    "SHELL": ",".join(SCRIPTS),
    "DATE": "today,yesterday,tomorrow",
}
"""What completes a word or an option's value, by its name: one of ``note_names.OF``, a folder, a file, a command, or
one of these words, with commas between them.
"""
_KEYS = {
    **dict.fromkeys(("--contact", "--via", "--people"), "person"),
    "--goal": "goal",
    "--needed-by": "tomorrow",
    **dict.fromkeys(("--why", "--effort", "--piece", "--title"), "-"),
}
"""The keys of notes that are offered where any may be given, and what completes the value of each."""
_OF_ASKS = frozenset({"steps", "draft"})
"""The families of commands whose notes are asks."""


def completes(command: str, name: str) -> str:
    """What completes a word or an option's value of that name in a command; "-" for nothing."""
    found = _HOLDS.get(name, "note" if {"CONTACT", "MEETING"} <= {*name.split("|")} else "-")
    return "ask" if found == "note" and NAMES.get(command) in _OF_ASKS else found


def script(shell: str) -> str:
    """The script for bash, zsh or fish."""
    head, branch, end = SCRIPTS[shell]
    every = list(commands())
    branches = [
        branch.format(name=each.name, words=_words(each), options=_options(each.name, each.options)) for each in every
    ]
    names = " ".join(each.name for each in every)
    return head.format(names=names, common=_options("", COMMON)) + "".join(branches) + end


def _words(command: Command) -> str:
    """What completes each word of a command, in order; the last once more with a plus, if there may be any number."""
    return " ".join(completes(command.name, each.name) + ("+" if each.most is None else "") for each in command.words)


def _options(command: str, options: Iterable[Option]) -> str:
    """The options, each that takes a value with what completes that: ``--on=today,yesterday --dry-run``."""
    found: list[str] = []
    for option in options:
        if option is ANY_KEY:
            found += [f"{key}={what}" for key, what in _KEYS.items()]
        else:
            found.append(option.name + (f"={completes(command, option.value)}" if option.value else ""))
    return " ".join(found)


def _completion(context: Context) -> int:
    shell = context.call.words["SHELL"][0]
    if shell not in SCRIPTS:
        from journal.errors import BadCall

        raise BadCall(f"There is no completion for “{shell}”: write one of {', '.join(SCRIPTS)}.")
    text = script(shell)
    if context.json:
        context.print_json({"version": 1, "shell": shell, "script": text})
    else:
        context.environment.write(text)
    return 0


COMMANDS = (
    Command(
        "completion",
        _completion,
        (Words("SHELL", f"one of {', '.join(SCRIPTS)}"),),
        more="""Have your shell read it: source <(journal completion bash) in ~/.bashrc (bash 4 or later), the
same with zsh in ~/.zshrc behind compinit, or journal completion fish | source in config.fish. Commands,
options and words stand in the script; names of notes come from what journal knows of the vault since it last
looked.""",
    ),
)
