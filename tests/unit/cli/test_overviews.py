"""``contacts``, ``goals``, ``notes``, ``search`` and ``check``: all there is of a kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import NETWORK, Call
from tests.vaults import MakeVault


def test_contacts_are_a_table_most_owed_first(call: Call, network: str) -> None:
    lines = call("contacts", "--vault", network).out.splitlines()
    assert lines[0].split() == ["name", "owed", "open", "last", "contact", "meetings", "room", "from", "homework"]
    assert lines[1].split() == ["Maria", "Lopez", "1", "2", "2026-02-02", "1", "of", "2", "now", "stale"]
    assert [line.split("  ")[0] for line in lines[2:4]] == ["Sam Lee", "Tom"]
    assert lines[-1] == "3 contacts"


def test_contacts_as_json_have_every_key_that_is_documented(call: Call, network: str) -> None:
    document = call("contacts", "--vault", network, "--json").document
    documented = (
        "name id path org role email last_contact open_asks asks owed meetings_used meetings_budget next_opens"
        " next_touch homework silence_days"
    )
    assert document["version"] == 1
    assert list(document["contacts"][0]) == documented.split()
    assert [(c["name"], c["id"], c["owed"]) for c in document["contacts"]] == [
        ("Maria Lopez", "people/maria", 1),
        ("Sam Lee", None, 0),
        ("Tom", None, 0),
    ]


def test_goals_are_a_table(call: Call, network: str) -> None:
    lines = call("goals", "--vault", network).out.splitlines()
    assert sorted(line.split("  ")[0] for line in lines[1:3]) == ["data-job", "talks"]
    row = next(line for line in lines if line.startswith("data-job"))
    assert "under way" in row
    assert "1 of 2 asked for" in row
    assert "mostly on one contact" in row
    assert lines[-1] == "2 goals"


def test_what_happened_is_found_whatever_its_day(call: Call, network: str) -> None:
    Path(network, "goals/won.md").write_text("---\ntype: goal\nachieved: 2026-03-01\n---\n")
    Path(network, "goals/some-day.md").write_text("---\ntype: goal\nachieved: yes\n---\n")

    def found(*words: str) -> list[str]:
        goals = call("goals", *words, "--vault", network, "--json").document["goals"]
        return sorted(goal["name"] for goal in goals)

    assert found("achieved:true") == found("achieved=yes") == found("-achieved:no") == ["some-day", "won"]
    assert found("achieved:no") == found("-achieved:yes") == ["data-job", "talks"]
    assert found("achieved:2026-03") == ["won"]


def test_goals_as_json_have_every_key_and_all_ten_states(call: Call, network: str) -> None:
    document = call("goals", "name:data-job", "--vault", network, "--json").document
    (goal,) = document["goals"]
    documented = "name id path achieved deadline states contacts pieces unasked concentration stuck"
    assert list(goal) == documented.split()
    assert list(goal["states"]) == [
        "thank", "report", "answered", "nudge", "release", "parked", "draft", "waiting", "done", "closed",
    ]  # fmt: skip
    assert goal["pieces"][0] == {"piece": "intro", "asks": ["asks/2026-02-02-intro"], "outcome": True, "sources": []}
    assert goal["unasked"] == ["referral"]


def test_notes_are_listed_with_what_they_are(call: Call, network: str) -> None:
    lines = call("notes", "--vault", network).out.splitlines()
    assert lines[0].split() == ["ask", "Intro", "to", "Acme", "asks/2026-02-02-intro.md"]
    assert lines[-1] == "8 notes"
    document = call("notes", "type:meeting", "--vault", network, "--json").document
    assert document == {
        "version": 1,
        "notes": [
            {
                "id": "meetings/2026-01-10 coffee",
                "path": "meetings/2026-01-10 coffee.md",
                "title": "Coffee",
                "type": "meeting",
                "tags": [],
                "problems": [],
            }
        ],
    }


@pytest.mark.parametrize("query", [["introduce", "team", "-type:person"], ['"data team" -type:person']])
def test_search_finds_in_bodies_and_shows_the_line(call: Call, network: str, query: list[str]) -> None:
    document = call("search", *query, "--vault", network, "--json").document
    assert list(document) == ["version", "results"]
    (result,) = document["results"]
    assert list(result) == ["id", "path", "title", "score", "snippet"]
    assert result["id"] == "asks/2026-02-02-intro"
    shown = call("search", *query, "--vault", network).out.splitlines()
    assert shown[0] == "Intro to Acme  asks/2026-02-02-intro.md"
    assert "data team" in shown[1]


def test_a_person_is_shown_the_best_and_a_script_gets_all(call: Call, make_vault: MakeVault) -> None:
    vault = str(make_vault({f"notes/{number}.md": f"One visa, number {number}.\n" for number in range(60)}))
    lines = call("search", "visa", "--vault", vault).out.splitlines()
    assert len([line for line in lines if line.startswith("  One visa")]) == 50
    assert lines[-1] == "60 notes, the best 50 of them shown; --json gives all."
    assert len(call("search", "visa", "--vault", vault, "--json").document["results"]) == 60


def test_a_search_without_words_is_the_notes_that_filters_let_through(call: Call, network: str) -> None:
    found = call("search", "type:ask", "--vault", network, "--json").document["results"]
    listed = call("notes", "type:ask", "--vault", network, "--json").document["notes"]
    assert [hit["path"] for hit in found] == [note["path"] for note in listed] != []


@pytest.mark.parametrize("words", [[""], [" ", '""']])
def test_a_search_for_an_empty_word_is_refused(call: Call, network: str, words: list[str]) -> None:
    done = call("search", *words, "--vault", network)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("journal search needs QUERY, and what was given is empty")
    assert call("search", *words, "type:ask", "--vault", network).status == 0


def test_a_search_in_vain_says_so(call: Call, network: str) -> None:
    done = call("search", "zebra", "--vault", network)
    assert (done.status, done.out) == (0, "Nothing holds “zebra”: try fewer words, or the beginning of one.\n")


@pytest.mark.parametrize("words", [["zebra"] * 5_000, [" ".join(["zebra"] * 5_000)]], ids=["words", "one text"])
def test_a_page_that_is_searched_for_in_vain_is_not_said_again(call: Call, network: str, words: list[str]) -> None:
    done = call("search", *words, "--vault", network)
    assert done.out == f"Nothing holds “{'zebra ' * 12}…”: try fewer words, or the beginning of one.\n"


@pytest.mark.parametrize("name", ["contacts", "goals", "notes"])
def test_nothing_there_and_nothing_found_are_two_sentences(call: Call, make_vault: MakeVault, name: str) -> None:
    empty = call(name, "--vault", str(make_vault({})))
    assert empty.out.startswith(f"No {name} yet: ")
    found = call(name, "zebra", "--vault", str(make_vault(NETWORK)))
    assert found.out == f"No {name.removesuffix('s')} fits these filters; “journal {name}” shows all.\n"
    exact = call(name, "title=nobody", "--vault", str(make_vault(NETWORK)))
    assert exact.out == found.out.rstrip("\n") + " “title=nobody” wants all of a value: title:nobody takes a part.\n"
    assert (empty.status, found.status) == (0, 0)


BROKEN = {
    "asks/broken.md": "---\nask: Could you: please?\ncontact: Ana\ngoal: g\nasked: 2026-03-15\n---\n",
    "asks/odd.md": "---\nask: Could you?\ncontact: Ana\ngoal: g\nasked: 2026-03-15\nstatus: hmm\n---\n",
    "asks/draft.md": "---\nask: Any ideas\ncontact: Ana\ngoal: g\nasked:\n---\n",
}


def test_check_names_file_line_reason_and_cure(call: Call, make_vault: MakeVault) -> None:
    vault = str(make_vault(BROKEN))
    done = call("check", "--vault", vault)
    assert done.status == 1
    lines = done.out.splitlines()
    assert lines[0].startswith("asks/broken.md:2: error bad-frontmatter: ")
    assert lines[1] == (
        "asks/odd.md:6: warning unknown-status: Nobody knows the status “hmm”: "
        "write draft, parked, asked, answered, done or closed."
    )
    assert any(line.startswith("  asks/draft.md: no-why: ") for line in lines)
    assert lines[-2].startswith("1 error · 1 warning · ")


def test_check_as_json(call: Call, make_vault: MakeVault) -> None:
    done = call("check", "--vault", str(make_vault(BROKEN)), "--json")
    assert done.status == 1
    document = done.document
    assert list(document) == ["version", "problems", "gaps"]
    assert [(p["path"], p["line"], p["code"], p["severity"]) for p in document["problems"]] == [
        ("asks/broken.md", 2, "bad-frontmatter", "error"),
        ("asks/odd.md", 6, "unknown-status", "warning"),
    ]
    assert {"id", "gap", "message"} == set(document["gaps"][0])
    assert {gap["gap"] for gap in document["gaps"]} >= {"no-why", "no-effort", "no-needed-by", "vague"}


def test_warnings_and_gaps_alone_are_no_failure(call: Call, make_vault: MakeVault) -> None:
    vault = make_vault({name: BROKEN[name] for name in ("asks/odd.md", "asks/draft.md")})
    assert call("check", "--vault", str(vault)).status == 0
    assert call("check", "--vault", str(vault), "--json").status == 0


def test_a_vault_that_is_well_is_said_to_be(call: Call, make_vault: MakeVault) -> None:
    done = call("check", "--vault", str(make_vault({"x.md": "# A note\n"})))
    assert (done.status, done.out) == (0, "Nothing is wrong in 1 note.\n")
