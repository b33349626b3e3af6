"""A name chooses by what the command is for; where several are left, the person at the terminal picks one."""

import errno
import os
from pathlib import Path

import pytest

from journal.vault.disk import note_file
from tests.unit.cli.conftest import Call
from tests.vaults import MakeVault

ASK = "---\ntitle: {title}\ncontact: {contact}\nask: Would you?\n{more}---\n"
VAULT: dict[str, str | bytes] = {
    "people/tom.md": "---\ntype: person\ntitle: Tom Okafor\n---\n",
    "goals/customers.md": "---\ntype: goal\ntitle: First customers\n---\n",
    "asks/a.md": ASK.format(title="Portfolio", contact="Sam Lee", more="asked: 2026-03-01\n"),
    "asks/b.md": ASK.format(title="Sample chapter", contact="Sam Lee", more="outcome: no\nthanked: yes\n"),
    "asks/c.md": ASK.format(title="Slides", contact="Sam Lee", more="asked: 2026-03-14\n"),
    "asks/d.md": ASK.format(title="The same again", contact="Jörg Weber", more="asked: 2026-03-02\n"),
    "asks/e.md": ASK.format(title="Salary", contact="'[[Tom Okafor]]'", more="asked: 2026-03-01\noutcome: got it\n"),
    "asks/f.md": ASK.format(title="Twice", contact="Ana Ruiz", more="asked: 2026-03-01\n"),
    "asks/g.md": ASK.format(title="Twice", contact="Ana Ruiz", more="asked: 2026-03-01\noutcome: yes\nthanked: yes\n"),
    "asks/tomorrow.md": ASK.format(title="Tomorrow's train", contact="Rail", more="asked: 2026-03-14\n"),
}  # fmt: skip
QUIET = {"NO_COLOR": "1"}


@pytest.fixture
def vault(make_vault: MakeVault) -> str:
    return str(make_vault(VAULT))


TAKEN = [
    (["nudge", "sam"], "asks/a", "nudged: 2026-03-16"),
    (["nudge", "Sam Lee"], "asks/a", "nudged: 2026-03-16"),
    (["nudge", "jorg"], "asks/d", "nudged: 2026-03-16"),
    (["nudge", "ame aga"], "asks/d", "nudged: 2026-03-16"),
    (["thank", "tom"], "asks/e", "thanked: 2026-03-16"),
    (["thank", "okaf"], "asks/e", "thanked: 2026-03-16"),
    (["snooze", "slid", "2 weeks"], "asks/c", "follow_up: 2026-03-30"),
]


@pytest.mark.parametrize(("words", "note", "line"), TAKEN)
def test_a_step_takes_the_one_ask_that_it_fits_and_says_so(
    call: Call, vault: str, words: list[str], note: str, line: str
) -> None:
    done = call(*words, "--vault", vault, width=100, variables=QUIET)
    assert (done.status, done.err) == (0, f"“{words[1]}” is taken for {note}.\n")
    assert line in Path(vault, f"{note}.md").read_text()


@pytest.mark.parametrize(("words", "note", "line"), TAKEN)
def test_where_nobody_looks_on_a_part_is_refused_with_the_whole_name(
    call: Call, vault: str, words: list[str], note: str, line: str
) -> None:
    done = call(*words, "--vault", vault)
    assert (done.status, done.out) == (2, "")
    assert f"In a script write the whole name: {note}." in done.err
    assert line not in Path(vault, f"{note}.md").read_text()


def test_a_whole_title_of_two_chooses_by_the_step_anywhere(call: Call, vault: str) -> None:
    done = call("nudge", "twice", "--vault", vault)
    assert (done.status, done.err) == (0, "“twice” is taken for asks/f.\n")


