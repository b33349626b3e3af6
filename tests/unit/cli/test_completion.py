"""``completion`` and ``help``: every command, option and word of the table, and what is refused."""

from __future__ import annotations

import pytest

from journal.cli.call import ANY_KEY, COMMON
from journal.cli.completion import completes
from journal.cli.completion_scripts import SCRIPTS
from journal.cli.help import help_of
from journal.cli.note_names import OF
from journal.cli.registry import command, commands
from tests.unit.cli.conftest import Call


@pytest.mark.parametrize("shell", SCRIPTS)
def test_every_command_and_option_stands_in_the_script(call: Call, shell: str) -> None:
    done = call("completion", shell)
    assert done.status == 0
    assert call("completion", shell, "--json").document == {"version": 1, "shell": shell, "script": done.out}
    lines = [line.strip() for line in done.out.splitlines()]
    for each in commands():
        if shell == "fish":
            place = lines.index(f"case {each.name}")
            branch = " ".join(lines[place : place + 3])
        else:
            branch = next(line for line in lines if line.startswith(f"{each.name}) "))
        options = {option.name for option in each.options if option is not ANY_KEY}
        if ANY_KEY in each.options:
            options |= {"--contact", "--via", "--people", "--goal", "--needed-by", "--why", "--effort", "--piece"}
            options |= {"--title"}
        assert {word.partition("=")[0] for word in branch.replace("'", " ").split() if word.startswith("--")} == options
    assert all(option.name in done.out for option in COMMON)


def test_what_completes_a_word() -> None:
    found = {
        (each.name, name): completes(each.name, name)
        for each in commands()
        for name in [word.name for word in each.words]
    }
    assert found["touch", "PERSON"] == found["meet", "CONTACT"] == "person"
    assert found["thank", "NOTE"] == found["draft", "NOTE"] == "ask"
    assert found["show", "NOTE"] == found["brief", "CONTACT|MEETING"] == "note"
    assert found["met", "MEETING"] == "meeting"
    assert found["outcome", "TEXT"] == "-"
    assert completes("draft", "PERSON") == completes("capture", "PERSON") == "person"
    assert completes("capture", "GOAL") == "goal"
    words = {kind for kind in found.values() if "," not in kind}
    assert words <= {*OF, "-", "folder", "file", "command"}


def test_what_is_refused(call: Call) -> None:
    assert call("completion", "tcsh").err == "There is no completion for “tcsh”: write one of bash, zsh, fish.\n"
    assert call("completion").status == call("completion", "tcsh").status == call("help", "toch").status == 2
    assert "“toch” is no command; did you mean touch" in call("help", "toch").err


def test_help_is_what_the_option_prints(call: Call) -> None:
    assert call("help").out == call("--help").out
    assert call("help", "touch").out == call("touch", "--help").out == help_of(command("touch")) + "\n"
