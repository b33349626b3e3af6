"""Each check of .ci/repository.py finds what it is there for, and nothing in a tree that is well."""

from __future__ import annotations

import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKS = Path(__file__).parents[2] / ".ci" / "repository.py"

SOUND: dict[str, str | bytes] = {
    ".gitignore": ".venv/\n",
    ".venv/lib/x.py": "/home/" + "ann/\n",
    "CHANGELOG.md": "# Changes\n\n## 1.2.0\n",
    "README.md": "[docs](docs/README.md#top), [web](https://example.org/x), [here](#here)\n\n`[code](gone.md)`\n",
    "constraints.txt": "# made so\nrich==14.0.0\nPyYAML==6.0.1\n",
    "docs/README.md": "[up](../README.md) and /home/you/notes\n",
    "docs/picture.png": b"\x89PNG\xff",
    "journal/long.py": "x = 1\n" * 300,
    "journal/vault/disk/store.py": "open(1)\n",
    "journal/vault/vault.py": "Vault.open(1)\n",
    "pyproject.toml": '[project]\nversion = "1.2.0"\ndependencies = ["rich>=13"]\n'
    '[project.optional-dependencies]\ndev = ["pyyaml"]\n',
    "vault-example/note.md": "[an unwritten note](later.md)\n",
}

BROKEN = {
    "a long module": ("journal/long.py", "x = 1\n" * 301, "journal/long.py: 301 lines"),
    "a long style sheet": ("tui/app.tcss", "a {}\n" * 301, "tui/app.tcss: 301 lines"),
    "a file that is opened": ("journal/x.py", "\nopen(1)\n", "journal/x.py:2: opens a file"),
    "a file that the system opens": ("journal/x.py", "import os\nos.open(1)\n", "journal/x.py:2: opens a file"),
    "a file that is read": ("journal/a/x.py", "folder.joinpath(1).read_text()\n", "journal/a/x.py:1: opens a file"),
    "a reason that is none": ("journal/smallfile.py", "x = 1\n", "journal/smallfile.py: opens no file any more"),
    "the public registry": ("x.md", "see https://py" + "pi.org/p/x", "x.md:1: names a package registry"),
    "a mirror": ("x.md", "\nhttps://mirror.example/root/sim" + "ple/", "x.md:2: names a package registry"),
    "an option for pip": ("x.md", "--extra-index" + "-url https://m.example", "x.md:1: names a package registry"),
    "a home": ("x.md", "in /home/" + "ann/src", "x.md:1: a path of somebody's machine"),
    "a Mac's home": ("x.py", "'/Users/" + "ann/src'", "x.py:1: a path of somebody's machine"),
    "root's home": ("x.py", "cd /root" + "/src", "x.py:1: a path of somebody's machine"),
    "the folder of the tree": ("x.py", "ROOT", "x.py:1: a path of somebody's machine"),
    "a dead link": ("docs/a.md", "[gone](gone.md)", "docs/a.md: links to gone.md"),
    "a dead picture": ("README.md", "![gone](gone.svg)", "README.md: links to gone.svg"),
    "a dead reference": ("README.md", "[gone][g]\n\n[g]: <docs/no file.md>", "README.md: links to docs/no%20file.md"),
    "no changelog for it": ("CHANGELOG.md", "## 1.2.0.1\n", "CHANGELOG.md: has no heading for 1.2.0"),
    "a version nobody told": ("CHANGELOG.md", "## 1.2.00\n", "CHANGELOG.md: has no heading for 1.2.0"),
    "an address in constraints": ("constraints.txt", "rich @ file:x\n", "constraints.txt:1: is not name==version"),
    "a package without version": ("constraints.txt", "rich==14.0.0\n", "constraints.txt: has no version of pyyaml"),
}


def write(root: Path, files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.replace("ROOT", str(root)).encode() if isinstance(text, str) else text)


@pytest.fixture(scope="module")
def check() -> Callable[[Path], int]:
    """The checks in this process: to start another takes longer than they do."""
    main: Callable[[Path], int] = runpy.run_path(str(CHECKS))["main"]
    return main


def test_a_sound_tree_passes(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    done = subprocess.run([sys.executable, CHECKS, tmp_path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_broken_one_does_not(tmp_path: Path) -> None:
    write(tmp_path, {**SOUND, "journal/x.py": "open(1)\n"})
    done = subprocess.run([sys.executable, CHECKS, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], check: Callable[[Path], int], case: str
) -> None:
    path, text, sentence = BROKEN[case]
    write(tmp_path, {**SOUND, path: text})
    assert check(tmp_path) == 1
    assert capsys.readouterr().out.startswith(sentence)