def test_several_that_fit_are_a_list_to_pick_from(call: Call, vault: str) -> None:
    picked = call("answer", "sam", "--vault", vault, width=100, variables=QUIET, answers=["x\n", "9\n", "0\n", "2\n"])
    assert (picked.status, picked.err) == (0, "“sam” is taken for asks/c.\n")
    listed = picked.out.splitlines()
    assert listed[0] == "“sam” could be:"
    assert [line.split()[:3] for line in listed[1:3]] == [["1", "NUDGE", "Sam"], ["2", "WAIT", "Sam"]]
    assert picked.out.count("Write a number from 1 to 2, or nothing to leave.") == 3
    assert "answered: 2026-03-16" in Path(vault, "asks/c.md").read_text()


@pytest.mark.parametrize("answers", [["\n"], [], ["  \n"]])
def test_who_leaves_the_list_has_written_nothing(call: Call, vault: str, answers: list[str]) -> None:
    done = call("answer", "sam", "--vault", vault, width=100, variables=QUIET, answers=answers)
    assert (done.status, done.err) == (2, "Nothing was picked, so nothing was done.\n")
    assert "answered" not in Path(vault, "asks/c.md").read_text()


def test_where_nobody_looks_on_several_are_told(call: Call, vault: str) -> None:
    for more in ((), ("--json",)):
        done = call("answer", "sam", *more, "--vault", vault, width=None)
        assert (done.status, done.out) == (2, "")
        assert done.err.splitlines()[1:] == ["  asks/a", "  asks/c"]


@pytest.mark.parametrize("width", [None, 100])
def test_where_the_step_fits_none_each_has_its_reason(call: Call, vault: str, width: int | None) -> None:
    done = call("send", "sam", "--vault", vault, width=width, variables=QUIET)
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[0] == "“sam” could be 3 asks, and none of them fits:"
    assert [line.split(":")[0] for line in done.err.splitlines()[1:]] == ["  asks/a", "  asks/c", "  asks/b"]
    assert "  asks/a: “Portfolio” was sent on 2026-03-01 already: nudge it" in done.err


def test_the_name_of_a_file_beats_a_longer_one_that_begins_with_it(call: Call, make_vault: MakeVault) -> None:
    ask = ASK.format(title="", contact="Zoe", more="asked: 2026-03-01\n")
    root = make_vault({"asks/zoe-cv.md": ask, "asks/zoe-cv-again.md": ask})
    done = call("nudge", "zoe-cv", "--vault", str(root), width=100, variables=QUIET)
    assert (done.status, done.err) == (0, "")
    assert "  asks/zoe-cv.md  nudged: 2026-03-16\n" in done.out


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("tom", "Tom Okafor"),
        ("okafor", "Tom Okafor"),
        ("sam", "Sam Lee"),
        ("jorg", "Jörg Weber"),
        ("ana", "Ana Ruiz"),
        ("asks/tomorrow", "Tomorrow's train"),
        ("tomorrow", "Tomorrow's train"),
        ("custom", "First customers"),
        ("slid", "Slides"),
    ],
)
def test_show_prefers_a_person_or_a_goal_of_that_name(call: Call, vault: str, name: str, title: str) -> None:
    done = call("show", name, "--vault", vault)
    assert (done.status, done.out.splitlines()[0]) == (0, title)


def test_show_lets_the_person_pick(call: Call, make_vault: MakeVault) -> None:
    people = {f"people/{name}.md": f"---\ntype: person\ntitle: {name}\n---\n" for name in ("Ana Ruiz", "Ana Lima")}
    root = str(make_vault({**people, "asks/ana-x.md": "---\nask: Would you?\n---\n"}))
    picked = call("show", "ana", "--vault", root, width=80, variables=QUIET, answers=["1\n"])
    assert "Ana Lima" in picked.out.splitlines()[-1] or "people/Ana Lima.md" in picked.out
    refused = call("show", "ana", "--vault", root)
    assert (refused.status, refused.err.splitlines()[1:]) == (2, ["  people/Ana Lima", "  people/Ana Ruiz"])


def test_a_draft_is_of_the_ask_with_something_to_send(call: Call, vault: str) -> None:
    done = call("draft", "sam", "--vault", vault)
    assert done.status == 0
    assert "“sam” is taken for asks/a." in done.err


