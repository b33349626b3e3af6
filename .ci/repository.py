"""What the repository promises about itself: ``python .ci/repository.py [ROOT]`` prints what is broken."""

from __future__ import annotations

import ast
import os
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from pathspec import GitIgnoreSpec

Texts: TypeAlias = Mapping[str, str]
"""The text files of a tree, by their paths from its root."""

MOST_LINES = 300

# Written so that this file does not name what it looks for.
REGISTRY = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs)\.(?:org|com)\b"
    r"|\bindex[-_]url\b|\bfind[-_]links\b"
    r"|https?://[^\s)>\"']+/simple\b"
)
SOMEBODYS_HOME = re.compile(r"(?<![\w.-])(?:/(?:home|Users)/(?!you/)[\w.-]+|/root)/")
PINNED = re.compile(r"([A-Za-z0-9][\w.-]*)==[\w.!+]+")
REQUIRED = re.compile(r"[A-Za-z0-9][\w.-]*")
OPENS = frozenset({"read_bytes", "read_text", "write_bytes", "write_text", "fdopen", "mkstemp", "NamedTemporaryFile"})
MAY_OPEN_FILES = {
    "journal/vault/disk/": "notes, and what lies beside them",
    "journal/vault/index/workers.py": "pipes to copies of the process",
    "journal/vault/watch/mounts.py": "what the system says of its disks",
    "journal/vault/write/undo_texts.py": "the undo log's texts",
    "journal/vault/write/unfinished.py": "the end of the undo log",
    "journal/exchange/": "exports of the person's network, outside the vault",
    "journal/smallfile.py": "settings and templates",
    "journal/sync/": "what git keeps, and its work tree",
    "journal/cli/demo.py": "the example that comes with the program",
    "journal/cli/doctor.py": "how many folders the system lets one watch",
    "journal/cli/init.py": "templates that come with the program",
    "journal/cli/main.py": "nowhere, for output that nobody reads",
    "journal/cli/merge_driver.py": "the three files that git gives",
    "journal/cli/which_vault.py": "which vault was used last",
}
"""Which files of the library may open files, and what; all others ask these."""


def texts(root: Path) -> dict[str, str]:
    """Every file that is UTF-8 and that .gitignore does not name; git itself is not asked, as a copy may have none."""
    ignored = GitIgnoreSpec.from_lines([".git", *(root / ".gitignore").read_text(encoding="utf-8").splitlines()])
    found = {}
    for at, folders, names in os.walk(root):
        folder = Path(at).relative_to(root)
        folders[:] = [name for name in folders if not ignored.match_file((folder / name).as_posix() + "/")]
        for path in (folder / name for name in names):
            if not ignored.match_file(path.as_posix()) and (root / path).is_file():
                try:
                    found[path.as_posix()] = (root / path).read_text(encoding="utf-8")
                except UnicodeDecodeError:
                    continue
    return dict(sorted(found.items()))


def long_files(texts: Texts) -> Iterator[str]:
    for path, text in texts.items():
        lines = len(text.splitlines())
        if path.startswith(("journal/", "tui/")) and lines > MOST_LINES:
            yield f"{path}: {lines} lines; over {MOST_LINES}, a file wants a wall"


def opened_files(texts: Texts) -> Iterator[str]:
    """Only the room that holds the disk opens files, and who has a reason."""
    used = set()
    for path, text in texts.items():
        if not (path.startswith("journal/") and path.endswith(".py")):
            continue
        listed = next((may for may in MAY_OPEN_FILES if path.startswith(may)), None)
        for call in ast.walk(ast.parse(text)):
            if isinstance(call, ast.Call) and _opens(call.func):
                if listed is None:
                    yield f"{path}:{call.lineno}: opens a file; journal/vault/disk does that"
                else:
                    used.add(listed)
    for may in MAY_OPEN_FILES:
        if may not in used and any(path.startswith(may) for path in texts):
            yield f"{may}: opens no file any more; take it off the list of those that may"


def registries(texts: Texts) -> Iterator[str]:
    for place, line in _lines(texts):
        if match := REGISTRY.search(line):
            yield f"{place}: names a package registry ({match[0]})"


def machine_paths(texts: Texts, root: Path) -> Iterator[str]:
    """Homes, but for the ``/home/you`` of examples, and the folder this very tree is in."""
    here = re.compile(rf"(?<![\w.-]){re.escape(str(root))}(?![\w.-])")
    for place, line in _lines(texts):
        if match := SOMEBODYS_HOME.search(line) or here.search(line):
            yield f"{place}: a path of somebody's machine ({match[0]})"


def dead_links(texts: Texts, root: Path) -> Iterator[str]:
    """Links between the documents; the notes of the example vault are no documents."""
    for path, text in texts.items():
        if not path.endswith(".md") or ("/" in path and not path.startswith("docs/")):
            continue
        for target in _link_targets(text):
            url = urlsplit(target)
            if not url.scheme and url.path and not (root / path).parent.joinpath(unquote(url.path)).exists():
                yield f"{path}: links to {target}, which does not exist"


def version_in_changelog(texts: Texts) -> Iterator[str]:
    version = _project(texts)["version"]
    if not re.search(rf"^## {re.escape(version)}(?![\w.])", texts.get("CHANGELOG.md", ""), re.MULTILINE):
        yield f"CHANGELOG.md: has no heading for {version}, the version in pyproject.toml"


def unpinned(texts: Texts) -> Iterator[str]:
    """constraints.txt has one exact version each, and one for everything that pyproject.toml asks for."""
    pinned = set()
    for number, line in enumerate(texts["constraints.txt"].splitlines(), 1):
        if match := PINNED.fullmatch(line):
            pinned.add(_same(match[1]))
        elif not line.startswith("#"):
            yield f"constraints.txt:{number}: is not name==version"
    project = _project(texts)
    for wanted in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        match = REQUIRED.match(wanted)
        assert match is not None, wanted
        if _same(match[0]) not in pinned:
            yield f"constraints.txt: has no version of {match[0]}"


def complaints(root: Path) -> Iterator[str]:
    found = texts(root)
    yield from long_files(found)
    yield from opened_files(found)
    yield from registries(found)
    yield from machine_paths(found, root)
    yield from dead_links(found, root)
    yield from version_in_changelog(found)
    yield from unpinned(found)


def _lines(texts: Texts) -> Iterator[tuple[str, str]]:
    for path, text in texts.items():
        yield from ((f"{path}:{number}", line) for number, line in enumerate(text.splitlines(), 1))


def _opens(function: ast.expr) -> bool:
    """Whether a call of it opens a file; a class has an ``open`` of its own kind."""
    if isinstance(function, ast.Attribute):
        of = function.value
        is_class = isinstance(of, ast.Name) and of.id[0].isupper()
        return function.attr in OPENS or (function.attr == "open" and not is_class)
    return isinstance(function, ast.Name) and function.id in {"open", *OPENS}


def _link_targets(text: str) -> Iterator[str]:
    for block in MarkdownIt().parse(text):
        for token in block.children or ():
            target = token.attrs.get("href") or token.attrs.get("src")
            if isinstance(target, str):
                yield target


def _project(texts: Texts) -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads(texts["pyproject.toml"])["project"]
    return project


def _same(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main(root: Path) -> int:
    found = list(complaints(root.resolve()))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
