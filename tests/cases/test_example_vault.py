"""The example vault is what its README says: rich, consistent, and movable to any day."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date as Day
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from journal import FollowUp, Kind, Network, State, Vault
from journal.config import read_user_config

EXAMPLE = Path(__file__).parents[2] / "vault-example"
NETWORK = EXAMPLE.parent / "network-example"
ISO_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
WIKILINK = re.compile(r"\[\[([^]|#]+)")
MARKDOWN_LINK = re.compile(r"\]\((?!https?:)([^)]+)\)")
TIED_TO_THE_CALENDAR = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(january|february|march|april|june|july|august|september"
    r"|october|november|december|spring|summer|autumn|winter|\d+(st|nd|rd|th))\b",
    re.IGNORECASE,
)
"""Words that a shifted date would make untrue. May is left out: it is also a verb."""

STATES = {
    "asks/2026-11-02-priya-nair-acme-intro": (State.THANK, 9),
    "asks/2026-11-09-tom-okafor-salary-survey": (State.THANK, 2),
    "asks/2026-06-29-joerg-weber-fund": (State.REPORT, 4),
    "asks/2026-08-24-nadia-rahman-reference": (State.REPORT, 0),
    "asks/2026-11-05-fatima-el-idrissi-small-teams": (State.ANSWERED, 1),
    "asks/2026-11-11-sam-lee-portfolio-feedback": (State.NUDGE, 4),
    "asks/2026-11-15-ana-ruiz-speaker-slot": (State.NUDGE, 0),
    "asks/2026-11-01-kim-park-initech-referral": (State.RELEASE, 5),
    "asks/2026-11-17-ruth-cole-part-time-labs": (State.DRAFT, 1),
}
"""What is on the keeper, in the queue's order: state and days late."""

PROBLEMS = {
    ("asks/2026-11-12-chidi-eze-hosting.md", "bad-frontmatter"),
    ("asks/2026-11-10-yuki-tanaka-recording.md", "placeholder"),
    ("asks/2026-02-20-ravi-menon-cv.md", "thanks-unrecorded"),
}


