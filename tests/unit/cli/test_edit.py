"""``journal edit`` opens the one note that is meant in the editor that doctor names."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Call


@pytest.fixture
def editor(tmp_path: Path) -> str:
    """An editor that adds the file it was given to a text beside it."""
    program = tmp_path / "bin" / "an editor"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >>{tmp_path}/opened\n[ "$1" != --fail ]\n')
    program.chmod(0o755)
    return f"'{program}'"


def test_a_note_opens_in_the_editor_that_doctor_names(call: Call, network: str, tmp_path: Path, editor: str) -> None:
    chosen = {"VISUAL": f"{editor} --wait"}
    done = call("edit", "asks/referral", "--vault", network, variables=chosen)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert (tmp_path / "opened").read_text() == f"--wait\n{network}/asks/referral.md\n"
    assert f"{editor} --wait (from VISUAL)" in call("doctor", "--vault", network, variables=chosen).out


def test_a_part_does_on_a_terminal_alone(call: Call, network: str, editor: str) -> None:
    chosen = {"EDITOR": editor}
    assert call("edit", "referr", "--vault", network, variables=chosen).status == 2
    done = call("edit", "maria", "--vault", network, variables=chosen, width=80)
    assert (done.status, done.err) == (0, "“maria” is taken for people/maria.\n")


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"VISUAL": "no-such-editor"}, "VISUAL names no-such-editor, which is not there"),
        ({"VISUAL": "{} --fail"}, "ended with 1: look whether asks/referral.md is as you want it."),
    ],
)
def test_what_the_editor_did_not_do_is_said(
    call: Call, network: str, editor: str, variables: dict[str, str], sentence: str
) -> None:
    chosen = {name: value.format(editor) for name, value in variables.items()}
    done = call("edit", "asks/referral", "--vault", network, variables=chosen)
    assert (done.status, sentence in done.err) == (4, True)
