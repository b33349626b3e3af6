"""``due`` and ``list``."""

from __future__ import annotations

import pytest

from tests.unit.cli.conftest import NETWORK, Call
from tests.vaults import MakeVault

DUE = """\
Tell them how it went · 1
!THANK  +9d  Maria Lopez  Intro to Acme      data-job

Nudge · 1
!NUDGE  +4d  Sam Lee      Review of my talk  talks

2 need follow-up · 3 mine · 1 theirs · 0 dated
"""


def test_due_shows_what_is_on_me_under_headings(call: Call, network: str) -> None:
    done = call("due", "--vault", network)
    assert (done.status, done.out, done.err) == (0, DUE, "")


def test_due_as_json_holds_what_needs_follow_up_and_counts_the_whole_vault(call: Call, network: str) -> None:
    document = call("--json", "due", "--vault", network).document
    assert list(document) == ["version", "vault", "today", "asks", "counts"]
    assert (document["version"], document["vault"], document["today"]) == (1, network, "2026-03-16")
    assert [(ask["id"], ask["state"], ask["days_overdue"]) for ask in document["asks"]] == [
        ("asks/2026-02-02-intro", "thank", 9),
        ("asks/2026-03-05-review", "nudge", 4),
    ]
    assert document["counts"] == {"mine": 3, "theirs": 1, "dated": 0, "problems": 0}


def test_an_ask_as_json_has_every_key_that_is_documented(call: Call, network: str) -> None:
    ask = call("due", "--json", "--vault", network).document["asks"][0]
    documented = (
        "id path title ask goal contact via why effort piece outcome status state move due needs_follow_up days_overdue"
        " asked answered follow_up promised needed_by nudged outcome_date thanked via_thanked via_told reported owed_to"
        " gaps tags problems"
    )
    assert list(ask) == documented.split()
    assert (ask["contact"], ask["goal"], ask["owed_to"]) == (["Maria Lopez"], ["data-job"], ["Maria Lopez"])
    assert (ask["asked"], ask["outcome_date"], ask["why"]) == ("2026-02-02", "2026-03-07", None)


def test_another_day_is_another_queue(call: Call, network: str) -> None:
    later = call("due", "--vault", network, "--today", "+1w").out
    assert "!NUDGE  +11d  Sam Lee      Review of my talk  talks\n" in later
    assert " NUDGE  +2d   Tom          Salary survey      data-job\n" in later
    assert call("due", "--vault", network, variables={"JOURNAL_TODAY": "2026-03-23"}).out == later


def test_on_a_terminal_lateness_is_coloured_and_never_only_coloured(call: Call, network: str) -> None:
    shown = call("due", "--vault", network, width=80).out
    assert "\x1b[1;31m!THANK\x1b[0m" in shown
    plain = call("due", "--vault", network, width=80, variables={"NO_COLOR": "1"}).out
    assert plain == DUE


@pytest.mark.parametrize("width", [30, 60, 80, 200])
def test_on_a_terminal_an_ask_stays_on_its_line(call: Call, make_vault: MakeVault, width: int) -> None:
    text = f"---\ntitle: {'A very long title ' * 9}\nask: Could you?\ncontact: Ana\nasked: 2026-01-01\n---\n"
    vault = make_vault({"x.md": text})
    lines = call("list", "--vault", str(vault), width=width, variables={"NO_COLOR": "1"}).out.splitlines()
    assert all(len(line) <= width for line in lines)
    assert "Ana" in lines[0]
    assert len(call("list", "--vault", str(vault)).out.splitlines()[0]) > 160


EMPTY = {
    "an empty vault": (
        {},
        'No asks yet. Write one: journal new ask "Could you …?" --contact NAME. Or look around: journal demo',
    ),
    "nothing due and one waiting": (
        {"2026-03-14-x.md": "---\nask: May I?\ncontact: Lee Chen\ngoal: g\n---\n"},
        "Nothing is on you. Waiting on 1. Next: Sat 21 Mar (Lee Chen).",
    ),
    "everything done": (
        {"x.md": "---\nask: May I?\nstatus: closed\ncontact: Lee Chen\ngoal: g\n---\n"},
        "Nothing is on you.",
    ),
}