BRANDT: dict[str, str | bytes] = {
    "people/ida.md": "---\ntype: person\ntitle: Prof. Ida Brandt\naliases: [The boss]\n---\n",
    "goals/supervisor.md": "---\ntype: goal\ntitle: Find a supervisor\n---\n",
    "asks/a.md": "---\nask: Would you?\ncontact: Maria Lopez\ngoal: PhD\n---\n",
}
NEARLY = [
    (["new", "ask", "Would you?", "--contact", "Ida Brandt"], "Prof. Ida Brandt"),
    (["new", "ask", "Would you?", "--contact", "Brandt"], "Prof. Ida Brandt"),
    (["new", "ask", "Would you?", "--contact", "Brandt, Ida"], "Prof. Ida Brandt"),
    (["new", "ask", "Would you?", "--contact", "[[Ida Brandt]]"], "Prof. Ida Brandt"),
    (["new", "ask", "Would you?", "--via", "Mariya Lopes"], "Maria Lopez"),
    (["new", "ask", "Would you?", "--goal", "a supervisor"], "Find a supervisor"),
    (["new", "ask", "Would you?", "--waiting-on", "maria"], "Maria Lopez"),
    (["new", "meeting", "Tea", "--people", "Hana Sato, Dr Brandt"], "Prof. Ida Brandt"),
    (["new", "person", "Ida Brandt"], "Prof. Ida Brandt"),
    (["new", "goal", "Supervisor found"], "Find a supervisor"),
    (["new", "goal", "the supervisor"], "Find a supervisor"),
    (["set", "asks/a", "contact=Ida Brandt"], "Prof. Ida Brandt"),
    (["set", "asks/a", "via=Maria", "why=so"], "Maria Lopez"),
    (["new", "ask", "Would you?", "--contact", "Ida", "--contact", "Hana Sato"], None),
    (["new", "ask", "Would you?", "--contact", "The Boss", "--goal", "phd"], None),
    (["new", "ask", "Would you?", "--contact", "Hana Sato", "--goal", "Visa"], None),
    (["new", "ask", "Would you?", "--contact", "prof. ida brandt"], None),
    (["new", "ask", "Would you?", "--contact", "MARIA LOPEZ"], None),
    (["new", "person", "Maria Lopez"], None),
    (["set", "asks/a", "contact=[[ida]]"], None),
    (["set", "asks/a", "why=Ida Brandt"], None),
]


@pytest.mark.parametrize(("words", "near"), NEARLY)
def test_a_name_that_is_nearly_somebodys_is_kept_only_on_purpose(
    call: Call, make_vault: MakeVault, words: list[str], near: str | None
) -> None:
    root = make_vault(BRANDT)
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    done = call(*words, "--vault", str(root))
    if near is None:
        assert (done.status, done.err) == (0, "")
        return
    assert (done.status, done.out) == (2, "")
    assert f"“{near}” comes near" in done.err
    assert "--new-name" in done.err
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before
    assert call(*words, "--new-name", "--vault", str(root)).status == 0


def test_all_names_of_a_call_that_are_nearly_somebodys_are_told_at_once(call: Call, make_vault: MakeVault) -> None:
    root = make_vault(BRANDT)
    words = ["--contact", "Ida Brand", "--via", "Maria Lopes", "--goal", "Some new goal"]
    assert call("new", "ask", "Would you?", *words, "--vault", str(root)).err == (
        "No person is called “Ida Brand”, but “Prof. Ida Brandt” comes near. "
        "No person is called “Maria Lopes”, but “Maria Lopez” comes near: "
        "write those, or add --new-name where all 2 names are new.\n"
    )


