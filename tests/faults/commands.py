"""A vault that has something of everything, and the calls of the command line that are tried in it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from tests.faults.world import World, write

OWED = "---\ncontact: {0}\nask: Could you {0}?\noutcome: yes\noutcome_date: 2026-03-08\n---\nBody {0}\n"
NOTES = {f"{name}.md": OWED.format(name) for name in "abc"}
NOTES["d.md"] = "---\ncontact: Dora\nask: Could you?\nasked: 2026-03-01\n---\n"
NOTES |= {f"{name}.md": f"---\ncontact: {name}\nask: Could you: {name}?\n---\n" for name in "ef"}
NOTES |= {f"{name}.md": f"---\ntype: person\ntitle: {name} Poe\n---\n" for name in ("Ann", "Bo")}
NOTES |= {f"{name}.md": f"---\ncontact: Ann Poe\nask: Could you look {name}?\n---\n" for name in "gh"}
NOTES["i.md"] = "---\ncontact: Dora\nask: Who?\nasked: 2026-01-02\nnudged: [2026-01-12, 2026-01-26]\n---\n"
NOTES["j.md"] = (
    "---\ncontact: Ann Poe\ngoal: Evening degree\nask: Reference?\nasked: 2026-01-02\n"
    "outcome: yes\noutcome_date: 2026-01-05\nthanked: 2026-01-06\n---\n"
)
NOTES["k.md"] = (
    "---\ncontact: Bo Poe\nvia: Ann Poe\nask: Led?\nasked: 2026-02-02\n"
    "outcome: We meet in May.\noutcome_date: 2026-02-05\nthanked: 2026-02-06\n---\n"
)
NOTES["goal.md"] = "---\ntype: goal\ntitle: Evening degree\npieces: [fund, letter]\nachieved: 2026-03-10\n---\n"
NOTES["lines.md"] = "- 09:30 ask [[Ann]], Tom Okafor: could you read it?\n- ask Bo Poe: who pays?\n"
NOTES["met.md"] = (
    "---\ntype: meeting\ndate: 2026-03-15\npeople: ['[[Ann]]', a]\n---\n- [x] thank: [[a]]\n- [X] ask: [[g]]\n"
)
NOTES["sub/dürf ö.md"] = "---\r\ncontact: Zoë Älm\r\nask: Fenced?\r\nasked: 2026-03-02\r\n---\r\nBody\r\n"
NOTES["clash.md"] = (
    "---\ncontact: Kim\n<<<<<<< ours\nask: One?\n=======\nask: Two?\n>>>>>>> theirs\nasked: 2026-03-01\n---\nBody\n"
)
COPY = "shared.sync-conflict-20260301-120000-ABCDEFG"
NOTES["shared.md"] = "---\ncontact: Lu\nask: Shared?\nasked: 2026-03-01\n---\nours\n"
NOTES[f"{COPY}.md"] = "---\ncontact: Lu\nask: Shared?\nasked: 2026-03-01\nwhy: more\n---\nours\n"
AROUND = {
    "vault/journal.toml": "",
    "vault2/n.md": "---\nask: x\ncontact: y\n---\n",
    "XDG_CONFIG_HOME/journal/config.toml": "[network]\nfiles = ['export.csv']\n",
    "XDG_CONFIG_HOME/journal/export.csv": "First Name,Last Name,Company\nIda,Stone,Acme\n",
}


SECOND, THEIRS = "second", b"theirs"


def second_name(world: World) -> None:
    """A note gets a second name outside the vault, so that it is written in place."""
    os.link(world.vault / "c.md", world.folder / SECOND)


def theirs(world: World) -> None:
    """Another program writes a note that undo is to write."""
    (world.vault / "b.md").write_bytes(THEIRS)


def git(world: World) -> None:
    """The vault is under git, and to be synced: no note is left undecided."""
    (world.vault / "clash.md").unlink()
    write(world.vault, {"journal.toml": "[sync]\ngit = true\n"})
    run_git(world.vault, "init", "-q", "-b", "main")
    for name in ("name", "email"):
        run_git(world.vault, "config", f"user.{name}", "you")


def remote(world: World) -> None:
    """It has a remote, and both have changed one note and have a new one."""
    run_git(world.folder, "clone", "-q", "--bare", "vault", "remote/.git")
    run_git(world.vault, "remote", "add", "origin", "../remote")
    run_git(world.folder, "clone", "-q", "remote", "other")
    for folder, line in ((world.folder / "other", "thanked: 2026-03-12"), (world.vault, "source: talk")):
        note = (folder / "a.md").read_text()
        write(folder, {"a.md": note.replace("---\n", f"---\n{line}\n", 1), f"{folder.name}.md": "new\n"})
    run_git(world.folder / "other", "add", ".")
    run_git(world.folder / "other", "-c", "user.name=They", "-c", "user.email=they", "commit", "-q", "-m", "theirs")
    run_git(world.folder / "other", "push", "-q")


def lossy(world: World) -> None:
    """Another program has merged, and dropped what one side had changed."""
    note = (world.vault / "a.md").read_text()
    run_git(world.vault, "branch", "side")
    for branch, line in (("side", "thanked: 2026-03-12"), ("main", "source: talk")):
        run_git(world.vault, "checkout", "-q", branch)
        write(world.vault, {"a.md": note.replace("---\n", f"---\n{line}\n", 1)})
        run_git(world.vault, "commit", "-qam", line)
    run_git(world.vault, "merge", "-q", "-s", "ours", "-m", "merged", "side")


def sides(world: World) -> None:
    """Another two texts of a note: the one that both come from, and theirs."""
    note = NOTES["d.md"]
    write(world.folder, {"base": note, "theirs": note.replace("---\n", "---\nwhy: more\n", 1)})
    write(world.vault, {"d.md": f"{note}Body\n"})


def run_git(folder: Path, *words: str) -> str:
    """What git prints. Raises CalledProcessError."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(
        ["git", *words], cwd=folder, env=environment, capture_output=True, text=True, check=True
    ).stdout