@pytest.mark.parametrize("case", EMPTY)
def test_an_empty_queue_says_what_is_next(call: Call, make_vault: MakeVault, case: str) -> None:
    files, sentence = EMPTY[case]
    done = call("due", "--vault", str(make_vault(files)))
    assert done.status == 0
    assert done.out.splitlines()[0].startswith(sentence)


@pytest.mark.parametrize("command", ["due", "list"])
def test_without_an_ask_what_is_excluded_is_said(call: Call, make_vault: MakeVault, command: str) -> None:
    vault = make_vault({"asks/x.md": "---\nask: May I?\n---\n", "journal.toml": 'exclude = ["asks/", "*.draft.md"]\n'})
    said = call(command, "--vault", str(vault)).out.splitlines()
    assert said[0].startswith("No asks yet. ")
    assert said[1] == "“exclude” in journal.toml leaves out asks/, *.draft.md."


def test_problems_are_counted_and_an_unreadable_block_is_marked(call: Call, make_vault: MakeVault) -> None:
    vault = make_vault({"2026-01-05-x.md": "---\nask: Could you: please?\ncontact: Ana: B\ngoal: g\n---\n"})
    done = call("due", "--vault", str(vault))
    assert "bad-frontmatter" in done.out.splitlines()[1]
    assert done.out.splitlines()[-1].endswith("problem: journal check")


def test_list_shows_every_ask_in_the_queues_order(call: Call, network: str) -> None:
    done = call("list", "--vault", network)
    assert done.out.splitlines() == [
        "!THANK  +9d   Maria Lopez  Intro to Acme      data-job",
        "!NUDGE  +4d   Sam Lee      Review of my talk  talks",
        " DRAFT  -70d  Maria Lopez  Referral           data-job",
        " WAIT   -5d   Tom          Salary survey      data-job",
        "",
        "4 asks",
    ]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (["contact:maria"], ["asks/2026-02-02-intro", "asks/referral"]),
        (["-contact:maria"], ["asks/2026-03-05-review", "asks/2026-03-14-salary"]),
        (["state:waiting"], ["asks/2026-03-14-salary"]),
        (["move:mine", "goal:data-job"], ["asks/2026-02-02-intro", "asks/referral"]),
        (["due<2026-03-10"], ["asks/2026-02-02-intro"]),
        (["asked>=2026-03"], ["asks/2026-03-05-review", "asks/2026-03-14-salary"]),
        (["slides"], ["asks/2026-03-05-review"]),
        (["-slides", "--", "-contact:maria"], ["asks/2026-03-14-salary"]),
        (['contact:"Sam Lee"'], ["asks/2026-03-05-review"]),
        (["contact:nobody"], []),
    ],
)
def test_filters_narrow_the_list(call: Call, network: str, filters: list[str], ids: list[str]) -> None:
    document = call("list", *filters[:1], "--vault", network, "--json", *filters[1:]).document
    assert [ask["id"] for ask in document["asks"]] == ids
    assert document["counts"] == {"mine": 3, "theirs": 1, "dated": 0, "problems": 0}


def test_a_filter_that_nothing_passes_says_so(call: Call, network: str) -> None:
    done = call("list", "contact:nobody", "--vault", network)
    assert (done.status, done.out) == (0, "No ask fits these filters; “journal list” shows all.\n")


@pytest.mark.parametrize(
    ("word", "doubt"),
    [
        ("NUDGE", "“NUDGE” was looked for as text; the state is state:nudge.\n"),
        ("act", "“act” was looked for as text; the state is state:act.\n"),
        ("overdue", "“overdue” was looked for as text; what is overdue has 'days_overdue>0'.\n"),
        ("talk", ""),
        ("state:nudge", ""),
    ],
)
def test_a_state_that_is_looked_for_as_text_is_doubted(call: Call, network: str, word: str, doubt: str) -> None:
    assert call("list", word, "--vault", network).err == doubt
    assert call("list", word, "--json", "--vault", network).err == ""


