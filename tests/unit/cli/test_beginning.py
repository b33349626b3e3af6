"""``init``, ``demo``, and ``journal`` alone: where a person begins."""

from __future__ import annotations

import re
import tomllib
from datetime import date as Day
from pathlib import Path

import pytest

from journal.cli.demo import copy_current
from journal.cli.init import DEFAULT_SETTINGS
from journal.config import TABLES, Settings, read_user_config
from journal.errors import EnvironmentFailed
from journal.model import Page
from journal.places import example_vault
from tests.unit.cli.conftest import MONDAY, NETWORK, Call
from tests.vaults import MakeVault

TEMPLATES = [f"templates/{kind}.md" for kind in ("ask", "goal", "meeting", "person")]
FOR_GIT = [".gitattributes", ".gitignore"]
MADE = ["journal.toml", *TEMPLATES, *FOR_GIT]


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_init_makes_a_folder_a_vault(call: Call, tmp_path: Path) -> None:
    done = call("init", "network", cwd=tmp_path)
    assert done.status == 0
    assert sorted(files(tmp_path / "network")) == sorted(MADE)
    assert done.out.splitlines() == [
        *(f"made {path}" for path in MADE),
        f"{tmp_path}/network is a vault now: 0 notes, 0 asks; no note was changed.",
        "Next: journal, then press a to write your first ask. Or without the screen:",
        '  journal new ask "Could you …?" --contact NAME',
    ]
    assert call("due", cwd=tmp_path / "network").status == 0


def test_init_adopts_the_current_folder_and_changes_nothing_in_it(call: Call, make_vault: MakeVault) -> None:
    mine = {**NETWORK, "journal.toml": "# mine\n", "templates/ask.md": "mine\n"}
    vault = make_vault(mine)
    done = call("init", cwd=vault)
    assert done.status == 0
    assert done.out.endswith("Next: journal\n")
    now = files(vault)
    assert {name: now[name] for name in mine} == {name: str(text).encode() for name, text in mine.items()}
    assert set(now) == set(mine) | set(MADE)


