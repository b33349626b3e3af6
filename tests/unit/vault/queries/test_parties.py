"""Whom and what a vault knows by name, with all that their notes answer to."""

from journal import Kind, Vault
from journal.model import Day
from tests.vaults import MakeVault

TODAY = Day(2026, 3, 16)


def test_a_contact_answers_to_title_heading_aliases_and_the_name_of_its_file(make_vault: MakeVault) -> None:
    vault = Vault.open(
        make_vault(
            {
                "people/ida-b.md": "---\ntype: person\ntitle: Prof. Ida Brandt\naliases: [Frau Brandt, IB]\n---\n"
                "# Ida\n",
                "goals/x/job.md": "---\ntype: goal\n---\n# Data job\n",
                "asks/a.md": "---\nask: Would you?\ncontact: [IB, Sam Lee]\nvia: Vera\ngoal: PhD\n---\n",
                "meetings/a.md": "---\ntype: meeting\npeople: Kim\n---\n",
            }
        )
    )
    told = {known.party.name: known.names for known in vault.parties(TODAY)}
    assert {name: set(names) for name, names in told.items()} == {
        "Prof. Ida Brandt": {"ida-b", "prof. ida brandt", "frau brandt", "ib", "ida"},
        "Data job": {"job", "data job"},
        "Sam Lee": set(),
        "Vera": set(),
        "Kim": set(),
        "PhD": set(),
    }
    people = vault.names(Kind.PERSON, TODAY)
    assert [known.party.name for known in people.matching("ib")] == ["Prof. Ida Brandt"]
    assert [known.party.name for known in people.near("Ida Brandt")] == ["Prof. Ida Brandt"]
    assert [known.party.name for known in vault.names(Kind.GOAL, TODAY).near("data jobs")] == ["Data job"]
    assert vault.names(Kind.PERSON, TODAY) is people


def test_names_are_made_ready_again_where_notes_have_changed(make_vault: MakeVault) -> None:
    root = make_vault({"people/Sam Lee.md": "---\ntype: person\n---\n"})
    vault = Vault.open(root)
    assert not vault.names(Kind.PERSON, TODAY).matching("ana")
    (root / "people/Ana Ruiz.md").write_text("---\ntype: person\n---\n")
    vault.reconcile()
    assert [known.party.name for known in vault.names(Kind.PERSON, TODAY).matching("ana")] == ["Ana Ruiz"]


def test_a_note_that_others_name_as_a_person_and_as_a_goal_is_a_person(make_vault: MakeVault) -> None:
    link = "\nSee [[oslo]] and [[maria]].\n"
    vault = Vault.open(
        make_vault(
            {
                "maria.md": "# Maria\n",
                "oslo.md": "# Oslo\n",
                "a.md": "---\ncontact: Maria\ngoal: [Maria, Oslo]\n---\n" + link,
            }
        )
    )
    assert [progress.goal.party.name for progress in vault.goals(TODAY)] == ["Oslo"]
    assert [contact.person.party.name for contact in vault.contacts(TODAY)] == ["Maria"]


def test_a_goal_that_is_achieved_is_told_and_no_contact_is(make_vault: MakeVault) -> None:
    goals = {
        "won": "achieved: 2026-03-16",
        "ahead": "achieved: 2026-03-17",
        "over": "status: done",
        "open": "status: open",
    }
    notes = {f"goals/{name}.md": f"---\ntype: goal\n{said}\n---\n" for name, said in goals.items()}
    notes["people/sam.md"] = "---\ntype: person\nstatus: done\nachieved: 2026-03-01\n---\n"
    notes["asks/a.md"] = "---\nask: Would you?\ncontact: '[[won]]'\ngoal: PhD\n---\n"
    told = [
        (known.party.name, known.kind.value) for known in Vault.open(make_vault(notes)).parties(TODAY) if known.over
    ]
    assert sorted(told) == [("over", "goal"), ("won", "goal")]
