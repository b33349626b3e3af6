"""``journal today``: the note of a day is made, opened or grows by a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Call
from tests.vaults import MakeVault

PATH = "journal/2026-03-16.md"


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault({"a.md": "text"})


def test_note_of_the_day_is_made_and_its_path_printed(call: Call, root: Path) -> None:
    done = call("today", f"--vault={root}")
    assert (done.status, done.out, done.err) == (0, f"{root / PATH}\n", "")
    assert (root / PATH).read_text() == "# Monday 16 March 2026\n"
    assert call("today", f"--vault={root}").out == done.out
    assert (root / PATH).read_text() == "# Monday 16 March 2026\n"
    assert call("undo", f"--vault={root}").status == 0
    assert not (root / PATH).exists()


def test_lines_are_added_with_their_time_one_undo_step_each(call: Call, root: Path) -> None:
    first = call("today", "met  Maria", " at\tthe fair", f"--vault={root}", "--json").document
    assert [change["path"] for change in first["changes"]] == [first["path"]] == [PATH]
    assert (root / PATH).read_text() == "# Monday 16 March 2026\n\n- 09:30 met Maria at the fair\n"
    second = call("today", "tea", f"--vault={root}", "--json").document
    assert (second["changes"][0]["changed"], second["path"]) == ({}, PATH)
    assert (root / PATH).read_text().endswith("fair\n- 09:30 tea\n")
    assert call("undo", f"--vault={root}").status == 0
    assert (root / PATH).read_text().endswith("fair\n")
    assert call("undo", f"--vault={root}").status == 0
    assert not (root / PATH).exists()


def test_the_first_line_of_a_day_is_told_as_others_are(call: Call, root: Path) -> None:
    assert call("today", "tea", f"--vault={root}").out == f"New note: {PATH}: - 09:30 tea\n"
    assert call("today", "cake", f"--vault={root}").out == f"Added to {PATH}: - 09:30 cake\n"


@pytest.mark.parametrize(
    ("words", "path", "line"),
    [
        (["--on", "yesterday"], "journal/2026-03-15.md", "# Sunday 15 March 2026\n\n- tea\n"),
        (["--on", "fri"], "journal/2026-03-20.md", "# Friday 20 March 2026\n\n- tea\n"),
        (["--on", "mon"], "journal/2026-03-23.md", "# Monday 23 March 2026\n\n- tea\n"),
        (["--on", "16 Mar"], PATH, "# Monday 16 March 2026\n\n- 09:30 tea\n"),
        (["--today", "2026-03-20"], "journal/2026-03-20.md", "# Friday 20 March 2026\n\n- tea\n"),
        (["--today", "2026-03-20", "--on=2026-03-16"], PATH, "# Monday 16 March 2026\n\n- 09:30 tea\n"),
    ],
)
def test_another_day_has_no_time(call: Call, root: Path, words: list[str], path: str, line: str) -> None:
    assert call("today", "tea", *words, f"--vault={root}").status == 0
    assert (root / path).read_text() == line


def test_a_line_that_is_no_text_is_refused(call: Call, root: Path) -> None:
    done = call("today", "a\udcff", "--vault", str(root))
    assert (done.status, done.out) == (2, "")
    assert done.err.endswith("cannot hold what is not UTF-8: give it as text.\n")


def test_other_bytes_of_the_note_stay(call: Call, root: Path) -> None:
    (root / "journal").mkdir()
    text = b"\xef\xbb\xbf---\r\nmood: ok\r\n---\r\nText\r\n\r\n## Later\r\nx"
    (root / PATH).write_bytes(text)
    assert call("today", "tea", f"--vault={root}").status == 0
    assert (root / PATH).read_bytes() == text + b"\r\n- 09:30 tea\r\n"


def test_template_of_the_vault(call: Call, root: Path) -> None:
    (root / "Templates").mkdir()
    (root / "Templates/day.md").write_text("---\ndate: {{date}}\ntags: [daily]\n---\n# {{title}}\n\n## Log\n\n")
    assert call("today", "tea", f"--vault={root}").status == 0
    assert (root / PATH).read_text() == (
        "---\ndate: 2026-03-16\ntags: [daily]\n---\n# Monday 16 March 2026\n\n## Log\n\n- 09:30 tea\n\n"
    )


def test_dry_run_writes_nothing(call: Call, root: Path) -> None:
    done = call("today", "tea", "--dry-run", f"--vault={root}")
    assert (done.status, done.out.splitlines()[:2]) == (0, ["--- /dev/null", f"+++ {PATH}"])
    assert not (root / "journal").exists()
    assert call("today", "--dry-run", f"--vault={root}", width=80).status == 0
    assert not (root / "journal").exists()


def test_editor_opens_on_a_terminal(call: Call, root: Path) -> None:
    variables = {"EDITOR": "sh -c 'echo edited >> \"$0\"'", "PATH": "/usr/bin:/bin"}
    assert call("today", f"--vault={root}", width=80, variables=variables).status == 0
    assert (root / PATH).read_text() == "# Monday 16 March 2026\nedited\n"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("- tea", "- 09:30 tea\n"),
        ("[ ] ask Sam Lee: tea?", "- [ ] 09:30 ask Sam Lee: tea?\n"),
        ("- [ ] tea", "- [ ] 09:30 tea\n"),
        ("-5 degrees", "- 09:30 -5 degrees\n"),
        ("--- cut", "- 09:30 --- cut\n"),
    ],
)
def test_a_line_may_have_its_marker_and_box_already(call: Call, root: Path, typed: str, line: str) -> None:
    """Else what is typed as in a note is an option that nobody knows, or a list in a list, which is no capture."""
    done = call("today", typed, f"--vault={root}")
    assert (done.status, (root / PATH).read_text()) == (0, f"# Monday 16 March 2026\n\n{line}"), done.err
    assert len(call("capture", "--json", f"--vault={root}").document["found"]) == ("ask" in typed)


@pytest.mark.parametrize("words", [[""], [" ", "\t"], ["--on", "04/03/2026"], ["tea", "--on", "soon"]])
def test_call_that_is_refused(call: Call, root: Path, words: list[str]) -> None:
    done = call("today", *words, f"--vault={root}")
    assert (done.status, done.out) == (2, "")
    assert not (root / "journal").exists()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[journal]\npath = "%Y-%m-%d %H.md"', "takes %Y, %m and %d alone"),
        ('[journal]\npath = "../%Y-%m-%d.md"', "inside it"),
        ("[journal]\npath = 3", "wrong type"),
        ('[journal]\npath = "Templates/%Y-%m-%d.md"', "is no note"),
        ('[journal]\npath = "a/node_modules/%Y-%m-%d.md"', "is no note"),
        ('exclude = ["journal/"]', "is no note"),
        ('exclude = ["2026-03-*"]', "is no note"),
    ],
)
def test_path_where_no_note_would_be_is_refused(call: Call, root: Path, settings: str, said: str) -> None:
    (root / "journal.toml").write_text(settings)
    done = call("today", "tea", f"--vault={root}")
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert str(root / "journal.toml") in done.err
    assert sorted(path.name for path in root.iterdir()) == ["a.md", "journal.toml"]


def test_path_behind_a_link_is_refused(call: Call, root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "journal").symlink_to(tmp_path / "elsewhere")
    assert call("today", "tea", f"--vault={root}").status == 2
    assert not list((tmp_path / "elsewhere").iterdir())


def test_path_of_the_settings(call: Call, root: Path) -> None:
    (root / "journal.toml").write_text('[journal]\npath = "daily/%Y/%d.%m.%Y.md"')
    assert call("today", "ask Maria Lopez: tea?", f"--vault={root}").status == 0
    assert (root / "daily/2026/16.03.2026.md").read_text().endswith("- 09:30 ask Maria Lopez: tea?\n")
    assert call("capture", f"--vault={root}", "--json").document["found"][0]["date"] == "2026-03-16"


def test_note_that_cannot_be_edited_is_refused(call: Call, root: Path) -> None:
    (root / "journal").mkdir()
    (root / PATH).write_text("+++\na = 1\n+++\nText\n")
    done = call("today", "tea", f"--vault={root}")
    assert done.status == 2
    assert "TOML" in done.err
    assert (root / PATH).read_text() == "+++\na = 1\n+++\nText\n"