def test_a_name_that_several_notes_answer_to_alike_is_not_written(call: Call, make_vault: MakeVault) -> None:
    person = "---\ntype: person\ntitle: Ana Ruiz\n---\n"
    root = make_vault({"a/ana.md": person, "b/ana2.md": person, "asks/a.md": "---\nask: Would you?\n---\n"})
    before = sorted(root.rglob("*.md"))
    for words in (
        ["new", "ask", "Would you?", "--contact", "ana ruiz"],
        ["new", "ask", "Would you?", "--contact", "Ana Ruiz", "--new-name"],
        ["set", "asks/a", "via=Ana Ruiz"],
    ):
        done = call(*words, "--vault", str(root))
        assert (done.status, done.out) == (2, "")
        assert done.err.splitlines()[1:] == ["  a/ana", "  b/ana2"]
    assert sorted(root.rglob("*.md")) == before
    assert call("set", "asks/a", "via=[[b/ana2]]", "--vault", str(root)).status == 0


OWED = "---\ncontact: {0}\nask: Could you {0}?\noutcome: yes\noutcome_date: 2026-03-08\n---\n"


@pytest.mark.parametrize(
    "words", [["thank", "a", "b", "c"], ["outcome", "b", "x"], ["draft", "b"], ["set", "b", "x=y"]]
)
@pytest.mark.parametrize(
    ("error", "cure"),
    [(errno.EIO, "try again, and see whether the disk is in order"), (errno.EACCES, "allow reading it")],
)
def test_a_note_that_cannot_be_read_is_named_with_the_reason(
    call: Call, make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch, words: list[str], error: int, cure: str
) -> None:
    root, read = make_vault({f"{name}.md": OWED.format(name) for name in "abc"}), note_file.read
    texts = {file: file.read_text() for file in root.rglob("*.md")}

    def fails(folder: Path, path: str, limit: int, size: int = -1) -> bytes:
        if path == "b.md":
            raise OSError(error, os.strerror(error))
        return read(folder, path, limit, size)

    monkeypatch.setattr(note_file, "read", fails)
    done = call(*words, "--vault", str(root))
    assert (done.status, done.out) == (4, "")
    assert done.err == f"b.md: The note cannot be read ({os.strerror(error)}): {cure}.\n"
    assert {file: file.read_text() for file in root.rglob("*.md")} == texts


def test_a_whole_name_is_never_taken_for_a_part_of_anothers(call: Call, make_vault: MakeVault) -> None:
    root = make_vault(
        {
            "b.md": "A note.\n",
            "mia.md": "---\ntype: person\n---\n",
            ".c.md.icloud": "",
            "asks/abc.md": OWED.format("[[mia]]"),
        }
    )
    for name, status, said in (
        ("b", 2, "b.md is no ask (note): name an ask"),
        ("c", 2, "c.md: iCloud keeps this note elsewhere"),
        ("mia", 2, "In a script write the whole name: asks/abc."),
        ("ab", 2, "In a script write the whole name: asks/abc."),
    ):
        done = call("thank", name, "--vault", str(root))
        assert (done.status, done.out) == (status, ""), name
        assert said in done.err


@pytest.mark.parametrize(
    ("words", "unfound"),
    [
        (["touch", "Kim Park"], "Kim Park has no note to write that into"),
        (["capture", "0123abcd"], "No line has the id 0123abcd"),
        (["set", "hidden", "why=x"], "No note is named “hidden”"),
        (["thank", "kims"], "No note is named “kims”"),
        (["draft", "--to", "Hidden One"], "Nobody is called “Hidden One”"),
    ],
    ids=lambda words: words[0] if isinstance(words, list) else "",
)
def test_what_is_not_found_may_be_in_what_cannot_be_read(
    call: Call, make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch, words: list[str], unfound: str
) -> None:
    root, read = make_vault({"a.md": OWED.format("Kim Park"), "k.md": "", "sub/p.md": ""}), note_file.read

    def fails(folder: Path, path: str, limit: int, size: int = -1) -> bytes:
        if path != "a.md":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return read(folder, path, limit, size)

    with monkeypatch.context() as patch:
        patch.setattr(note_file, "read", fails)
        done = call(*words, "--vault", str(root))
    assert (done.status, done.out) == (4, "")
    assert done.err == f"{unfound}, but it may be in what cannot be read: k.md, sub/p.md. “journal check” says why.\n"
    assert call(*words, "--vault", str(root), "--no-cache").status in (2, 3)


