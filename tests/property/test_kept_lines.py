"""The queue's lines, of which a question asks only for what has changed, are those of a vault that asks for all."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journal import Vault
from journal.model import Day
from journal.vault.queries import queue
from tests.laws import examples

ASK = "---\nask: Could you?\n{}---\n"
ANN = "---\ntype: person\ntitle: {}\n---\n"
_line = st.one_of(
    st.builds(
        "{}: {}".format, st.sampled_from(("contact", "via", "goal")), st.sampled_from(("Ann", "bo", "'[[ann]]'"))
    ),
    st.builds(
        "{}: {}".format,
        st.sampled_from(("asked", "answered", "nudged", "outcome_date", "follow_up", "needed_by")),
        st.sampled_from(("2026-02-01", "2026-03-10", "2026-03-17", "0001-01-01", "yes")),
    ),
    st.sampled_from(("outcome: yes", "thanked: yes", "status: parked", "status: closed", "title: Other", "id: b")),
)
_text = st.one_of(
    st.lists(_line, max_size=4).map(lambda lines: ASK.format("".join(f"{line}\n" for line in lines))),
    st.builds(ANN.format, st.sampled_from(("Ann", "Bo"))),
    st.sampled_from(("---\ntype: goal\nachieved: 2026-03-14\n---\n", "# Ann\n", "---\na: [b\n---\n")),
)
_path = st.sampled_from(("a.md", "b.md", "c.md", "ann.md", "sub/a.md", "sub/ann.md"))
_step = st.tuples(
    st.dictionaries(_path, st.none() | _text, max_size=4),
    st.sampled_from((0, 0, 0, 1, -1)),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=examples(100), deadline=None)
@given(many=st.sampled_from((3, 3, 3, queue._MANY)), steps=st.lists(_step, min_size=2, max_size=8))
@example(  # another note answers to the name in an ask, and no longer; the ask's own note stays as it is
    many=queue._MANY,
    steps=[
        ({"a.md": ASK.format("contact: Ann\nasked: 2026-03-10\n")}, 0, True, False),
        ({"ann.md": ANN.format("Ann"), "b.md": ASK.format("")}, 0, True, False),
        ({"ann.md": ANN.format("Ann Lee")}, 0, True, True),
        ({"ann.md": None}, 0, True, False),
    ],
)
@example(  # an ask is another note's copy of its id, then it is none, then it is gone
    many=queue._MANY,
    steps=[
        ({"a.md": ASK.format("")}, 0, True, False),
        ({"sub/a.md": ASK.format("")}, 0, True, True),
        ({"a.md": "# No ask\n"}, 0, False, True),
        ({"sub/a.md": None}, 0, True, False),
    ],
)
def test_kept_lines_are_those_of_a_question_for_all(
    many: int, steps: list[tuple[Mapping[str, str | None], int, bool, bool]]
) -> None:
    """Each step: notes that others write, the days that go by, and whether we look and another program does."""
    with tempfile.TemporaryDirectory(prefix="journal-lines-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(queue, "_MANY", many)
        root, today = Path(folder) / "vault", Day(2026, 3, 16)
        (root / "sub").mkdir(parents=True)

        def opened() -> Vault:
            return Vault.at(root, cache=Path(folder) / "cache", state=Path(folder) / "state")

        with closing(opened()) as ours, closing(opened()) as theirs:
            for notes, later, we_look, they_look in steps:
                for path, text in notes.items():
                    (root / path).unlink(missing_ok=True) if text is None else (root / path).write_text(text)
                if they_look:
                    theirs.reconcile()
                    theirs.queue(Day(2026, 3, 17))
                if we_look:
                    ours.reconcile()
                today = Day.fromordinal(today.toordinal() + later)
                with closing(opened()) as afresh:
                    for which in queue.WHICH:
                        assert ours.queue(today, which=which) == afresh.queue(today, which=which)
