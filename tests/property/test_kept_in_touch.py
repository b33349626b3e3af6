"""Who is due by the index is who is due among all contacts, whatever notes say when to be in touch."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from journal import Vault
from journal.model import Day
from journal.rules.touch import due_first
from tests.laws import examples

TODAY = Day(2026, 3, 16)
SPANS = ("1w", "4w", "1m", "0d", "often", '"2w"', "[3w]")
DAYS = ("2026-01-10", "2026-03-15", "2026-03-16", "2026-03-17", "2w", "soon", "[[2026-02-01]]")
_line = st.one_of(
    st.builds("cadence: {}".format, st.sampled_from(SPANS)),
    st.builds("Keep-in-touch: {}".format, st.sampled_from(SPANS)),
    st.builds("follow_up: {}".format, st.sampled_from(DAYS)),
    st.builds("last contacted: {}".format, st.sampled_from(DAYS)),
    st.builds("tags: {}".format, st.sampled_from(("mentor", "[x, Mentor/PhD]", "[élan]", "none, friend", "'#friend'"))),
    st.sampled_from(("type: person", "type: meeting\npeople: b", "ask: See it?\ncontact: c", "title: Ann", "org: x")),
)
_note = st.lists(_line, max_size=5).map(lambda lines: "---\n" + "\n".join(lines) + '\n---\nSays "cadence":{"span"\n')
_vault = st.dictionaries(st.sampled_from("abcdef"), _note, min_size=1)
_cadence = st.dictionaries(st.sampled_from(("mentor", "mentor/phd", "élan", "friend")), st.sampled_from(("2d", "2w")))


@settings(max_examples=examples(60))
@given(notes=_vault, cadence=_cadence)
@example(
    notes={"a": "---\nask: See it?\ncontact: c\nasked: 2026-01-01\n---\n", "c": "---\ntags: [mentor]\n---\n"},
    cadence={"mentor": "2w"},
)
def test_nobody_is_missed(notes: dict[str, str], cadence: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix="journal-touch-") as folder:
        root = Path(folder)
        toml = "".join(f'"{tag}" = "{span}"\n' for tag, span in cadence.items())
        (root / "journal.toml").write_text(f"[cadence]\n{toml}")
        for name, text in notes.items():
            (root / f"{name}.md").write_text(text)
        vault = Vault.open(root)
        assert vault.touch(TODAY) == due_first(vault.contact_lines(TODAY))
        vault.close()
