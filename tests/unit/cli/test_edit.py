"""``journal edit`` opens a note in the editor that doctor names, ``journal open`` one on the screen."""

from pathlib import Path

import pytest

from journal.model import Day, Page
from tests.scripts import script
from tests.unit.cli.conftest import Call


@pytest.fixture
def editor(tmp_path: Path) -> str:
    """An editor that adds the file it was given to a text beside it."""
    text = f'printf "%s\\n" "$@" >>{tmp_path}/opened; [ "$1" != --fail ]'
    program = script(tmp_path / "bin" / "an editor", text)
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
    done = call("edit", "mari", "--vault", network, variables=chosen, width=80)
    assert (done.status, done.err) == (0, "“mari” is taken for people/maria.\n")


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


@pytest.mark.parametrize(
    ("command", "warned"),
    [
        ("truncate -s 0", "asks/referral.md is no ask any more (note).\n"),
        ("sed -i s/^type:/typ:/", ""),
        ("sed -i '2i why: a: b: c'", "asks/referral.md:2: "),
        ("rm", ""),
        ("true", ""),
    ],
)
def test_what_an_edit_broke_is_said(call: Call, network: str, command: str, warned: str) -> None:
    done = call("edit", "asks/referral", "--vault", network, variables={"EDITOR": command})
    assert (done.status, done.out, done.err.startswith(warned), bool(done.err)) == (0, "", True, bool(warned))


def test_the_screen_opens_at_a_page(call: Call, network: str) -> None:
    opened: list[tuple[Path | None, Day | None, bool, Page | None, Path | None]] = []

    def open_ui(*given: object) -> int:
        opened.append(given)  # type: ignore[arg-type]
        return 0

    for argv in (["asks/referral"], ["maria"], []):
        assert call("open", *argv, "--vault", network, "--no-cache", width=80, open_ui=open_ui).status == 0
    assert [given[:3] for given in opened] == [(Path(network), None, False)] * 3
    assert [page and type(page.subject).__name__ for *_, page, _ in opened] == ["FollowUp", "Contact", None]
    assert call("open", "nobody-at-all", "--vault", network, width=80, open_ui=open_ui).status == 2
    assert len(opened) == 3


@pytest.mark.parametrize(("argv", "same"), [(["asks/referral"], "show"), ([], "due")])
def test_where_no_screen_can_open_a_page_is_printed(call: Call, network: str, argv: list[str], same: str) -> None:
    for more in ([], ["--json"]):
        printed = call(same, *argv, *more, "--vault", network)
        assert (printed.status, call("open", *argv, *more, "--vault", network)) == (0, printed)
