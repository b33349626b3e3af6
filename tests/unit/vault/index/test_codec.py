"""Notes as rows of the index and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal import notes
from journal.vault.index.cells import Damaged, packed
from journal.vault.index.codec import note_from, note_text, ruled_from

EXAMPLE = Path(__file__).parents[4] / "vault-example"


@pytest.mark.parametrize("path", sorted(path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*.md")))
def test_a_note_is_the_same_after_its_row_and_what_rules_look_at_is_a_part_of_it(path: str) -> None:
    note = notes.read(path, (EXAMPLE / path).read_bytes()).note
    row = packed(note.id), packed(path), note_text(note)
    assert note_from(*row) == note
    assert ruled_from(*row) == note._replace(
        heading=None, aliases=(), tags=(), frontmatter={}, links=(), has_text=False
    )


@pytest.mark.parametrize("text", ["", "[]", "{}", '["ask"]', '["ask", "", null, {}, {"a": 1}, [], true, []]'])
def test_a_row_that_is_no_note_is_damaged(text: str) -> None:
    for read in (note_from, ruled_from):
        with pytest.raises(Damaged):
            read(b"a", b"a.md", text)