Before: TypeAlias = str | Callable[[World], None]


class Call(NamedTuple):
    """A call of the command line. before: what is called, or done, first. typed: what the person types."""

    words: str
    before: tuple[Before, ...] = ()
    typed: str = ""

    def __str__(self) -> str:
        names = (each if isinstance(each, str) else each.__name__ for each in self.before)
        return ", ".join([self.words, *names])


NEW = "new note 'A fine day'"
THANK = "thank a b c"
SET = "set c why=x"
FIX = "check --fix"
DAY = "today met Ann"
CAPTURE = "capture b8965b5b fa2b4587"
"""Two asks, and arrows in the note of their lines."""
MET = "met met"
REVIEW = "review --write"
STEPS = (
    Call("outcome d 'a yes'"),
    Call("send g h"),
    Call("nudge d --on 2026-03-12"),
    Call("answer d 'sub/dürf ö.md'"),
    Call("promise d fri"),
    Call(THANK),
    Call("thank k --via"),
    Call("report j"),
    Call("park g h"),
    Call("close d declined no time"),
    Call("close i released"),
    Call("snooze d +5d"),
    Call("set d priority=high needed_by=+2w contact='Ann Poe'"),
    Call("unset d asked"),
    Call(NEW),
    Call("new ask 'Could you tell me who pays?' --contact 'Ann Poe' --goal 'Evening degree' --piece fund"),
    Call("new ask 'Could you?' --contact 'Fern Oak' --title x"),
    Call("new person 'Fern Oak'"),
    Call("new goal 'A shed'"),
    Call("new meeting 'A pint' --date fri --people 'Ann Poe'"),
    Call("undo", (THANK,)),
    Call("undo --others", (THANK, theirs)),
    Call("undo", (NEW,)),
    Call("redo", (THANK, "undo")),
    Call("redo", (NEW, "undo")),
    Call(SET, (second_name,)),
    Call("undo", (second_name, SET)),
    Call(FIX),
    Call("undo", (FIX,)),
    Call(DAY),
    Call("today and more", (DAY,)),
    Call("undo", (DAY,)),
    Call("today"),
    Call(CAPTURE),
    Call("undo", (CAPTURE,)),
    Call("redo", (CAPTURE, "undo")),
    Call("capture --no fa2b4587 b8965b5b"),
    Call("meet 'Ann Poe' 'Bo Poe' --on 2026-03-17"),
    Call("meet 'Ann Poe' --on 2026-03-15 --duration 30m"),
    Call(MET),
    Call("undo", (MET,)),
    Call("redo", (MET, "undo")),
    Call("draft d --sent"),
    Call("draft --to Dora --sent"),
    Call("draft k --via --sent"),
    Call("draft --templates"),
    Call(REVIEW),
    Call(REVIEW, (REVIEW, "answer d")),
    Call("touch 'Ann Poe' 'Bo Poe'"),
    Call("who --promote 504822dc"),
    Call("triage", typed="x\nreleased\n\n\nq\n"),
    Call("resolve clash ask=theirs"),
    Call("resolve clash --auto"),
    Call(f"resolve {COPY}.md"),
    Call("resolve --all"),
)
"""What undo takes back, and what it does itself."""
REPEATED = (
    Call("init ../vault2"),
    Call("init ../vault3/sub"),
    Call("doctor --fix", (git,)),
    Call("sync", (git, "doctor --fix")),
    Call("sync", (git, "doctor --fix", "sync", remote)),
)
"""What is called again where it failed."""
DRIVER = Call("merge-driver ../base d.md ../theirs 7 d.md", (sides,))
_READING = (
    "due", "due --no-cache", "list", "contacts", "goals", "touch", "notes", "search could", "who pays", "show d",
    "show 'Ann Poe'", "brief 'Ann Poe'", "capture", "draft d", "check", "review", "resolve clash",
    "thank a b --dry-run",
)  # fmt: skip
SYNCED: tuple[Before, ...] = (git, "doctor --fix", "sync")
READING = [
    *map(Call, _READING),
    Call("demo"),
    Call("edit d"),
    Call("show a", SYNCED),
    Call("sync --dry-run", (*SYNCED, remote)),
]
REPORT = Call("doctor --merges", (*SYNCED, lossy))
NAMES_OF = [Call("completion names ask '' d"), Call("completion names goal '' ''")]
"""What a shell calls while somebody types."""