SETTING = ".obsidian/templates.json"
HOMES: dict[str, tuple[dict[str, str], str]] = {
    "none is there": ({}, "templates"),
    "in another case": ({"Templates/Daily.md": "# {{date}}\n"}, "Templates"),
    "with a line before": ({"_Templates/Daily.md": ""}, "_Templates"),
    "set in Obsidian": ({SETTING: '{"folder": "Extras/Templates/"}', "Extras/Templates/Daily.md": ""},
                        "Extras/Templates"),
    "set, under another name": ({SETTING: '{"folder": "Extras/My [new] forms"}', "Extras/My [new] forms/x.md": ""},
                                "Extras/My [new] forms"),
    "set, but not there": ({SETTING: '{"folder": "Gone"}', "Templates/Daily.md": ""}, "Templates"),
    "set to a file": ({SETTING: '{"folder": "x.md"}', "x.md": ""}, "templates"),
    "set outside": ({SETTING: '{"folder": "../other"}'}, "templates"),
    "set by a link outside": ({SETTING: '{"folder": "out"}'}, "templates"),
    "set to the vault": ({SETTING: '{"folder": "/"}'}, "templates"),
    "set to what is hidden": ({SETTING: '{"folder": ".obsidian"}'}, "templates"),
    "set to a number": ({SETTING: '{"folder": 7}'}, "templates"),
    "set to what no name holds": ({SETTING: '{"folder": "a\\u0000b"}'}, "templates"),
    "no mapping": ({SETTING: '["Extras"]'}, "templates"),
    "no JSON": ({SETTING: "{"}, "templates"),
    "deep JSON": ({SETTING: "[" * 90_000}, "templates"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOMES)
def test_templates_go_where_the_vault_has_its_own(call: Call, make_vault: MakeVault, tmp_path: Path, case: str) -> None:
    mine, home = HOMES[case]
    mine = {"asks/intro.md": "---\nask: May I?\ncontact: Ana Ruiz\n---\n", **mine}
    vault = make_vault(mine)
    (tmp_path / "other").mkdir()
    (vault / "out").symlink_to(tmp_path / "other")
    before = files(vault)
    assert call("init", cwd=vault).status == 0
    now = files(vault)
    made = {"journal.toml", *FOR_GIT, *(f"{home}/{name.partition('/')[2]}" for name in TEMPLATES)}
    assert ({name: now[name] for name in before}, set(now) - set(before)) == (before, made)
    assert list((tmp_path / "other").iterdir()) == []
    listed = {note["path"] for note in call("notes", "--json", cwd=vault).document["notes"]}
    assert listed == {name for name in mine if name.endswith(".md") and not name.startswith(f"{home}/")}
    (vault / home / "goal.md").write_text("---\ntype: goal\nmine: {{date}}\n---\n", encoding="utf-8")
    assert "+mine: 2026-03-16" in call("new", "goal", "A boat", "--dry-run", cwd=vault).out
    assert call("init", "--json", cwd=vault).document["changes"] == []


def test_a_template_in_another_case_is_there(call: Call, make_vault: MakeVault) -> None:
    vault = make_vault({"Templates/Person.md": "mine\n"})
    assert call("init", str(vault)).status == 0
    made = {name for name in files(vault) if name.startswith("Templates/")}
    assert made == {"Templates/Person.md", "Templates/ask.md", "Templates/goal.md", "Templates/meeting.md"}
    assert call("new", "person", "Bo Lund", "--vault", str(vault)).status == 0
    assert "homework:" in (vault / "people/Bo Lund.md").read_text("utf-8")


def test_settings_that_are_there_stay_so_templates_go_where_no_note_is(call: Call, make_vault: MakeVault) -> None:
    vault = make_vault({"journal.toml": "", SETTING: '{"folder": "Forms"}', "Forms/ask.md": "---\nask:\n---\nMine.\n"})
    call("init", cwd=vault)
    assert {name for name in files(vault) if name.startswith("templates/")} == set(TEMPLATES) - {"templates/ask.md"}
    assert "+Mine." in call("new", "ask", "May I?", "--dry-run", cwd=vault).out


def test_init_twice_is_init_once(call: Call, tmp_path: Path) -> None:
    call("init", "v", cwd=tmp_path)
    before = files(tmp_path / "v")
    again = call("init", "v", cwd=tmp_path)
    assert (again.status, files(tmp_path / "v")) == (0, before)
    assert again.out.startswith(f"{tmp_path}/v was a vault already: ")


def test_init_can_say_what_it_would_do(call: Call, tmp_path: Path) -> None:
    done = call("init", "v", "--dry-run", cwd=tmp_path)
    assert (done.status, (tmp_path / "v").exists()) == (0, False)
    assert done.out.startswith("--- /dev/null\n+++ journal.toml\n@@ -0,0 +1,")


def test_init_as_json_lists_its_changes(call: Call, tmp_path: Path) -> None:
    document = call("init", "v", "--json", cwd=tmp_path).document
    assert document["version"] == 1
    assert [change["path"] for change in document["changes"]] == MADE
    assert document["changes"][0]["changed"] == {}
    assert call("init", "v", "--json", cwd=tmp_path).document["changes"] == []


def test_the_settings_it_writes_are_the_defaults_and_all_of_them() -> None:
    assert not any(tomllib.loads(DEFAULT_SETTINGS).values())
    written = tomllib.loads(re.sub(r"^# (\w+ = )", r"\1", DEFAULT_SETTINGS, flags=re.MULTILINE))
    settings = Settings()
    tables = {key: table for table, keys in TABLES.items() for key in keys}
    for field, default in settings._asdict().items():
        key = "path" if field == "day_path" else field
        if key != "warnings":
            value = (written[table] if (table := tables.get(key)) else written)[key]
            assert (tuple(value) if isinstance(value, list) else value) == default, key


def test_a_place_that_cannot_be_written_is_the_environments_fault(call: Call, tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    (tmp_path / "v" / "templates").write_text("a file\n", encoding="utf-8")
    done = call("init", "v", cwd=tmp_path)
    assert done.status == 4
    assert "templates" in done.err


def test_demo_does_what_due_does_where_there_is_no_terminal(call: Call) -> None:
    done = call("demo")
    assert done.status == 0
    assert done.out.startswith("Tell them how it went · ")
    assert done.err == "The example as it stands today; on a terminal, the same call opens a copy to try things on.\n"
    assert done.out.endswith("\n3 problems\n"), "no command that finds no vault when the copy is gone"


def test_demo_opens_the_copy_on_a_terminal(call: Call) -> None:
    opened = []

    def open_ui(vault: Path | None, today: Day | None, cache: bool, at: Page | None, network: Path | None) -> int:
        assert vault is not None
        assert network is not None
        opened.append((vault.is_dir(), today, cache, [file.name for file in read_user_config(network).files]))
        assert not network.is_relative_to(vault)
        return 0

    assert call("demo", "--no-cache", width=80, open_ui=open_ui).status == 0
    assert opened == [(True, None, False, ["Connections.csv"])]


def test_the_same_asks_are_due_whenever_the_demo_is_opened(call: Call) -> None:
    one, other = (call("demo", "--json", "--today", day).document for day in ("2024-02-29", "2031-12-31"))
    assert one["counts"] == other["counts"]
    assert [(a["state"], a["days_overdue"]) for a in one["asks"]] == [
        (a["state"], a["days_overdue"]) for a in other["asks"]
    ]
    assert one["asks"]


def test_a_copy_moves_dates_in_names_and_texts_and_nothing_else(make_vault: MakeVault, tmp_path: Path) -> None:
    example = make_vault(
        {
            "README.md": "---\ncurrent_on: 2026-03-01\n---\n",
            "asks/2026-02-27-x.md": b"asked: 2026-02-27\xff\r\nlike 2026-13-45 or 12026-02-27 or 0001-01-01\r\n",
            "reviews/2026-W09.md": "# Review of 2026-W09\n\n## Sunday 1 March\n\nSunday 2 March, or Sunday 8 Marsh\n",
        }
    )
    (example / "link.md").symlink_to("README.md")
    copy = tmp_path / "copy"
    copy_current(example, copy, MONDAY)
    assert files(copy) == {
        "README.md": b"---\ncurrent_on: 2026-03-16\n---\n",
        "asks/2026-03-14-x.md": b"asked: 2026-03-14\xff\r\nlike 2026-13-45 or 12026-02-27 or 0001-01-16\r\n",
        "link.md": b"---\ncurrent_on: 2026-03-16\n---\n",
        "reviews/2026-W12.md": b"# Review of 2026-W12\n\n## Monday 16 March\n\nSunday 2 March, or Sunday 8 Marsh\n",
    }
    assert (copy / "link.md").is_symlink()


def test_an_example_that_does_not_say_its_day_is_refused(make_vault: MakeVault, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailed, match="current_on"):
        copy_current(make_vault({"README.md": "# Hm\n"}), tmp_path / "copy", MONDAY)


def test_the_example_is_found() -> None:
    assert Path(example_vault(), "README.md").is_file()


@pytest.mark.parametrize(
    ("argv", "today", "cache"),
    [
        ([], None, True),
        (["--today", "+1d"], Day(2026, 3, 17), True),
        (["--no-cache"], None, False),
    ],
)
def test_journal_alone_opens_the_ui(call: Call, network: str, argv: list[str], today: Day | None, cache: bool) -> None:
    opened = []

    def open_ui(*given: object) -> int:
        opened.append(given)
        return 0

    for place in ([network], ["--vault", network]):
        assert call(*argv, *place, width=80, open_ui=open_ui).status == 0
    assert opened == [(Path(network), today, cache, None, None)] * 2


def test_journal_alone_says_what_is_due_without_a_terminal_or_a_ui(call: Call, network: str) -> None:
    due = call("due", "--vault", network).out
    assert call(network, open_ui=lambda *_: 1 / 0).out == due  # type: ignore[arg-type]
    assert call("--vault", network).out == due
    assert call(network, width=80, variables={"NO_COLOR": "1"}).out == due
    assert call(network, "--json", width=80, open_ui=lambda *_: 9).document["version"] == 1


def test_without_a_vault_the_ui_is_asked_what_to_begin_with_and_a_pipe_is_told(call: Call) -> None:
    opened = []

    def open_ui(*given: object) -> int:
        opened.append(given)
        return 0

    assert call("--today", "+1d", width=80, open_ui=open_ui).status == 0
    assert opened == [(None, Day(2026, 3, 17), True, None, None)]
    done = call(open_ui=open_ui)
    assert (done.status, done.out, len(opened)) == (2, "", 1)
    assert "journal demo" in done.err


def test_a_command_wins_over_a_folder_of_its_name(call: Call, tmp_path: Path) -> None:
    (tmp_path / "doctor").mkdir()
    assert "checks" in call("doctor", "--json", cwd=tmp_path).document
    assert call("./doctor", cwd=tmp_path).out.startswith("No asks yet")


def test_a_folder_of_a_vault_means_that_vault(call: Call, make_vault: MakeVault) -> None:
    """Else ``journal asks``, typed where the vault is, would show and remember a vault without its people and goals."""
    vault = make_vault({**NETWORK})
    (vault / "inner").mkdir()
    (vault / "inner" / "journal.toml").touch()
    for cwd, word in ((vault, "asks"), (vault / "people", "../asks/"), (vault.parent, str(vault / "asks"))):
        assert call(word, "--json", cwd=cwd).document["vault"] == str(vault)
    assert str(vault) in call("due").err
    assert call("inner", "--json", cwd=vault).document["vault"] == str(vault / "inner"), "one of its own"


def test_a_home_that_is_no_vault_is_not_remembered(call: Call, home: Path) -> None:
    assert call("due", "--vault", str(home)).status == 0
    assert "No vault here" in call("due").err
    (home / "journal.toml").touch()
    call("due", "--vault", str(home))
    assert "the vault used last" in call("due").err


def test_a_folder_that_nobody_made_a_vault_takes_no_vaults_place(
    call: Call, make_vault: MakeVault, tmp_path: Path
) -> None:
    vault = make_vault({**NETWORK, "journal.toml": ""})
    assert call("due", "--vault", str(vault)).status == 0
    assert call("due", "--vault", str(tmp_path)).status == 0
    assert str(vault) in call("due").err


def test_a_vault_used_last_that_is_gone_is_named(call: Call, make_vault: MakeVault, tmp_path: Path) -> None:
    vault = make_vault({**NETWORK})
    assert call("due", "--vault", str(vault)).status == 0
    vault.rename(tmp_path / "moved")
    done = call("due")
    assert done.status == 2
    first, second = done.err.splitlines()[:2]
    assert first == f"The vault used last, {vault}, is not there: bring it back."
    assert second == "No vault here: a vault is a folder of notes with a journal.toml."


@pytest.mark.parametrize(
    ("argv", "hint"),
    [
        (["restore"], "; did you mean undo?"),
        (["import", "x.csv"], "; did you mean who?"),
        (["add"], "; did you mean new?"),
        (["ask", "x"], "; did you mean new ask?"),
        (["delete", "x"], "; did you mean close?"),
        (["version"], "; did you mean --version?"),
        (["goal"], "; did you mean goals?"),
        (["zzzz"], "zzzz” is no command and no folder. “journal"),
        (["help", "log"], "“log” is no command; did you mean review?"),
        (["--lsit"], "has no option --lsit; did you mean list?"),
        (["--jsn"], "has no option --jsn; did you mean --json?"),
    ],
)
def test_what_other_programs_call_a_command_leads_to_it(call: Call, argv: list[str], hint: str) -> None:
    done = call(*argv)
    assert (done.status, hint in done.err) == (2, True), done.err


PLACES = {
    "the option wins": (["--vault", "a"], {"JOURNAL_VAULT": "b"}, "", "a"),
    "then the variable": ([], {"JOURNAL_VAULT": "b"}, "c", "b"),
    "an empty variable is none": ([], {"JOURNAL_VAULT": ""}, "c", "c"),
    "then the nearest folder upwards": ([], {}, "c/deep/down", "c"),
    "then the user's default": ([], {}, "elsewhere", "d"),
}


@pytest.mark.parametrize("case", PLACES)
def test_the_vault_is_found(call: Call, tmp_path: Path, case: str) -> None:
    argv, variables, cwd, found = PLACES[case]
    for name in "abcd":
        (tmp_path / name).mkdir()
    (tmp_path / "c" / "journal.toml").touch()
    (tmp_path / "c" / "deep" / "down").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(f'default_vault = "{tmp_path}/d"\n', encoding="utf-8")
    variables = {name: value and f"{tmp_path}/{value}" for name, value in variables.items()}
    argv = [word if word.startswith("-") else f"{tmp_path}/{word}" for word in argv]
    document = call("due", "--json", *argv, cwd=tmp_path / cwd, variables=variables).document
    assert document["vault"] == str(tmp_path / found)


def test_the_vault_used_last_is_found_from_anywhere_which_is_said(
    call: Call, tmp_path: Path, make_vault: MakeVault, home: Path
) -> None:
    made = tmp_path / "network"
    assert call("due").status == 2, "there is none yet"
    call("init", str(made))
    elsewhere = call("due")
    assert (elsewhere.status, elsewhere.err) == (0, f"In {made}, the vault used last.\n")
    other = make_vault({**NETWORK})
    call("due", "--vault", str(other))
    assert str(other) in call("due").err
    call("demo")
    assert str(other) in call("due").err, "a copy of the example is gone at once"
    call("due", "--vault", str(tmp_path / "nowhere"))
    assert str(other) in call("due").err
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(f'default_vault = "{made}"\n')
    assert call("due").err == ""


def test_a_vault_used_last_that_is_gone_is_not_named(call: Call, tmp_path: Path) -> None:
    call("init", str(tmp_path / "network"))
    (tmp_path / "network").rename(tmp_path / "moved")
    done = call("due")
    assert (done.status, "No vault here" in done.err) == (2, True)


def test_what_is_used_last_is_opened_on_the_screen_too(call: Call, tmp_path: Path, make_vault: MakeVault) -> None:
    opened: list[Path | None] = []

    def open_ui(vault: Path | None, today: Day | None, cache: bool, at: Page | None, network: Path | None) -> int:
        opened.append(vault)
        return 0

    vault = make_vault({**NETWORK})
    call("--vault", str(vault), width=80, open_ui=open_ui)
    call(width=80, open_ui=open_ui)
    assert opened == [vault, vault]


def test_a_state_folder_that_cannot_be_written_is_in_nobodys_way(call: Call, make_vault: MakeVault, home: Path) -> None:
    (home / ".local").mkdir(exist_ok=True)
    (home / ".local" / "state").write_text("a file\n")
    assert call("due", "--vault", str(make_vault({**NETWORK}))).status == 0


def test_init_says_how_to_go_on_where_another_vault_would_be_found(call: Call, tmp_path: Path) -> None:
    call("init", "one", cwd=tmp_path)
    done = call("init", str(tmp_path / "two x"), cwd=tmp_path / "one")
    assert done.out.splitlines()[-2:] == [
        f"Next: journal --vault '{tmp_path}/two x', then press a to write your first ask. Or without the screen:",
        f"  journal new ask \"Could you …?\" --contact NAME --vault '{tmp_path}/two x'",
    ]


@pytest.mark.parametrize("above", [False, True])
def test_a_home_is_made_no_vault_by_the_way(call: Call, home: Path, above: bool) -> None:
    folder = home.parent if above else home
    done = call("init", cwd=folder)
    assert (done.status, done.out) == (2, "")
    assert "holds more than notes: name a folder for the notes, as in journal init ~/journal." in done.err
    assert not (folder / "journal.toml").exists()
