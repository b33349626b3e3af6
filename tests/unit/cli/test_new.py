"""``journal new`` makes a note from its template and says what an ask lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Call
from tests.unit.cli.test_steps import files
from tests.vaults import MakeVault

ASK = ["new", "ask", "Could you", "look at my CV?", "--contact", "Maria Lopez", "--goal=data-job", "--effort", "5m"]


def test_an_ask_is_a_draft_with_its_gaps(call: Call, network: str) -> None:
    before = files(network)
    done = call(*ASK, "--needed-by", "+3w", "--vault", network)
    path = "asks/2026-03-16-maria-lopez-look-at-my-cv.md"
    assert (done.status, done.err) == (0, "")
    assert files(network) == {**before, path: files(network)[path]}
    assert done.out.splitlines() == [
        f"New ask: {path}",
        "Before it goes out:",
        "  owes-outcome  Tell Maria Lopez what came of the last favour before you ask for the next.",
        "  homework      Read up on Maria Lopez first, and note under homework what you found.",
        "  no-why        Why Maria Lopez of all people? Write it in why.",
        f"Add them with: journal set {path.removesuffix('.md')} why=…",
        f"Next: journal send {path.removesuffix('.md')}",
    ]
    shown = call("list", "cv", "--json", "--vault", network).document["asks"][0]
    assert (shown["state"], shown["asked"], shown["status"], shown["due"]) == ("draft", None, None, "2026-03-30")
    assert (shown["contact"], shown["goal"]) == (["Maria Lopez"], ["data-job"])
    assert b'contact: "[[maria|Maria Lopez]]"\n' in files(network)[path]
    assert call("undo", "--vault", network).status == 0
    assert files(network) == before


def test_what_is_asked_keeps_its_paragraphs(call: Call, network: str) -> None:
    before = files(network)
    done = call("new", "ask", " Could  you help?\n\nIt is\tlate. \n", "--contact", "Zoe", "--vault", network)
    assert done.status == 0
    (path,) = files(network).keys() - before.keys()
    assert b"ask: |-\n  Could you help?\n\n  It is late.\n" in files(network)[path]
    assert path == "asks/2026-03-16-zoe-help.md"
    asked = call("list", "zoe", "--json", "--vault", network).document["asks"][0]
    assert (asked["ask"], asked["title"]) == ("Could you help?\n\nIt is late.", "Could you help?")


def test_the_file_of_an_ask_is_named_by_its_first_sentence(call: Call, network: str) -> None:
    before = files(network)
    call("new", "ask", "could you forward it? 📅 2026-03-20 #seed", "--contact", "Zoe", "--vault", network)
    assert files(network).keys() - before.keys() == {"asks/2026-03-16-zoe-forward-it.md"}


@pytest.mark.parametrize("words", [["new", "ask", "Could you?", "--contact", "Zoe"], ["today", "Rain"]])
def test_no_note_is_made_from_both_sides_of_a_conflict(call: Call, make_vault: MakeVault, words: list[str]) -> None:
    template = "# {{title}}\n<<<<<<< a\n# Notes\n=======\n# Text\n>>>>>>> b\n"
    root = make_vault({"templates/ask.md": template, "templates/day.md": template})
    before = files(str(root))
    done = call(*words, "--vault", str(root))
    assert (done.status, files(str(root))) == (2, before)
    assert ": git left a conflict in its lines 2 to 6: “journal resolve templates/" in done.err


@pytest.mark.parametrize(("key", "name"), [("contact", "?"), ("contact", "TBD"), ("goal", "-"), ("via", "todo")])
def test_a_placeholder_is_taken_for_no_name(call: Call, network: str, key: str, name: str) -> None:
    before = files(network)
    done = call("new", "ask", "Could you?", f"--{key}={name}", "--vault", network)
    assert (done.status, done.err) == (2, f"{key}: “{name}” is no name yet: leave it empty until there is one.\n")
    assert files(network) == before


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["--asked", "2026-03-14"], "Asked 2 days ago. Quiet is fine until Sat 21 Mar, in 5 days."),
        (["--status", "parked"], "Next: journal send asks/2026-03-16-zoe-could-you"),
        (["--asked", "2026-03-02", "--outcome", "yes"], "The outcome is recorded: tell Zoe, with thanks."),
    ],
)
def test_what_went_out_already_is_not_said_to_be_sent_next(
    call: Call, network: str, keys: list[str], said: str
) -> None:
    done = call("new", "ask", "Could you?", "--contact", "Zoe", *keys, "--vault", network)
    assert done.out.splitlines()[-1] == said


PIECES = {
    "a letter off": ("cv reviw", "“cv reviw” is none of the pieces that Job needs; did you mean CV review?\n"),
    "another": ("visa", "“visa” is none of the pieces that Job needs: CV review, intro.\n"),
    "one of them": ("cv Review", ""),
}


@pytest.mark.parametrize("case", PIECES)
def test_a_piece_that_the_goal_does_not_need_is_told(call: Call, make_vault: MakeVault, case: str) -> None:
    typed, told = PIECES[case]
    root = make_vault({"job.md": "---\ntype: goal\ntitle: Job\nneeds: [CV review, intro]\n---\n"})
    done = call("new", "ask", "Could you?", "--contact", "Zoe", "--goal", "Job", "--piece", typed, "--vault", str(root))
    assert (done.status, done.err) == (0, told)
    assert call("list", "--json", "--vault", str(root)).document["asks"][0]["piece"] == typed
    assert call("new", "note", "Book", "--goal", "Job", "--piece", typed, "--vault", str(root)).err == told
    call("new", "ask", "Would you?", "--contact", "Zoe", "--goal", "Job", "--title", "second", "--vault", str(root))
    assert call("set", "second", "why=x", "--vault", str(root)).err == ""
    assert call("set", "second", f"piece={typed}", "--vault", str(root)).err == told


def test_a_goal_that_says_nothing_of_its_needs_has_no_piece(call: Call, make_vault: MakeVault) -> None:
    root = str(make_vault({"job.md": "---\ntype: goal\ntitle: Job\n---\n"}))
    told = "“visa” is none of the pieces that Job needs: nothing stands there under needs.\n"
    assert call("new", "ask", "Who?", "--goal", "Job", "--piece", "visa", "--vault", root).err == told
    assert call("new", "ask", "Who?", "--goal", "Nobody’s", "--piece", "visa", "--vault", root).err == ""


def test_nothing_is_overwritten(call: Call, network: str) -> None:
    for end in ("", "-2", "-3"):
        done = call("new", "person", "Ana", "--new-name", "--vault", network)
        assert done.out == f"New person: people/Ana{end}.md\n"


@pytest.mark.parametrize(
    ("words", "there"),
    [
        (["person", "Maria Lopez"], "people/maria.md"),
        (["person", "MARIA"], "people/maria.md"),
        (["goal", "Data-Job"], "goals/data-job.md"),
    ],
)
def test_who_has_a_note_gets_no_second_one_unasked(call: Call, network: str, words: list[str], there: str) -> None:
    before = files(network)
    done = call("new", *words, "--vault", network)
    assert (done.status, done.out, files(network)) == (2, "", before)
    assert done.err == f"“{words[1]}” is {there} already: write there, or add --new-name for another {words[0]}.\n"


def test_somebody_without_a_note_gets_one(call: Call, network: str) -> None:
    assert call("new", "person", "Sam Lee", "--vault", network).status == 0
    assert call("new", "goal", "talks", "--vault", network).status == 0


def test_an_ask_for_what_is_achieved_is_told_to_be_over(call: Call, network: str) -> None:
    assert call("set", "goals/data-job", "achieved=yes", "--vault", network).status == 0
    done = call("new", "ask", "Could you?", "--contact", "Zoe", "--goal", "data-job", "--vault", network)
    assert done.out.splitlines()[1:] == ["data-job is achieved, and this was never sent: nothing is left to do."]
    sent = call("send", "asks/2026-03-16-zoe-could-you", "--vault", network)
    assert (sent.status, sent.err) == (2, "“Could you?” is over, since its goal is achieved: give it another goal.\n")


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (["person", "Ana", "Ruiz", "--org", "Acme"], "people/Ana Ruiz.md"),
        (["goal", "Speak at PyCon", "--needs", "a slot", "--needs", "a talk"], "goals/speak-at-pycon.md"),
        (["meeting", "Coffee", "--people", "Maria Lopez", "--date", "fri"],
         "meetings/2026-03-20-maria-lopez-coffee.md"),
        (["note", "On asking"], "notes/on-asking.md"),
    ],
)  # fmt: skip
def test_each_kind_goes_to_its_folder(call: Call, network: str, words: list[str], path: str) -> None:
    done = call("new", *words, "--vault", network)
    assert (done.status, done.out, done.err) == (0, f"New {words[0]}: {path}\n", "")
    (found,) = (note for note in call("notes", "--json", "--vault", network).document["notes"] if note["path"] == path)
    assert (found["type"], found["problems"]) == (words[0], [])


def test_a_new_goal_is_not_stuck_before_anything_could_move(call: Call, network: str) -> None:
    call("new", "goal", "Find a lab", "--deadline", "+3m", "--vault", network)
    stuck = {goal["name"]: goal["stuck"] for goal in call("goals", "--json", "--vault", network).document["goals"]}
    assert not stuck["Find a lab"]
    later = call("goals", "--json", "--vault", network, "--today", "+22d").document["goals"]
    assert {goal["name"]: goal["stuck"] for goal in later}["Find a lab"]


def test_a_dry_run_shows_the_note_and_makes_nothing(call: Call, network: str) -> None:
    before = files(network)
    done = call(*ASK, "--vault", network, "--dry-run")
    assert done.out.startswith("--- /dev/null\n+++ asks/2026-03-16-maria-lopez-look-at-my-cv.md\n")
    assert "\n+ask: Could you look at my CV?\n" in done.out
    assert files(network) == before
    document = call(*ASK, "--vault", network, "--dry-run", "--json").document
    assert document["changes"][0]["changed"]["effort"] == [None, "5m"]
    assert files(network) == before


def test_any_key_may_be_given_also_with_a_dash_or_nothing(call: Call, network: str) -> None:
    words = ["--channel", "-phone", "--tags", "a", "--tags=b", "--why=", "--my-key", "x"]
    done = call("new", "ask", "Please?", *words, "--vault", network)
    assert (done.status, done.err) == (0, "")
    text = files(network)["asks/2026-03-16-please.md"].decode()
    assert 'channel: "-phone"\n' in text
    assert "tags:\n  - a\n  - b\n" in text or "tags: [a, b]\n" in text
    assert "\nwhy:" in text
    assert "my-key: x\n" in text


def test_an_ask_of_nobody_for_nothing_says_so(call: Call, network: str) -> None:
    done = call("new", "ask", "Could you look?", "--effort", "5m", "--needed-by", "+3w", "--vault", network)
    ask = "asks/2026-03-16-look"
    assert done.out.splitlines() == [
        f"New ask: {ask}.md",
        "Before it goes out:",
        "  no-contact  It is asked of nobody: write a name in contact.",
        "  no-goal     It serves no goal: write in goal what it is for.",
        "  no-why      Why them of all people? Write it in why.",
        f"Add them with: journal set {ask} contact=… goal=… why=…",
        f"Next: journal send {ask}",
    ]


def test_an_ask_that_was_needed_before_today_says_so(call: Call, network: str) -> None:
    done = call("new", "ask", "Could you?", "--contact", "Sam Lee", "--needed-by", "yesterday", "--vault", network)
    assert "Not sent, and it was needed by Sun 15 Mar. Close it, or move the date.\n" in done.out


@pytest.mark.parametrize(
    ("key", "meant"), [("to", "contact"), ("whom", "contact"), ("for", "goal"), ("due", "needed_by")]
)
def test_a_key_of_another_name_is_doubted(call: Call, network: str, key: str, meant: str) -> None:
    counts_as = "follow_up" if key == "due" else "a key of your own"
    doubt = f"“{key}” counts as {counts_as}; did you mean {meant}?\n"
    assert call("new", "ask", "Could you?", f"--{key}", "fri", "--vault", network).err == doubt
    assert call("set", "asks/2026-03-16-could-you", f"{key}=fri", "--vault", network).err == doubt
    nothing = (
        f"“{key}” is a key of goals: in a person’s note it is kept, but counts for nothing.\n" if key == "due" else ""
    )
    assert call("new", "person", "Zoe", f"--{key}", "fri", "--vault", network).err == nothing


def test_a_slip_in_a_key_is_doubted(call: Call, network: str) -> None:
    done = call("new", "ask", "Please?", "--contat", "Sam", "--vault", network)
    assert (done.status, done.err) == (0, "“contat” counts as a key of your own; did you mean contact?\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "needs KIND"),
        (["aks", "x"], "No kind of note is called “aks”; did you mean ask?"),
        (["contact", "Maria"], "No kind of note is called “contact”; did you mean person?"),
        (["person"], "A new person needs a name"),
        (["ask"], "A new ask needs words: journal new ask"),
        (["ask", "--contact", "Maria Lopez"], "A new ask needs words"),
        (["ask", "--title", "Intro", "--ask", " "], "A new ask needs words"),
        (["ask", "One?", "--ask", "Two?"], "both say its ask"),
        (["ask", "One?", "--needed-by", "soon"], "“soon” is no date"),
        (["ask", "One?", "--why"], "--why needs a value"),
        (["ask", "One?", "--outcome", "tbd"], "leave it empty"),
        (["ask", "One?", "--contact", ""], "--contact needs a value, and what was given is empty"),
        (["ask", "One?", "--contact="], "--contact needs a value"),
        (["ask", "One?", "--person", " "], "--person needs a value"),
        (["ask", "One?", "--contact", "Maria Lopez", "--contact", ""], "--contact needs a value"),
        (["ask", "One?", "--goal", ""], "--goal needs a value"),
        (["ask", "One?", "--via", ""], "--via needs a value"),
        (["ask", "One?", "--needed-by", ""], "--needed-by needs a value"),
        (["ask", "One?", "--asked", ""], "--asked needs a value"),
        (["ask", "One?", "--follow_up", ""], "--follow_up needs a value"),
        (["person", "Zoe", "--last_contact", ""], "--last_contact needs a value"),
        (["goal", "Rest", "--deadline", ""], "--deadline needs a value"),
        (["meeting", "Tea", "--with", ""], "--with needs a value"),
    ],
)
def test_what_cannot_be_is_refused(call: Call, network: str, words: list[str], sentence: str) -> None:
    before = files(network)
    done = call("new", *words, "--vault", network)
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err
    assert files(network) == before


def test_words_that_are_not_utf_8_are_refused(call: Call, network: str) -> None:
    before = files(network)
    for words in (["note", "\udcff"], ["ask", "Please?", "--why", "\udcff"]):
        done = call("new", *words, "--vault", network)
        assert done.status == 2
        assert "not UTF-8" in done.err
    assert files(network) == before


def test_the_templates_of_init_are_those_of_new(call: Call, tmp_path: Path) -> None:
    for name in ("bare", "made"):
        (tmp_path / name).mkdir()
    call("init", str(tmp_path / "made"))
    made = [
        call("new", "ask", "Please?", "--why", "x", "--vault", str(tmp_path / name), "--json").document
        for name in ("bare", "made")
    ]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (["person", "Zoe Quist"], "people/Zoe Quist.md"),
        (["ask", "Could you?", "--contact", "Zoe"], "asks/2026-03-16-zoe-could-you.md"),
    ],
)
def test_homework_given_to_a_new_note_is_of_today(call: Call, network: str, words: list[str], path: str) -> None:
    given = ["--homework", "Read her blog on leases", "--vault", network]
    done = call("new", *words, *given)
    assert "homework_date: 2026-03-16\n" in (Path(network) / path).read_text("utf-8")
    assert "Read up on" not in done.out
    call("undo", "--vault", network)
    call("new", *words, *given, "--homework_date", "1 Mar")
    assert "homework_date: 2026-03-01\n" in (Path(network) / path).read_text("utf-8")
    call("undo", "--vault", network)
    call("new", *words, "--homework=", "--vault", network)
    assert "homework_date: 2026" not in (Path(network) / path).read_text("utf-8")
