"""docs/rules.md 3, 5 and 6 through real vaults: what several notes together mean, as ``--json`` gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from journal import Vault
from journal.model import Contact, Day
from tests.vaults import MakeVault

TODAY = Day(2026, 3, 16)


def ask(**says: str) -> str:
    fields = {"ask": "Could you?", "contact": "Ana", "goal": "Job", "asked": "2026-03-10", **says}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items() if value != "-") + "---\n"


def contacts(make_vault: MakeVault, files: Mapping[str, str | bytes]) -> dict[str, dict[str, Any]]:
    vault = Vault.open(make_vault(files))
    return {record["name"]: dict(record) for c in vault.contacts(TODAY) for record in vault.records([c], TODAY)}


def goals(make_vault: MakeVault, files: Mapping[str, str | bytes]) -> dict[str, dict[str, Any]]:
    vault = Vault.open(make_vault(files))
    return {record["name"]: dict(record) for g in vault.goals(TODAY) for record in vault.records([g], TODAY)}


MEETINGS: dict[str, tuple[str, str, str | None]] = {
    "by its date": ("meetings/2026-03-01-x.md", "date: 2026-03-05\n", "2026-03-05"),
    "by its name": ("meetings/2026-03-01-x.md", "", "2026-03-01"),
    "by a name that is only a day": ("2026-03-01.md", "", "2026-03-01"),
    "by its name where the date is none": ("meetings/2026-03-01-x.md", "date: in March\n", "2026-03-01"),
    "a day with a digit behind it": ("meetings/2026-03-011.md", "", None),
    "no real day": ("meetings/2026-02-30-x.md", "", None),
    "a day within the name": ("meetings/x-2026-03-01.md", "", None),
    "ahead": ("meetings/2026-03-17-x.md", "", None),
}


@pytest.mark.parametrize(("path", "says", "day"), MEETINGS.values(), ids=MEETINGS)
def test_a_meeting_is_on_the_day_of_its_date_or_its_name(
    make_vault: MakeVault, path: str, says: str, day: str | None
) -> None:
    found = contacts(make_vault, {path: f"---\ntype: meeting\npeople: Ana\n{says}---\n"})["Ana"]
    assert (found["last_contact"], found["meetings_used"]) == (day, 1 if day else 0)


def test_a_contact_is_whom_an_ask_names_or_goes_through_who_was_met_and_who_has_a_note(make_vault: MakeVault) -> None:
    files = {
        "a.md": ask(contact="Ana", via="Ben"),
        "m.md": "---\ntype: meeting\npeople: [Cleo, ana]\n---\n",
        "p.md": "---\ntype: person\ntitle: Dora\n---\n",
        "n.md": "---\ncontact: Nobody\n---\n",
    }
    found = contacts(make_vault, files)
    assert list(found) == ["Ana", "Ben", "Cleo", "Dora"]
    assert [(each["asks"], each["open_asks"]) for each in found.values()] == [(1, 1), (0, 0), (0, 0), (0, 0)]


def test_whoever_is_only_in_via_is_owed_and_stands_first(make_vault: MakeVault) -> None:
    thanked = ask(contact="Ana", via="Zoe", outcome="yes", outcome_date="2026-03-12", thanked="2026-03-12")
    found = contacts(make_vault, {"a.md": thanked})
    assert [(name, each["owed"]) for name, each in found.items()] == [("Zoe", 1), ("Ana", 0)]


def test_the_cadence_of_a_tag_is_set_in_the_vault(make_vault: MakeVault) -> None:
    person = "---\ntype: person\ntags: [friend, Mentor/phd]\nlast_contact: 2026-03-01\n---\n"
    files = {"journal.toml": '[cadence]\nmentor = "8w"\n"mentor/msc" = "1w"\n', "ida.md": person}
    assert contacts(make_vault, files)["ida"]["next_touch"] == "2026-04-26"


HOMEWORK: dict[str, tuple[str, str]] = {
    "text": ("date: 2026-03-01\n---\n## Ida\n\nRead her thesis.\n", "fresh"),
    "a comment": ("date: 2026-03-01\n---\n## Ida\n<!-- read her thesis -->\n%% and\n\nthis\n", "missing"),
    "the oldest fresh day": ("homework: read\nhomework_date: 2025-12-16\n---\n", "fresh"),
    "a day older": ("homework: read\nhomework_date: 2025-12-15\n---\n", "stale"),
}


@pytest.mark.parametrize(("text", "homework"), HOMEWORK.values(), ids=HOMEWORK)
def test_homework_is_what_a_persons_note_says(make_vault: MakeVault, text: str, homework: str) -> None:
    assert contacts(make_vault, {"ida.md": f"---\ntype: person\n{text}"})["ida"]["homework"] == homework


GOAL = "---\ntype: goal\ntitle: Job\nneeds:\n- Cafe\u0301 list\n- A  book\n- Intro\n- Site\n{}---\n"
SERVING = {
    "goals/job.md": GOAL.format(""),
    "z-draft.md": ask(piece="CAF\u00c9 LIST", asked=""),
    "y-late.md": ask(piece="caf\u00e9  list", asked="2026-03-01"),
    "x-later.md": ask(piece="caf\u00e9 list", asked="2026-03-05"),
    "w-done.md": ask(piece="Intro", status="done"),
    "books/one.md": "---\ngoal: '[[job]]'\npiece: a book\n---\nRead it.\n",
    "people/ida.md": "---\ntype: person\ngoal: Job\npiece: A BOOK\n---\n",
    "other.md": "---\ngoal: Talk\npiece: Site\n---\n",
    "no-piece.md": "---\ngoal: Job\n---\n",
}


def test_a_piece_has_asks_in_the_queues_order_and_sources(make_vault: MakeVault) -> None:
    job = goals(make_vault, SERVING)["Job"]
    assert [(p["piece"], p["asks"], p["outcome"], p["sources"]) for p in job["pieces"]] == [
        ("Cafe\u0301 list", ["y-late", "x-later", "z-draft"], False, []),
        ("A  book", [], False, ["books/one", "people/ida"]),
        ("Intro", ["w-done"], False, []),
        ("Site", [], False, []),
    ]
    assert job["unasked"] == ["Site"]


def test_a_page_of_a_goal_knows_its_sources_too(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(SERVING))
    for name in ("goals/job", "y-late"):
        page = vault.page(name, TODAY)
        (job,) = page.goals or [page.subject]
        assert job == vault.goals(TODAY)[0]


def test_a_goal_created_lately_is_not_stuck(make_vault: MakeVault) -> None:
    assert goals(make_vault, {"g.md": GOAL.format("created: 2026-03-10\n")})["Job"]["stuck"] is False
    assert goals(make_vault, {"g.md": GOAL.format("created: 2026-02-20T09:00\n")})["Job"]["stuck"] is True
    assert goals(make_vault, {"g.md": GOAL.format("")})["Job"]["stuck"] is False


def test_a_vault_that_is_looked_at_later_censors_what_is_still_ahead_then(make_vault: MakeVault) -> None:
    """The waits of a whole vault are kept in the index; an answer ahead becomes one on its day."""
    files = {f"{n}.md": ask(asked="2026-03-01", answered="2026-03-20") for n in range(5)}
    vault = Vault.open(make_vault(files))
    for day, expected in ((TODAY, None), (Day(2026, 3, 19), None), (Day(2026, 3, 20), 19), (TODAY, None)):
        assert [c.silence_days for c in vault.contacts(day)] == [expected]
        ana = vault.page("Ana", day).subject
        assert isinstance(ana, Contact)
        assert ana.silence_days == expected


def test_history_holds_what_happened_to_the_one_it_is_about(make_vault: MakeVault) -> None:
    led = ask(contact="Ana", via="Ben", nudged="[2026-03-12, 2026-03-20]", outcome="yes", outcome_date="2026-03-13",
              thanked="2026-03-14", via_thanked="2026-03-15", via_told="2026-03-11")  # fmt: skip
    files = {
        "a.md": led,
        "2026-03-18 chat.md": "---\ntype: meeting\npeople: [Ana, Ben]\n---\n",
        "job.md": "---\ntype: goal\ntitle: Job\nachieved: 2026-03-16\n---\n",
    }
    vault = Vault.open(make_vault(files))
    told = {name: [event.event for event in vault.page(name, TODAY).history] for name in ("Ana", "Ben", "Job")}
    assert told == {
        "Ana": ["thanks", "outcome", "nudged", "ask"],
        "Ben": ["thanks", "outcome", "told", "ask"],
        "Job": ["achieved", "thanks", "thanks", "outcome", "nudged", "told", "ask"],
    }
