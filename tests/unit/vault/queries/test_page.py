"""The pages of an ask, a contact, a goal, a meeting and a plain note, read from the notes around them alone."""

from __future__ import annotations

import pytest

from journal import Vault
from journal.errors import NotUnderstood
from journal.model import Contact, FollowUp, Note, Party, Progress
from tests.seen import TODAY
from tests.vaults import MakeVault

NOTES: dict[str, str | bytes] = {
    "asks/a.md": "---\nask: Could you?\ncontact: [Ida, Tom]\nvia: Sue\nasked: 2026-03-01\ngoal: [Job, '[[phd]]']\n---\n"
    "[[gone]]\n",
    "asks/b.md": "---\nask: Could you?\ncontact: Kim\nvia: Ida\nasked: 2026-03-02\ngoal: Job\nstatus: odd\n---\n",
    "asks/c.md": "---\nask: Could you?\ncontact: Kim\nasked: 2026-03-03\ngoal: Trip\n---\n",
    "goals/phd.md": "---\ntype: goal\ntitle: PhD\n---\n",
    "people/ida.md": "---\ntype: person\ntitle: Ida\n---\nLikes [[plain]] and [[nowhere]].\n",
    "meetings/m.md": "---\ntype: meeting\ndate: 2026-03-20\npeople: [Ida, Max]\n---\n",
    "meetings/n.md": "---\ntype: meeting\ndate: 2026-03-05\npeople: Kim\n---\n",
    "plain.md": "See [[ida]] and [[lost]].\n",
}


@pytest.fixture
def vault(make_vault: MakeVault) -> Vault:
    return Vault.open(make_vault(NOTES))


def test_the_page_of_an_ask(vault: Vault) -> None:
    page = vault.page("asks/a", TODAY)
    assert isinstance(page.subject, FollowUp)
    assert [f.note.id for f in page.asks] == ["asks/b"], "the others for its goals"
    assert [progress.party.name for progress in page.goals] == ["Job", "PhD"]
    assert [(event.event, event.id) for event in page.history] == [("ask", "asks/a")]
    assert [(event.event, event.id) for event in page.met] == [("ask", "asks/b"), ("ask", "asks/a")]
    assert [problem.code for problem in page.problems] == ["dangling-link"]
    assert page.brief is None
    assert (page.links, page.backlinks) == (("goals/phd", "people/ida"), ())
    assert [(event.event, event.id) for event in vault.page("asks/b", TODAY).met] == [
        ("meeting", "meetings/n"), ("ask", "asks/c"), ("ask", "asks/b"),
    ]  # fmt: skip


def test_the_page_of_a_contact(vault: Vault) -> None:
    page = vault.page("Ida", TODAY)
    assert isinstance(page.subject, Contact)
    assert [f.note.id for f in page.asks] == ["asks/a", "asks/b"]
    assert (page.subject.asks, page.subject.open_asks) == (1, 1)
    assert page.brief is not None
    assert page.brief.meeting is not None
    assert page.brief.meeting.note.id == "meetings/m"
    assert [problem.message for problem in page.problems if problem.code == "dangling-link"] == [
        "No note is named “nowhere”: mend the link, or write that note."
    ]
    kim = vault.page("Kim", TODAY)
    assert [f.note.id for f in kim.asks] == ["asks/b", "asks/c"]
    assert [(event.event, event.id) for event in kim.history] == [
        ("meeting", "meetings/n"), ("ask", "asks/c"), ("ask", "asks/b"),
    ]  # fmt: skip


def test_the_page_of_a_goal(vault: Vault) -> None:
    page = vault.page("Job", TODAY)
    assert isinstance(page.subject, Progress)
    assert ([f.note.id for f in page.asks], page.subject.contacts) == (["asks/a", "asks/b"], 3)
    assert page.brief is None


def test_the_page_of_a_meeting_and_of_a_plain_note(vault: Vault) -> None:
    page = vault.page("meetings/m", TODAY)
    assert isinstance(page.subject, Note)
    assert page.brief is not None
    assert [each.contact.party.name for each in page.brief.people] == ["Ida", "Max"]
    assert page.brief.meeting is not None
    assert page.brief.meeting.note.id == "meetings/m"
    plain = vault.page("plain", TODAY)
    assert (plain.brief, plain.problems, plain.backlinks) == (None, (), ("people/ida",))


def test_what_a_goal_that_is_achieved_today_leaves_of_its_asks(vault: Vault) -> None:
    goals = {progress.party.name: progress.goal for progress in vault.goals(TODAY)}
    told = {name: [(f.note.id, f.row) for f in vault.if_achieved(goal, TODAY)] for name, goal in goals.items()}
    assert told == {"Job": [("asks/a", 14), ("asks/b", 8)], "PhD": [("asks/a", 14)], "Trip": [("asks/c", 8)]}


def test_how_long_somebody_takes_to_answer_is_read_from_the_whole_vault(make_vault: MakeVault) -> None:
    answered = "---\nask: Could you?\ncontact: {}\nasked: 2026-01-01\nanswered: 2026-01-05\n---\n"
    notes = {f"asks/{who}.md": answered.format(who) for who in ("Ana", "Ben", "Cy", "Di", "Eve")}
    notes["asks/open.md"] = "---\nask: Could you?\ncontact: [Kim, '[[ida]]', '[[max]]']\nasked: 2026-03-15\n---\n"
    notes["meetings/m.md"] = "---\ntype: meeting\ndate: 2026-03-20\npeople: Zoe\n---\n"
    vault = Vault.open(make_vault(notes | {"people/ida.md": "---\ntype: person\n---\n", "max.md": "# Max\n"}))
    for name in ("Kim", "ida", "max"):
        subject = vault.page(name, TODAY).subject
        assert isinstance(subject, Contact)
        assert subject.silence_days == 4
    brief = vault.page("meetings/m", TODAY).brief
    assert brief is not None
    assert [each.contact.silence_days for each in brief.people] == [4]


