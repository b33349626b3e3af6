"""Contacts as lines of a list, from outlines that are kept, are what the rules make of all notes; whatever changes."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from journal import Vault
from journal.model import Day
from journal.vault.queries.standings import contact_line
from tests.laws import examples
from tests.whole import read_all

NAMES = ("Ann", "ann", "'[[people/bo]]'", "[Cy, Bo]")
DAYS = ("2025-03-20", "2026-02-01", "2026-03-15", "2026-03-18")
_name, _day = st.sampled_from(NAMES), st.sampled_from(DAYS)
_ask = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(("contact", "via")), _name),
    st.builds("{}: {}".format, st.sampled_from(("asked", "answered", "nudged", "outcome_date", "thanked")), _day),
    st.sampled_from(("outcome: yes", "status: parked", "reported: yes", "goal: '[[b]]'", "follow_up: 2026-03-18")),
)
_person = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(("last_contact", "follow_up", "homework_date")), _day),
    st.builds("{}: {}".format, st.sampled_from(("title", "aliases")), st.sampled_from(("Ann", "Bo", "Cy"))),
    st.sampled_from(
        ("cadence: 4w", "tags: [mentor]", "org: Acme", "role: '[[Bo]]'", "can_help: [English, '-']",
         "homework: her talk", "meetings_per_year: 1")
    ),
)  # fmt: skip
_note = st.one_of(
    st.builds("---\nask: Could you?\n{}\n---\n".format, st.lists(_ask, min_size=1, max_size=4).map("\n".join)),
    st.builds("---\n{}\n{}\n---\n".format, st.sampled_from(("type: person", "x: y")), st.lists(_person).map("\n".join)),
    st.builds("---\ntype: meeting\npeople: {}\ndate: {}\n---\n".format, _name, _day),
    st.sampled_from(("---\ntype: goal\nachieved: 2026-03-14\n---\n", "# Ann\n", "See [[Cy]].\n")),
)
_path = st.sampled_from(("a.md", "b.md", "ann.md", "people/bo.md", "ann.sync-conflict-20260301-100000-ABCDEFG.md"))
_change = st.tuples(_path, st.none() | _note, st.sampled_from((0, 0, 0, 1, 5, -3)))
PERSON, ASK = "---\ntype: person\n{}---\n", "---\nask: Could you?\ncontact: {}\nasked: 2026-03-15\n{}---\n"
MENTOR = '[cadence]\nmentor = "1w"\n'


@settings(max_examples=examples(60), deadline=None)
@given(changes=st.lists(_change, min_size=2, max_size=10), toml=st.sampled_from(("", MENTOR, "wait_days = 0\n")))
@example(  # a note begins to answer to a name, then another one does, then none
    changes=[
        ("a.md", ASK.format("Ann", ""), 0), ("ann.md", PERSON.format(""), 0), ("people/bo.md", PERSON.format(
            "aliases: Ann\n"), 0), ("ann.md", None, 0), ("people/bo.md", None, 0),
    ],
    toml="",
)  # fmt: skip
@example(  # an ask and a meeting go, and the person stays
    changes=[
        ("ann.md", PERSON.format(""), 0), ("a.md", ASK.format("Ann", ""), 0),
        ("b.md", "---\ntype: meeting\npeople: Ann\ndate: 2026-03-15\n---\n", 0), ("a.md", None, 0), ("b.md", None, 0),
    ],
    toml="",
)  # fmt: skip
@example(  # what an ask means follows from its goal
    changes=[
        ("a.md", ASK.format("Cy", "goal: '[[b]]'\noutcome: yes\noutcome_date: 2026-03-15\nthanked: yes\n"), 0),
        ("b.md", "---\ntype: goal\n---\n", 0), ("b.md", "---\ntype: goal\nachieved: 2026-03-15\n---\n", 0),
        ("b.md", "---\ntype: goal\n---\n", 0),
    ],
    toml="",
)  # fmt: skip
@example(  # an ask waits no longer, a day comes, and goes again
    changes=[("a.md", ASK.format("Cy", "follow_up: 2026-03-18\n"), 0), ("a.md", ASK.format(
        "Cy", "answered: 2026-03-18\n"), 5), ("b.md", "---\ntype: meeting\ndate: 2026-03-18\npeople: Cy\n---\n", -3)],
    toml=MENTOR,
)  # fmt: skip
def test_lines_follow_every_change(changes: list[tuple[str, str | None, int]], toml: str) -> None:
    with tempfile.TemporaryDirectory(prefix="journal-contacts-") as folder:
        root, cache = Path(folder) / "vault", Path(folder) / "cache"
        (root / "people").mkdir(parents=True)
        (root / "journal.toml").write_text(toml)
        today = Day(2026, 3, 16)
        with closing(Vault.at(root, cache=cache, state=Path(folder) / "state")) as vault:
            for path, text, later in changes:
                if text is None:
                    (root / path).unlink(missing_ok=True)
                else:
                    (root / path).write_text(text)
                today = Day.fromordinal(today.toordinal() + later)
                vault.reconcile()
                _, whole = read_all(vault._parts.queries, vault.settings, today)
                expected = [contact_line(each, vault.settings, today) for each in whole.contacts]
                assert vault.contact_lines(today) == expected
                assert vault.contacts(today) == whole.contacts