@pytest.mark.parametrize("command", ["list", "contacts", "goals", "notes"])
@pytest.mark.parametrize("word", ["", " ", '""'])
def test_an_empty_filter_is_none(call: Call, network: str, command: str, word: str) -> None:
    assert call(command, word, "--vault", network) == call(command, "--vault", network)


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        (["!state:act"], "“!state:act” was looked for as text; a dash before a filter turns it round: -state:act\n"),
        (["NOT maria"], "“NOT” was looked for as text; a dash before a filter turns it round: -maria\n"),
        (["NOT", "state:draft"], "“NOT” was looked for as text; a dash before a filter turns it round: -state:draft\n"),
        (["talk", "OR", "visa"], "“OR” was looked for as text; all filters of a call must hold.\n"),
        (["talk", "AND", "visa"], "“AND” was looked for as text; all filters of a call must hold.\n"),
        (["state!=act"], "“state!=act” was looked for as text; a dash before a filter turns it round: -state=act\n"),
        (["not", "!", "-maria", "why?!", "a!=", "a b!!=c"], ""),
    ],
)
@pytest.mark.parametrize("name", ["list", "contacts", "goals", "notes", "search"])
def test_an_operator_of_other_programs_is_doubted(
    call: Call, network: str, name: str, words: list[str], doubt: str
) -> None:
    assert call(name, *words, "--vault", network).err == doubt
    assert call(name, *words, "--json", "--vault", network).err == ""


@pytest.mark.parametrize(
    ("word", "inner"),
    [
        ("contact:maria goal:talks", "goal:talks"),
        ("goal:talks due<fri", "due<fri"),
        ("contact:maria -state:draft", "-state:draft"),
        ("contact:maria lopez", ""),
        ("why:see: this", ""),
    ],
)
def test_filters_within_one_pair_of_quotes_are_doubted(call: Call, network: str, word: str, inner: str) -> None:
    told = f"“{inner}” is taken for a part of “{word}”: put each filter in quotes of its own.\n" if inner else ""
    assert call("list", word, "--vault", network).err == told
    assert call("list", word, "--json", "--vault", network).err == ""


def test_filters_within_one_pair_of_quotes_are_told_beside_the_refusal(call: Call, network: str) -> None:
    done = call("list", "state:draft goal:talks", "--vault", network)
    assert (done.status, "put each filter in quotes of its own" in done.err) == (2, True)


def test_a_narrowed_list_says_of_how_many(call: Call, network: str) -> None:
    assert call("list", "state:draft", "--vault", network).out.endswith("\n1 ask of 4\n")


def test_settings_nobody_knows_are_told_beside_the_answer(call: Call, make_vault: MakeVault) -> None:
    vault = make_vault({**NETWORK, "journal.toml": "[follow_up]\nwait_dayz = 3\n"})
    done = call("due", "--vault", str(vault))
    assert (done.status, done.out) == (0, DUE)
    assert done.err == "journal.toml: nobody knows the key follow_up.wait_dayz; did you mean follow_up.wait_days?\n"


UNSURE = {
    "asks/bad-date.md": "---\ntitle: A date\nask: Could you?\ncontact: Ana\nasked: 2026-03-15\npromised: soon\n---\n",
    "asks/bad-span.md": "---\ntitle: A span\nask: Could you?\ncontact: Ana\nasked:\nfollow_up: 10d\n---\n",
    "asks/status.md": "---\ntitle: A status\nask: Could you?\ncontact: Ana\nasked: 2026-01-15\nstatus: hm\n---\n",
    "asks/sure.md": "---\ntitle: All well\nask: Could you?\ncontact: Ana\nasked: 2026-01-15\nstatus: sent\n---\n",
}


def test_an_ask_whose_date_or_status_cannot_be_read_has_a_question_mark(call: Call, make_vault: MakeVault) -> None:
    lines = call("list", "--vault", str(make_vault(UNSURE))).out.splitlines()[:4]
    assert {line.split("  ")[-1].split("Ana")[-1].strip() or line: line[0] for line in lines} == {
        "A date": "?",
        "A span": "?",
        "A status": "?",
        "All well": "!",
    }