@pytest.mark.parametrize(
    ("contact", "codes"),
    [
        ("Kim", ["open-ask"]),
        ("[[ida]]", ["owes-outcome"]),
        ("New, [[ida]]", ["owes-outcome"]),
        ("Max", []),
        ("Tom", ["open-ask"]),
    ],
)
def test_the_gaps_of_an_ask_that_is_in_no_file_are_read_from_the_notes_around_whom_it_names(
    make_vault: MakeVault, contact: str, codes: list[str]
) -> None:
    waits = "---\nask: Could you?\ncontact: {}\nasked: 2026-03-14\n---\n"
    helped = "---\nask: Could you?\ncontact: Ida\nasked: 2026-03-01\noutcome: She did.\n---\n"
    vault = Vault.open(
        make_vault(
            {
                "asks/kim.md": waits.format("Kim"),
                "asks/tom.md": waits.format("Tom"),
                "asks/ida.md": helped,
                "people/ida.md": "---\ntype: person\n---\n",
                "people/tom.md": "---\ntype: person\n---\n",
            }
        )
    )
    found = {gap.code for gap in vault.gaps_of_new("Could you?", {"contact": contact}, TODAY)}
    assert sorted(found & {"open-ask", "owes-outcome"}) == codes
    assert "homework" in found


def test_the_brief_for_somebody_whom_no_note_names_is_about_nobody(vault: Vault) -> None:
    assert vault.brief([Party("New", "/new")], None, TODAY).people == ()


def test_a_note_that_is_gone_has_no_page(vault: Vault) -> None:
    with pytest.raises(NotUnderstood, match=r"gone\.md is gone"):
        vault.page_at("gone.md", TODAY)


def test_an_ask_that_is_named_whole_is_a_line_of_the_queue(vault: Vault) -> None:
    assert vault.lines_called("asks/a", TODAY) == [line for line in vault.queue(TODAY) if line.id == "asks/a"]
    assert vault.lines_called("asks", TODAY) == []


def test_a_page_tells_of_no_other_contact_goal_or_meeting(make_vault: MakeVault) -> None:
    odd = "status: odd\nneeded_by: soon\n"
    notes = {
        "asks/a.md": f"---\nask: Could you?\ncontact: Kim\nasked: 2026-03-01\ngoal: [Art, Zen]\n{odd}---\n",
        "asks/b.md": "---\nask: Could you?\ncontact: Kim\nvia: Ida\nasked: 2026-03-02\ngoal: Trip\n---\n",
        "meetings/ida.md": "---\ntype: meeting\ndate: 2026-03-05\npeople: Ida\n---\n",
        "meetings/kim.md": "---\ntype: meeting\ndate: 2026-03-06\npeople: [Ida, Kim]\n---\n",
    }
    vault = Vault.open(make_vault(notes))
    page = vault.page("asks/b", TODAY)
    assert ([progress.title for progress in page.goals], page.asks) == (["Trip"], ())
    assert [event.id for event in page.met] == ["meetings/kim", "asks/b", "asks/a"]
    assert vault.page("Zen", TODAY).subject.title == "Zen"
    brief = vault.page("meetings/kim", TODAY).brief
    assert brief is not None
    assert brief.meeting is not None
    assert brief.meeting.note.id == "meetings/kim"
    assert [problem.code for problem in vault.page("asks/a", TODAY).problems] == ["unknown-status", "bad-date"]


def test_a_note_that_was_moved_is_found_where_it_is_now(vault: Vault) -> None:
    for old, new in (("asks/c.md", "done/c two.md"), ("meetings/n.md", "meetings/2026/n.md")):
        (vault.root / new).parent.mkdir()
        (vault.root / old).rename(vault.root / new)
    vault.reconcile()
    assert [ask.note.path for ask in vault.asks(["asks/c.md", "asks/b.md"], TODAY)] == ["done/c two.md", "asks/b.md"]
    page = vault.page_at("asks/c.md", TODAY)
    assert isinstance(page.subject, FollowUp)
    assert page.subject.note.path == "done/c two.md"
    brief = vault.page_at("meetings/n.md", TODAY).brief
    assert brief is not None
    assert brief.meeting is not None
    assert brief.meeting.note.path == "meetings/2026/n.md"


def test_of_two_notes_that_hold_the_same_none_is_taken_for_one_that_is_gone(vault: Vault) -> None:
    text = (vault.root / "asks/c.md").read_bytes()
    (vault.root / "asks/c.md").unlink()
    for name in ("one.md", "two.md"):
        (vault.root / name).write_bytes(text)
    vault.reconcile()
    assert vault.asks(["asks/c.md"], TODAY) == []
    (vault.root / "two.md").unlink()
    (vault.root / "asks/c.md").write_bytes(text.replace(b"Kim", b"Lea"))
    vault.reconcile()
    assert [ask.note.path for ask in vault.asks(["asks/c.md"], TODAY)] == ["asks/c.md"]


def test_an_older_note_that_holds_the_same_is_not_where_it_was_moved_to(vault: Vault) -> None:
    twin = vault.root / "asks/d.md"
    twin.write_bytes((vault.root / "asks/c.md").read_bytes())
    vault.reconcile()
    twin.unlink()
    vault.reconcile()
    assert vault.asks(["asks/d.md"], TODAY) == []
