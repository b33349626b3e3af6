"""``exclude`` means what git means by it, and no pattern takes long."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from journal.errors import BadSettings
from journal.patterns import MOST_PATTERNS, path_excluder
from journal.vault.disk.walk import Walk
from tests.quick import at_once
from tests.vaults import MakeVault

PARTS = ["a", "b", "ab", "a*", "*", "?", "**", "[ab]", "[!a]", "[a-b]b", "*b", "a**b", "\\a", "*a*", "a.md", "*.md"]
NAMES = ["a", "b", "ab", "aab", "c"]


def walked(root: Path, patterns: list[str]) -> set[str]:
    return {listing.path(name) for listing in Walk(root, tuple(patterns)).everything() for name in listing.notes}


@pytest.mark.needs("git")
def test_what_git_ignores_is_excluded(make_vault: MakeVault) -> None:
    random.seed(16)
    root = make_vault({f"{one}/{two}/{three}.md": "" for one in NAMES for two in NAMES for three in NAMES})
    make_vault({f"{one}/{two}.md": "" for one in NAMES for two in NAMES})
    make_vault({f"{one}.md": "" for one in NAMES})
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for _ in range(150):
        patterns = []
        for _ in range(random.randint(1, 3)):
            text = "/".join(random.choices(PARTS, k=random.randint(1, 3)))
            patterns.append(random.choice(["", "!", "/"]) + text + random.choice(["", "", "/"]))
        (root / ".git/info/exclude").write_text("\n".join(patterns) + "\n")
        listed = ["git", "-C", str(root), "ls-files", "--others", "--exclude-standard", "-z"]
        done = subprocess.run(listed, check=True, capture_output=True, text=True)
        assert walked(root, patterns) == set(filter(None, done.stdout.split("\0"))), patterns


@pytest.mark.parametrize(
    ("patterns", "path", "is_out"),
    [
        (["old/"], "old/", True),
        (["old/"], "old", False),
        (["old"], "x/old/", True),
        (["/old"], "x/old", False),
        (["x/old"], "y/x/old", False),
        (["**/x/old"], "y/x/old", True),
        (["x/**"], "x/y/z.md", True),
        (["x/**"], "x/", False),
        (["x/**/z.md"], "x/z.md", True),
        (["x/**/z.md"], "x/a/b/z.md", True),
        (["*.md", "!b.md"], "b.md", False),
        (["!b.md", "*.md"], "b.md", True),
        (["# comment", "", "   "], "# comment", False),
        (["\\#x.md"], "#x.md", True),
        (["\\!x.md"], "!x.md", True),
        (["a\\ "], "a ", True),
        (["a  "], "a", True),
        (["[]a].md"], "].md", True),
        (["[^a].md"], "a.md", False),
        (["[[:digit:]]*.md"], "7 days.md", True),
        (["a?c"], "a/c", False),
        (["a+(b).md"], "a+(b).md", True),
        (["é*.md"], "école.md", True),
        (["a*b*c"], "a-b-b-c", True),
        (["a*b*c"], "a-c-b", False),
        (["*ab*ab"], "abab", True),
        (["*ab*ab"], "aab", False),
        (["*"], "new\nline.md", True),
    ],
)
def test_each_pattern_means_one_thing(patterns: list[str], path: str, is_out: bool) -> None:
    assert path_excluder(patterns)(path) is is_out


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 12 + "b", "a" * 250),
        ("*a" * 120 + "b", "a" * 250),
        ("*[ab]" * 40 + "c", "ab" * 120),
        ("**/a/" * 40 + "b", "a/" * 2_000 + "c"),
        ("**/*a*a/" * 40 + "b", "aaa/" * 1_000 + "c"),
        ("a/" + "**/" * 300 + "b", "a/" * 2_000 + "c"),
    ],
)
def test_no_pattern_takes_long(pattern: str, path: str) -> None:
    assert not at_once(lambda: path_excluder([pattern])(path))


@pytest.mark.parametrize("pattern", ["!", "[z-a]", "a[/]c", "[a", "[", "a\\", "[[:what:]]", "x" * 2_000])
def test_what_is_no_pattern_is_named(pattern: str) -> None:
    with pytest.raises(BadSettings) as raised:
        path_excluder(["ok", pattern])
    assert pattern[:60] in raised.value.sentence


def test_more_patterns_than_anybody_needs_are_refused() -> None:
    assert path_excluder(["x"] * MOST_PATTERNS)("x")
    with pytest.raises(BadSettings, match="1,001"):
        path_excluder(["x"] * (MOST_PATTERNS + 1))
