"""``journal sync`` over three machines, and with a git that cannot merge without a work tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clones import NOTE, Clone, changed, cloned
from tests.scripts import OLD_GIT, before_git

pytestmark = pytest.mark.needs("git")

KEYS = {"version", "committed", "notes", "pulled", "pushed", "left", "winners", "conflicts", "plan"}
"""What ``--json`` always has; others may be added."""


@pytest.fixture
def three(two: tuple[Clone, Clone], tmp_path: Path) -> tuple[Clone, Clone, Clone]:
    return *two, cloned(tmp_path, "phone")


@pytest.fixture
def old_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A git that knows no ``merge-tree --write-tree``."""
    monkeypatch.setenv("PATH", before_git(tmp_path, OLD_GIT))


@pytest.fixture(params=["git", "git before 2.38"])
def merging(request: pytest.FixtureRequest) -> None:
    """The git that is here, and an old one."""
    if request.param != "git":
        request.getfixturevalue("old_git")


def until_alike(clones: tuple[Clone, ...]) -> None:
    for each in (*clones, *clones[:-1]):  # once the last has all, the others want what came after them
        each.sync()
    assert all(each.files() == clones[0].files() for each in clones)
    assert len({each.git("rev-parse", "HEAD") for each in clones}) == 1


@pytest.mark.usefixtures("old_git")
def test_three_machines_that_change_different_things_end_alike(three: tuple[Clone, Clone, Clone]) -> None:
    laptop, desk, phone = three
    laptop.write(changed("outcome:\noutcome_date:\n", "outcome: She did\noutcome_date: 2026-03-04\n"))
    desk.write(changed("thanked:\n", "thanked: 2026-03-05\n"))
    phone.write(changed("tags: [warm, work]\n", "tags: [warm, work, map]\nwhy: She knows them\n"))
    phone.write("# New\n", "notes/new.md")
    until_alike(three)
    fields = laptop.fields()
    assert (fields["outcome"], str(fields["thanked"]), fields["why"]) == ("She did", "2026-03-05", "She knows them")
    assert fields["tags"] == ("warm", "work", "map")


@pytest.mark.usefixtures("merging")
def test_a_conflict_of_three_is_decided_once_and_reaches_all(three: tuple[Clone, Clone, Clone]) -> None:
    laptop, desk, phone = three
    laptop.write(changed("outcome:\n", "outcome: Yes\n"))
    desk.write(changed("outcome:\n", "outcome: No\n", changed("Hello Maria.", "Dear Maria,")))
    phone.write(changed("thanked:\n", "thanked: 2026-03-05\n"))
    first = laptop.sync("--json").document
    assert first.keys() >= KEYS
    assert (first["committed"], first["notes"], first["pulled"], first["pushed"], first["plan"]) == (
        laptop.git("rev-parse", "HEAD"),
        [NOTE],
        0,
        1,
        False,
    )
    left = desk.sync("--json", ends=1).document
    assert left.keys() >= KEYS
    assert left["conflicts"] == [{"path": NOTE, "kind": "content", "keys": ["outcome"], "body": False}]
    assert (left["pulled"], left["pushed"]) == (1, 0)
    again = desk.sync("--json", ends=1).document
    assert (again["conflicts"], again["committed"]) == (left["conflicts"], None)
    plan = desk.sync("--dry-run", "--json", ends=1).document
    assert (plan["plan"], plan["conflicts"]) == (True, left["conflicts"])
    phone.sync()
    assert desk.call("resolve", NOTE, "outcome=theirs").status == 0
    until_alike(three)
    fields = phone.fields()
    assert (fields["outcome"], str(fields["thanked"])) == ("Yes", "2026-03-05")
    assert "Dear Maria," in phone.text()


def test_a_plan_writes_nothing_but_what_is_known_of_the_remote(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    laptop.write(changed("outcome:\n", "outcome: Yes\n"))
    laptop.sync()
    desk.write(changed("thanked:\n", "thanked: 2026-03-05\n"))
    desk.write("other\n", "other.txt")

    def repository() -> dict[str, bytes]:
        git = desk.root / ".git"
        known = ("refs/remotes", "logs/refs/remotes", "objects", "FETCH_HEAD")
        files = (file for file in git.rglob("*") if file.is_file())
        named = {str(file.relative_to(git)): file for file in files}
        return {name: file.read_bytes() for name, file in named.items() if not name.startswith(known)}

    before = (repository(), desk.files())
    plan = desk.sync("--dry-run", "--json").document
    assert plan.keys() >= KEYS
    assert (plan["plan"], plan["committed"], plan["notes"], plan["left"]) == (True, None, [NOTE], ["other.txt"])
    assert (plan["pulled"], plan["pushed"], plan["conflicts"], plan["winners"]) == (1, 1, [], [])
    assert (repository(), desk.files()) == before