def current_on() -> Day:
    found = re.search(r"^current_on: (\S+)$", (EXAMPLE / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert found, "README.md names the day on which the notes are true"
    return Day.fromisoformat(found[1])


TODAY = current_on()


def files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def texts() -> list[tuple[Path, str]]:
    return [
        (path, path.read_text(encoding="utf-8"))
        for path in files(EXAMPLE)
        if path.suffix == ".md" and "templates" not in path.parts
    ]


@pytest.fixture(scope="module")
def vault() -> Vault:
    return Vault.open(EXAMPLE)


def by_id(vault: Vault, today: Day = TODAY) -> dict[str, FollowUp]:
    return {follow_up.note.id: follow_up for follow_up in vault.follow_ups(today)}


def test_it_is_as_large_as_a_vault_that_is_lived_in(vault: Vault) -> None:
    kinds = Counter(vault.kind(note) for note in vault.notes(TODAY))
    assert kinds.total() >= 60
    assert kinds[Kind.GOAL] >= 4
    assert kinds[Kind.PERSON] >= 20
    assert kinds[Kind.MEETING] >= 5
    assert len(vault.contacts(TODAY)) > kinds[Kind.PERSON], "some contacts have no note"


def test_it_shows_every_state_an_ask_can_be_in(vault: Vault) -> None:
    states = Counter(follow_up.state for follow_up in vault.follow_ups(TODAY))
    assert set(states) == set(State)
    assert 4 <= states[State.WAITING] <= 5
    assert 2 <= states[State.PARKED] <= 3
    assert states[State.DONE] >= 12
    assert states[State.CLOSED] >= 5


def test_what_is_on_the_keeper_is_varied(vault: Vault) -> None:
    queue = [follow_up for follow_up in vault.follow_ups(TODAY) if follow_up.needs_follow_up]
    assert {f.note.id: (f.state, f.days_overdue) for f in queue} == STATES
    assert [f.note.id for f in queue] == list(STATES)


def test_the_thanks_for_an_introduction_are_owed_to_both_who_made_it(vault: Vault) -> None:
    owed = by_id(vault)["asks/2026-11-02-priya-nair-acme-intro"].owed_to
    assert [party.name for party in owed] == ["Priya Nair", "Tom Okafor"]


@pytest.mark.parametrize(
    ("ask", "state", "due"),
    [
        pytest.param("2026-11-12-chidi-eze-hosting", State.WAITING, Day(2026, 11, 27), id="promised, YAML broken"),
        pytest.param("2026-11-10-yuki-tanaka-recording", State.WAITING, Day(2026, 12, 1), id="snoozed, old spellings"),
        pytest.param("2026-11-04-wanjiru-otieno-phd-funding", State.WAITING, Day(2026, 11, 26), id="nudged once"),
        pytest.param("2026-11-08-grace-mwangi-chair-intro", State.PARKED, Day(2026, 12, 3), id="parked for a meeting"),
        pytest.param("2026-10-25-ruth-cole-funding", State.PARKED, None, id="parked for no day"),
        pytest.param("2026-07-20-petra-novak-winning-application", State.DONE, None, id="told by later thanks"),
        pytest.param("2026-08-17-marta-kowalska-letter", State.DONE, None, id="reported"),
        pytest.param("2026-07-27-ravi-menon-second-reference", State.CLOSED, None, id="its goal came true unasked"),
    ],
)
def test_each_note_shows_what_the_readme_says(vault: Vault, ask: str, state: State, due: Day | None) -> None:
    found = by_id(vault)[f"asks/{ask}"]
    assert (found.state, found.due) == (state, due)


def test_drafts_show_gaps_and_how_one_is_overridden(vault: Vault) -> None:
    gaps = {name: {gap.code for gap in follow_up.gaps} for name, follow_up in by_id(vault).items()}
    assert gaps["asks/2026-11-19-hana-sato-typeface"] == {
        "meeting-budget", "homework", "no-why", "no-needed-by", "many-requests", "vague",
    }  # fmt: skip
    assert gaps["asks/2026-11-20-priya-nair-case-study"] == set(), "despite silences owes-outcome"
    assert gaps["asks/2026-11-17-ruth-cole-part-time-labs"] == set(), "it is ready to go"


def test_contacts_show_a_full_budget_and_all_three_kinds_of_homework(vault: Vault) -> None:
    contacts = {contact.party.name: contact for contact in vault.contacts(TODAY)}
    hana = contacts["Hana Sato"]
    assert (hana.meetings_used, hana.meetings_budget, hana.next_opens) == (2, 2, Day(2027, 1, 24))
    assert contacts["Priya Nair"].homework == "fresh"
    assert hana.homework == "stale"
    assert contacts["Wanjiru Otieno"].homework == "missing"


def test_there_are_answers_enough_to_tell_how_long_silence_is_normal(vault: Vault) -> None:
    assert {contact.silence_days for contact in vault.contacts(TODAY)} == {14}


def test_each_open_goal_rests_on_several_people_and_has_a_piece_nobody_was_asked_for(vault: Vault) -> None:
    goals = {progress.party.name: progress for progress in vault.goals(TODAY)}
    achieved = {name for name, progress in goals.items() if progress.achieved}
    assert achieved == {"Statistics bursary"}
    for name in goals.keys() - achieved:
        assert goals[name].unasked, name
        assert (goals[name].concentration or 0) < 1, name
        assert goals[name].contacts >= 3, name


def test_it_has_exactly_the_problems_it_is_meant_to_have(vault: Vault) -> None:
    assert {(found.path, found.problem.code) for found in vault.problems(TODAY)} == PROBLEMS


def test_every_link_leads_to_a_note_in_any_editor() -> None:
    notes = {path.relative_to(EXAMPLE).with_suffix("").as_posix() for path, _ in texts()}
    reachable = {name.casefold() for note in notes for name in (note, note.rpartition("/")[2])}
    linked = [(path, target) for path, text in texts() for target in WIKILINK.findall(text)]
    assert len(linked) > 100
    assert [(path.name, target) for path, target in linked if target.casefold() not in reachable] == []
    pointed = [(path, unquote(target)) for path, text in texts() for target in MARKDOWN_LINK.findall(text)]
    assert pointed
    assert [(path.name, target) for path, target in pointed if not (path.parent / target).is_file()] == []


def test_one_note_keeps_crlf_line_ends() -> None:
    crlf = [path.name for path in files(EXAMPLE) if b"\r\n" in path.read_bytes()]
    assert crlf == ["2026-08-31-siobhan-kelly-cv.md"]


def test_no_word_is_tied_to_the_calendar() -> None:
    allowed = {("Jörg Weber.md", "April")}  # a birthday, which stays where it is
    found = {
        (path.name, match[0])
        for path, text in texts()
        if path.parent.name != "reviews"  # whose days are moved with the rest
        for match in TIED_TO_THE_CALENDAR.finditer(text)
    }
    assert found == allowed


@pytest.mark.parametrize("days", [-300, 1, 97, 800])
def test_moved_by_any_number_of_days_it_means_the_same(vault: Vault, tmp_path: Path, days: int) -> None:
    by = timedelta(days=days)

    def moved(text: str) -> str:
        return ISO_DATE.sub(lambda match: (Day.fromisoformat(match[0]) + by).isoformat(), text)

    for path in files(EXAMPLE):
        to = tmp_path / moved(path.relative_to(EXAMPLE).as_posix())
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(moved(path.read_bytes().decode()).encode())
    shifted = Vault.open(tmp_path)
    here = [(moved(f.note.id), f.state, f.due and f.due + by, f.days_overdue) for f in vault.follow_ups(TODAY)]
    there = [(f.note.id, f.state, f.due, f.days_overdue) for f in shifted.follow_ups(TODAY + by)]
    assert there == here
    problems = [(moved(found.path), found.problem.code) for found in vault.problems(TODAY)]
    assert [(found.path, found.problem.code) for found in shifted.problems(TODAY + by)] == problems


def test_the_network_beside_it_has_people_who_could_help(vault: Vault) -> None:
    network = Network(vault, lambda: read_user_config(NETWORK).files)
    found = network.leads("Initech", TODAY, weak=True)
    assert [export.rows for export in found.files] == [17]
    assert [(lead.name, lead.match, bool(lead.id), bool(lead.row)) for lead in found.found if lead.why == "works"] == [
        ("Kim Park", "exact", True, True),
        ("Mehmet Yıldız", "exact", True, False),
        ("Asta Lindqvist", "strong", False, True),
        ("Rowan Achterberg", "weak", False, True),
    ]
    at_acme = {lead.name: lead.through for lead in network.leads("Acme", TODAY).found if lead.why == "works"}
    assert at_acme == {"Omar Haddad": ("Priya Nair", "Lena Vogt"), "Lena Vogt": ("Omar Haddad",), "Imre Halász": ()}
    assert [lead.name for lead in network.leads("Kelp & Co", TODAY).found if lead.row] == ["Noor Jansen"]
