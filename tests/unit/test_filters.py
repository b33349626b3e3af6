"""The words that narrow a list mean the same on the command line and in the TUI."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from journal import Vault
from journal.errors import BadFilter
from journal.filter_keys import Candidate, Listing
from journal.filters import Term, matcher, parse_filter, parse_words
from journal.model import Day
from tests.vaults import MakeVault

TODAY = Day(2026, 3, 16)
RECORD: Mapping[str, Any] = {
    "path": "asks/a.md",
    "state": "nudge",
    "contact": ["María López", "Ben Ito"],
    "tags": ["acme"],
    "due": "2026-03-12",
    "asked": None,
    "answered": True,
    "days_overdue": 4,
    "outcome": None,
    "needs_follow_up": True,
}


def holds(line: str) -> bool:
    test = matcher(
        parse_filter(line),
        Listing(frozenset(RECORD)),
        frozenset({"priority", "contact", "meetingsperyear"}),
        _containing,
        TODAY,
    )
    return test(Candidate(RECORD, None))


def _containing(word: str) -> frozenset[str]:
    return frozenset({"asks/a.md"}) if word in ("visa", "a visa") else frozenset()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("state:nudge", True),
        ("state:thank", False),
        ("-state:thank", True),
        ("contact:maría", True),
        ("contact:maria", True),
        ("contact:MARI\u0301A", True),
        ('contact:"maria  lopez"', True),
        ("contact=maria", False),
        ('contact="maria lopez"', True),
        ("state:NUDGE", True),
        ("state=Nudge", True),
        ("state:wait", False),
        ("state:ACT", False),
        ("-state:WAIT", True),
        ("due:2026-03-12", True),
        ("due:2026-3-12", True),
        ("due=2026-03", True),
        ("due:2026-02", False),
        ("due:yesterday", False),
        ('due:"last week"', True),
        ('due:"this month"', True),
        ('due:"this week"', False),
        ('due<"this week"', True),
        ("due:mar", True),
        ("due:feb", False),
        ("due:2026-03-13", False),
        ('contact:"ben ito"', True),
        ("contact=ben", False),
        ("tag:acme", True),
        ("due<2026-04-01", True),
        ("due<2026-03-12", False),
        ("due<=2026-03-12", True),
        ("due>=2026-03", True),
        ("due>2026-03", False),
        ("due<=2026-03", True),
        ("due<2026", False),
        ("due<today", True),
        ("due:<2026-04-01", True),
        ("due:<2026-03-12", False),
        ("due:>=2026-03", True),
        ("days_overdue:>4", False),
        ("asked>=2026-01", False),
        ("-asked>=2026-01", True),
        ("asked:", True),
        ("outcome:", True),
        ("-outcome:", False),
        ("answered:yes", True),
        ("answered:no", False),
        ("due:yes", True),
        ("due=true", True),
        ("-due:true", False),
        ("due:no", False),
        ("asked:yes", False),
        ("asked:False", True),
        ("days_overdue>3", True),
        ("days_overdue>4", False),
        ("days-overdue:4", True),
        ("days_overdue:yes", True),
        ("days_overdue:no", False),
        ("needs_follow_up:yes", True),
        ("visa", True),
        ("contact:[[Maria]]", True),
        ("contact:[[people/maria|Maria]]", True),
        ("contact=[[Maria]]", False),
        ('contact="[[people/maria|Maria Lopez]]"', True),
        ('"a visa"', True),
        ("-visa", False),
        ("passport", False),
        ("state:nudge visa -passport", True),
        ("state:nudge passport", False),
        ("priority:high", False),
        ("-priority:high", True),
    ],
)
def test_a_filter_holds_or_not(line: str, expected: bool) -> None:
    assert holds(line) is expected


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("contcat:maria", "did you mean “contact:”"),
        ("has:outcome", "“-outcome:” finds what has an outcome, “outcome:” what has none."),
        ("kind:ask", r"did you mean type:\?"),
        ("sort:due", "a filter leaves out; in the terminal UI s sorts."),
        ("limit:3", "for the first of a list pipe it into head."),
        ("meetings_per_yaer:1", "did you mean “meetings_per_year:”"),
        ("zzzzzz:1", "put the word in double quotes"),
        ("due:soon", "due:soon: “soon” is no date"),
        ("asked=2026-13", "“2026-13” is no date"),
        ("answered<yes", "“yes” is no date"),
        ("state:nugde", r"“nugde” \(did you mean nudge\?\): write one of thank, report"),
        ("state:nudged", r"did you mean nudge\?"),
        ("state:zzz", "No state is called “zzz”: write one of thank"),
        ("due<soon", "^due<soon: “soon” is no date"),
        ("due:soon", "A filter also takes 2026-11, 2026, nov, “last month” and “this week”"),
        ("due:2026-02-30", "“2026-02-30” is no date: February 2026 has 28 days"),
        ("state:done,closed", "^state:done,closed: a filter takes one word.* the others: -state:thank .*draft"),
        ("type:ask,goal", "^type:ask,goal: .* -type:person -type:meeting -type:note.$"),
        ("state:waitin", "write one of thank, report, answered, nudge"),
    ],
)
def test_a_filter_nobody_understands_is_named(line: str, sentence: str) -> None:
    with pytest.raises(BadFilter, match=sentence):
        holds(line)


def test_a_word_in_quotes_is_text_even_with_a_colon() -> None:
    assert parse_filter('"http://acme.example"') == [Term(None, ":", "http://acme.example")]


def test_words_that_the_shell_told_apart_keep_their_spaces() -> None:
    assert parse_words(["contact:Maria Lopez", " "]) == [Term("contact", ":", "Maria Lopez")]


NETWORK = {
    "a-wait.md": "---\nask: Could you?\nPerson: '[[jorg]]'\nproject: Job\nsent: 2026-03-12\ntag: acme\n---\n",
    "b-act.md": "---\nask: Would you?\ncontact: Ana\ngoal: Job\nasked: 2026-01-05\nreplied: 2026-01-06\n"
    "due: 2027-01-01\ndeadline: 2026-06-01\n---\n",
    "c-draft.md": "---\nask: May I?\ncontact: Zoe\ngoal: Talk\nasked:\nPriority: High\n---\n",
    "d-met.md": "---\ntype: meeting\nattendees: ['[[jorg]]', Ben]\n---\n",
    "2026-03-02 met.md": "---\ntype: meeting\nwith: Cleo\nminutes: 30\n---\n",
    "jorg.md": "---\ntype: person\ntitle: J\u00f6rg Mu\u0308ller\ncompany: \u00c4cme\n"
    "keywords: [acme]\nfollow_up: 2026-04-01\n---\n",
    "ana.md": "---\ntype: person\ntitle: Ana\nstatus: warm\n---\n",
    "job.md": "---\ntype: goal\ntitle: Job\ndue: 2026-05-01\nstatus: open\n---\n",
    "plain.md": "---\nstate: nudge\nasked: 2026-03-01\npriority: low\n---\nJorg was here.\n",
}
FOUND: dict[str, tuple[str, str]] = {
    "list contact:jorg": ("follow_ups", "a-wait"),
    "list person:MULLER": ("follow_ups", "a-wait"),
    "list tag:acme": ("follow_ups", "a-wait"),
    "list tags:acme": ("follow_ups", "a-wait"),
    "list sent>=2026-03": ("follow_ups", "a-wait"),
    "list asked>=2026-03": ("follow_ups", "a-wait"),
    'list asked<"5 Apr"': ("follow_ups", ""),
    "list asked<today": ("follow_ups", "b-act a-wait"),
    "list state:ACT": ("follow_ups", "b-act"),
    "list state:wait": ("follow_ups", "a-wait"),
    "list due<2026-04": ("follow_ups", "a-wait"),
    "list due:2027-01-01": ("follow_ups", "b-act"),
    "list key.due:2027": ("follow_ups", "b-act"),
    "list -key.due:": ("follow_ups", "b-act"),
    "list deadline:2026-06": ("follow_ups", "b-act"),
    "list needed_by<2026-07": ("follow_ups", "b-act"),
    "list key.sent:2026-03": ("follow_ups", "a-wait"),
    "list key.asked:2026": ("follow_ups", "b-act"),
    "list priority:HIGH": ("follow_ups", "c-draft"),
    "list key.priority:high": ("follow_ups", "c-draft"),
    "list gap:no-why": ("follow_ups", "c-draft"),
    "contacts tag:acme": ("contacts", "J\u00f6rg Mu\u0308ller"),
    "contacts company:acme": ("contacts", "J\u00f6rg Mu\u0308ller"),
    "contacts org:\u00c4CME": ("contacts", "J\u00f6rg Mu\u0308ller"),
    "contacts contact:jorg": ("contacts", "J\u00f6rg Mu\u0308ller"),
    "contacts name=ana": ("contacts", "Ana"),
    "contacts person:ana": ("contacts", "Ana"),
    "contacts state:wait": ("contacts", "J\u00f6rg Mu\u0308ller"),
    "contacts goal:talk": ("contacts", "Zoe"),
    "contacts asked<2026-02": ("contacts", "Ana"),
    "contacts follow_up:2026-04": ("contacts", "J\u00f6rg Mu\u0308ller"),
    "contacts status:warm": ("contacts", "Ana"),
    "contacts open_asks>0 -state:draft": ("contacts", "Ana J\u00f6rg Mu\u0308ller"),
    "contacts zoe": ("contacts", "Zoe"),
    "contacts last_contact>2026-03-02": ("contacts", "J\u00f6rg Mu\u0308ller"),
    "goals contact:jorg": ("goals", "Job"),
    "goals goal:talk": ("goals", "Talk"),
    "goals state:draft": ("goals", "Talk"),
    "goals deadline<2026-06": ("goals", "Job"),
    "goals due<2026-04": ("goals", "Job"),
    "goals key.due<2026-06": ("goals", "Job"),
    "goals status:open": ("goals", "Job"),
    "goals stuck:no": ("goals", "Job"),
    "notes state:wait": ("notes", "a-wait"),
    "notes asked>=2026-03": ("notes", "a-wait plain"),
    "notes key.state:nudge": ("notes", "plain"),
    "notes tag:acme": ("notes", "a-wait jorg"),
    "notes type:meeting people:jorg": ("notes", "d-met"),
    "notes contact:jorg": ("notes", "a-wait d-met"),
    "notes attendees:muller": ("notes", "d-met"),
    "notes date:2026-03-02": ("notes", "2026-03-02 met"),
    "notes duration>20": ("notes", "2026-03-02 met"),
    "notes company:acme": ("notes", "jorg"),
    "notes priority:low": ("notes", "plain"),
    "search due<2026-04": ("search", "a-wait"),
    "search sent>=2026-03": ("search", "a-wait plain"),
    "search asked>=2026-03 state:WAIT": ("search", "a-wait"),
    "search jorg -state:wait": ("search", "jorg d-met plain"),
    "search move:mine": ("search", "b-act c-draft"),
}


@pytest.mark.parametrize(("where", "found"), FOUND.items(), ids=FOUND)
def test_every_list_takes_the_same_filters(make_vault: MakeVault, where: str, found: tuple[str, str]) -> None:
    vault, terms = Vault.open(make_vault(NETWORK)), parse_filter(where.partition(" ")[2])
    listed = {
        "follow_ups": lambda: [f.note.id for f in vault.follow_ups(TODAY, terms)],
        "contacts": lambda: [c.party.name for c in vault.contacts(TODAY, terms)],
        "goals": lambda: [g.party.name for g in vault.goals(TODAY, terms)],
        "notes": lambda: [n.id for n in vault.notes(TODAY, terms)],
        "search": lambda: [hit.note.id for hit in vault.search(TODAY, terms).best],
    }[found[0]]()
    assert " ".join(listed) == found[1]


@pytest.mark.parametrize(
    ("kind", "where", "nearest"),
    [
        ("follow_ups", "dew<2026-04", "due:"),
        ("follow_ups", "contcat:maria", "contact:"),
        ("follow_ups", "stuck:yes", "double quotes"),
        ("follow_ups", "key.zebra:1", "double quotes"),
        ("contacts", "last_contac<2026-04", "last_contact:"),
        ("contacts", "stat:wait", "state:"),
        ("goals", "deadlin<2026-04", "deadline:"),
        ("notes", "prioritty:low", "priority:"),
    ],
)
def test_a_key_that_nothing_has_names_the_nearest(make_vault: MakeVault, kind: str, where: str, nearest: str) -> None:
    vault = Vault.open(make_vault(NETWORK))
    with pytest.raises(BadFilter, match=nearest):
        getattr(vault, kind)(TODAY, parse_filter(where))