def test_a_note_that_cannot_be_read_is_named_though_others_take_it_for_a_person(
    call: Call, make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, read = (
        make_vault({"a.md": "", "b.md": OWED.format("'[[a]]'"), "c.md": OWED.format("'[[a]]'")}),
        note_file.read,
    )

    def fails(folder: Path, path: str, limit: int, size: int = -1) -> bytes:
        if path == "a.md":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return read(folder, path, limit, size)

    monkeypatch.setattr(note_file, "read", fails)
    done = call("thank", "a", "--vault", str(root))
    assert done.status == 4
    assert done.err.startswith("a.md: The note cannot be read")


def test_a_name_without_quotes_is_one_name(call: Call, make_vault: MakeVault) -> None:
    asks = {"asks/a.md": ("Portfolio", "Sam Lee"), "asks/b.md": ("Abstract", "Lee Chen"), "asks/c.md": ("Tea", "Kim")}
    root = make_vault({path: ASK.format(title=t, contact=c, more="") for path, (t, c) in asks.items()})
    done = call("send", "lee", "chen", "--vault", str(root), width=100)
    assert (done.status, done.err) == (0, "“lee chen” is taken for asks/b.\n")
    assert call("send", "portfolio", "kim", "--vault", str(root), width=100).out.startswith("Sent: 2 asks\n")


def test_a_path_may_leave_the_vault_and_come_back(call: Call, vault: str) -> None:
    given = f"../{Path(vault).name}/asks/a.md"
    assert "Portfolio" in call("show", given, "--vault", vault, cwd=Path(vault)).out


@pytest.mark.parametrize(
    "given", ["a.md", "./a.md", "../asks/a.md", "{root}/asks/a.md", "{link}/asks/a.md", "asks/a.md"]
)
@pytest.mark.parametrize(
    "words",
    [["nudge"], ["show"], ["set", "why=x"], ["check"], ["nudge", "asks/c"]],
    ids=" ".join,
)
def test_a_note_is_named_by_its_file_as_a_shell_completes_it(
    call: Call, vault: str, tmp_path: Path, given: str, words: list[str]
) -> None:
    (link := tmp_path / "link").symlink_to(vault)
    command, *more = words
    done = call(command, given.format(root=vault, link=link), *more, "--vault", vault, cwd=Path(vault, "asks"))
    assert (done.status, done.err) == (0, "")
    assert "Portfolio" in done.out or "asks/a.md" in done.out


def test_a_path_from_the_vaults_root_comes_before_one_from_here(call: Call, vault: str, tmp_path: Path) -> None:
    for name in ("b.md", "asks/asks/a.md"):
        Path(vault, name).parent.mkdir(exist_ok=True)
        Path(vault, name).write_text(ASK.format(title="Another", contact="Kim", more=""))
    here = Path(vault, "asks")
    assert "Portfolio" in call("show", "asks/a.md", "--vault", vault, cwd=here).out
    assert "Another" in call("show", "b.md", "--vault", vault, cwd=here).out
    (tmp_path / "outside.md").write_text("x")
    outside = call("show", str(tmp_path / "outside.md"), "--vault", vault)
    assert outside.status == 2
    assert "No note is named" in outside.err


def test_a_persons_file_names_them(call: Call, vault: str) -> None:
    here = Path(vault, "people")
    assert call("touch", "tom.md", "--vault", vault, cwd=here).status == 0
    assert "last_contact: 2026-03-16" in (here / "tom.md").read_text()


@pytest.mark.parametrize("command", ["show", "brief"])
@pytest.mark.parametrize(
    ("typed", "meant"), [("ana riuz", "Ana Ruiz"), ("tom okafr", "people/tom"), ("first custmers", "goals/customers")]
)
def test_a_contact_or_goal_of_a_name_nearly_so_is_offered(
    call: Call, vault: str, command: str, typed: str, meant: str
) -> None:
    done = call(command, typed, "--vault", vault)
    assert (done.status, done.err) == (2, f"No note is named “{typed}”. Did you mean {meant}?\n")


@pytest.mark.parametrize(
    "words",
    [
        ["review"],
        ["review", "--write"],
        ["draft", "--to", "Kim Park"],
        ["meet", "Kim Park"],
        ["met", "met"],
        ["triage"],
        [],
        ["due"],
        ["list"],
        ["contacts"],
        ["goals"],
        ["touch"],
        ["notes"],
        ["search", "could"],
        ["who", "Kim"],
        ["show", "Kim Park"],
        ["brief", "Kim Park"],
        ["capture"],
    ],
    ids=" ".join,
)
def test_what_could_not_be_read_is_told_where_several_notes_count(
    call: Call, make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    met = "---\ntype: meeting\ndate: 2026-03-12\npeople: [Kim Park]\n---\n- [x] thank: [[a]]\n- [x] thank: [[k]]\n"
    files = {"a.md": OWED.format("Kim Park"), "k.md": OWED.format("Kim Park"), "met.md": met}
    root, read = make_vault(files), note_file.read

    def fails(folder: Path, path: str, limit: int, size: int = -1) -> bytes:
        if path == "k.md":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return read(folder, path, limit, size)

    with monkeypatch.context() as patch:
        patch.setattr(note_file, "read", fails)
        done = call(*words, "--vault", str(root))
    said = "k.md cannot be read, so what it says does not count here: “journal check” says why.\n"
    assert done.status == 0
    assert done.err.endswith(said)
    assert ("k: its note cannot be read" in done.out) == (words == ["met", "met"])
    assert said not in call(*words, "--vault", str(root), "--no-cache").err


STEMS: dict[str, str | bytes] = {
    "asks/2026-03-01-mia.md": OWED.format("[[mia]]"),
    "people/mia.md": "---\ntype: person\ntitle: Mia Stone\n---\n",
    "meetings/2026-03-15-tea.md": "---\ntype: meeting\npeople: ['[[mia]]']\n---\n- [x] Bring the book\n",
    "asks/twice.md": OWED.format("Lea"),
    "old/twice.md": "# Another\n",
    "old/lea.md": "# A note\n",
    "asks/lea-1.md": OWED.format("Lea"),
}


@pytest.mark.parametrize(
    "words",
    [
        ["thank", "2026-03-01-mia"],
        ["thank", "2026-03-01-MIA.md"],
        ["set", "2026-03-01-mia", "why=a"],
        ["met", "2026-03-15-tea"],
        ["touch", "mia"],
        ["close", "2026-03-01-mia", "dropped"],
    ],
)
def test_the_name_of_one_file_is_a_whole_name_anywhere(call: Call, make_vault: MakeVault, words: list[str]) -> None:
    done = call(*words, "--vault", str(make_vault(STEMS)))
    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["thank", "twice"], "In a script write the whole name: asks/twice."),
        (["set", "twice", "why=a"], "could be any of these notes"),
        (["set", "2026-03-01", "why=a"], "In a script write the whole name: asks/2026-03-01-mia."),
        (["set", "01-mia", "why=a"], "In a script write the whole name: asks/2026-03-01-mia."),
        (["thank", "lea"], "“lea” could be any of these notes"),  # whose asks they are, whatever a file is called
    ],
)
def test_a_file_name_of_several_or_a_part_of_one_is_none(
    call: Call, make_vault: MakeVault, words: list[str], said: str
) -> None:
    root = make_vault(STEMS)
    texts = {file: file.read_text() for file in root.rglob("*.md")}
    done = call(*words, "--vault", str(root))
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert {file: file.read_text() for file in root.rglob("*.md")} == texts
