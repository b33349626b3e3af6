"""Tab pressed in bash, zsh and fish: commands, options, words and names, and how long a shell waits for them."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.test_tui import PROJECT, Terminal
from tests.scripts import script
from tests.tui.stage import write

ODD = 'Odd $(touch oh) `touch oh` "q" it\'s; \\ x'
"""A title that a shell would run, were it inserted as it is."""
NOTES = {
    "journal.toml": "",
    "people/ida.md": "---\ntype: person\ntitle: Ida Berg\naliases: [Idchen]\n---\n",
    "people/joerg.md": "---\ntype: person\ntitle: Jörg O'Hara\n---\n",
    "asks/2026-11-02-slides.md": f"---\ncontact: '[[ida]]'\nask: See them?\n---\n# {ODD}\n",
    "goals/visa.md": "---\ntype: goal\ntitle: Idle visa\n---\n",
}
OTHER = {"journal.toml": "", "zoe.md": "---\ntype: person\ntitle: Zoë Fox\n---\n"}
RC = {
    "bash": "PS1='> '\n{path}\nsource <(journal completion bash)\n",
    "zsh": "PS1='> '\n{path}\nsource <(journal completion zsh)\n",
    "fish": "function fish_prompt; echo '> '; end\n{path}\njournal completion fish | source\n",
}
CALLS = {
    "bash": ["bash", "--noprofile", "--rcfile", "rc", "-i"],
    "zsh": ["env", "ZDOTDIR=.", "zsh", "-i"],
    "fish": ["fish", "--no-config", "-C", "source rc"],
}


class Shell(Terminal):
    """A shell that has read its completion, in a folder with two vaults, and whose prompt is there."""

    def __init__(self, home: Path, shell: str) -> None:
        script(home / "bin" / "journal", f'exec {sys.executable} -m journal "$@"')
        path = f"set -x PATH {home}/bin $PATH" if shell == "fish" else f"PATH={home}/bin:$PATH"
        (home / (".zshrc" if shell == "zsh" else "rc")).write_text(RC[shell].format(path=path) + "echo ready\n")
        super().__init__(home, write(home / "network", NOTES), ["env", "-C", str(home), *CALLS[shell]])
        for vault in (self.root, write(home / "other", OTHER)):
            done = self.run("due", "--vault", str(vault))
            assert done.returncode == 0, done.stderr
        self.open(120, 40)
        self.sees("ready\n>")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        call = [sys.executable, "-m", "journal", *words]
        return subprocess.run(
            call, env=self._environment, cwd=self.root, capture_output=True, text=True, check=False, encoding="utf-8"
        )

    def typed(self, text: str, *keys: str) -> None:
        """Have a text typed on an empty line, and keys pressed after it."""
        self.tmux("send-keys", "C-u", "C-l", ";", "send-keys", "-l", "--", text, ";", "send-keys", *keys)


@pytest.fixture
def shell(home: Path, request: pytest.FixtureRequest) -> Iterator[Shell]:
    shell = Shell(home, request.param)
    yield shell
    shell.close()


EVERY = [
    pytest.param("bash", marks=pytest.mark.needs("tmux"), id="bash"),
    *(pytest.param(name, marks=pytest.mark.needs("tmux", name), id=name) for name in ("zsh", "fish")),
]
PRESSED = [
    ("journal tou", "> journal touch"),
    ("journal send --dr", "> journal send --dry-run"),
    ("journal send --on yest", "> journal send --on yesterday"),
    ("journal send --on=yest", "> journal send --on=yesterday"),
    ("journal close x relea", "> journal close x released"),
    ("journal new pers", "> journal new person"),
    ("journal help dra", "> journal help draft"),
    ("journal completion fi", "> journal completion fish"),
    ("journal --vault oth", "> journal --vault other/"),
    ("journal --vault network touch Id", r"> journal --vault network touch Ida\ Berg"),
    ("journal touch --vault=network id", r"> journal touch --vault=network Ida\ Berg"),
    ('journal --vault network touch "Ida', '> journal --vault network touch "Ida Berg"'),
    (r"journal --vault network show Ida\ B", r"> journal --vault network show Ida\ Berg"),
    ("journal --vault network show PEOPLE/j", "> journal --vault network show people/joerg"),
    ("journal --vault network thank 2026", "> journal --vault network thank 2026-11-02-slides"),
    ("journal --vault network new ask x --contact Id", r"> journal --vault network new ask x --contact Ida\ Berg"),
    ("journal --vault network new ask x --goal=Idle", r"> journal --vault network new ask x --goal=Idle\ visa"),
    ("journal --vault other touch zo", r"> journal --vault other touch Zoë\ Fox"),
]  # fmt: skip


def is_clear(screen: str) -> bool:
    """Whether nothing stands on the screen but the prompt."""
    return screen.strip() == ">"


@pytest.mark.parametrize("shell", EVERY, indirect=True)
def test_tab_completes(shell: Shell) -> None:
    for typed, expected in PRESSED:
        shell.typed(typed, "Tab")
        shell.sees(expected)
    for typed, shown in [("jö", "Jörg O'Hara"), *((f"{quote}odd", ODD) for quote in ("", '"', "'"))]:
        shell.typed(f"journal --vault network show {typed}", "Tab", "Enter")
        shell.sees(f"\n{shown}")
        shell.press("C-l")
        shell.until(is_clear)
    assert not list(shell.root.parent.rglob("oh"))


NAMES = [
    (["note", "network", "id"], ["Ida Berg", "Idle visa"]),
    (["person", "network", "id"], ["Ida Berg"]),
    (["person", "network", "idc"], ["idchen"]),
    (["ask", "network", "id"], ["Ida Berg"]),
    (["meeting", "network", ""], []),
    (["person", "network", ""], ["Ida Berg", "Jörg O'Hara"]),
    (["note", "network", ""], ["asks/2026-11-02-slides", "goals/visa", "people/ida", "people/joerg"]),
    (["note", "network", "PEOPLE/"], ["people/ida", "people/joerg"]),
    (["note", "network", "JO\u0308RG"], ["Jörg O'Hara"]),
    (["note", "nowhere", "id"], []),
    (["nothing", "network", "id"], []),
    (["note", "", "id"], ["Ida Berg", "Idle visa"]),
]


def test_the_names_that_a_shell_is_given(home: Path) -> None:
    root = write(home / "network", NOTES)
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT)}

    def called(*words: str) -> str:
        call = [sys.executable, "-m", "tui", *words]
        done = subprocess.run(call, cwd=home, env=environment, capture_output=True, check=True)
        assert done.stderr == b""
        return done.stdout.decode()

    called("due", "--vault", str(root))
    before = {path: path.read_bytes() for path in home.rglob("*.db")}
    assert before
    for words, expected in NAMES:
        assert called("completion", "names", *words).splitlines() == expected, words
    assert {path: path.read_bytes() for path in home.rglob("*.db")} == before
    for path in (home / ".cache").rglob("*.db*"):
        path.write_bytes(b"no cache at all")
    assert called("completion", "names", "note", "network", "id") == ""


def test_a_shell_waits_at_most_three_times_as_long_as_for_an_interpreter(home: Path) -> None:
    """By the time of the processor, in turns, since others work beside it."""
    root = write(home / "network", NOTES)
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT)}

    def cost(*words: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *words], env=environment, cwd=home, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    cost("-m", "tui", "due", "--vault", str(root))
    names = ["-m", "tui", "completion", "names", "note", str(root), "id"]
    pairs = [(cost("-c", "pass"), cost(*names)) for _ in range(8)]
    assert min(ours for _, ours in pairs) <= 3 * min(bare for bare, _ in pairs)
