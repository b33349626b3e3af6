"""How the words of a call are told apart."""

from __future__ import annotations

import pytest

from journal.cli.call import ANY_KEY, Call, Option, Words, read_call, split_command
from journal.cli.command import Command
from journal.errors import BadCall

FILTERED = Command("list", lambda _: 0, words=(Words("FILTER", "a word", least=0, most=None, dashed=True),))
WRITING = Command(
    "close",
    lambda _: 0,
    words=(Words("NOTE", "its name"), Words("WORD", "a status"), Words("TEXT", "why", least=0)),
    options=(Option("--on", "the day", "DATE"),),
)
SEVERAL = Command("tag", lambda _: 0, words=(Words("NOTE", "its name", most=None), Words("TAG", "a tag")))


def read(command: Command, argv: list[str]) -> Call:
    return read_call(command.name, command.words, command.options, argv)


@pytest.mark.parametrize(
    ("argv", "name", "rest"),
    [
        (["due", "--json"], "due", ["--json"]),
        (["--json", "due"], "due", ["--json"]),
        (["--vault", "due", "list"], "list", ["--vault", "due"]),
        (["--vault=due", "list"], "list", ["--vault=due"]),
        (["--vault", "x"], None, ["--vault", "x"]),
        ([], None, []),
        (["--", "due"], None, ["--", "due"]),
    ],
)
def test_the_first_word_that_is_no_option_is_the_command(argv: list[str], name: str | None, rest: list[str]) -> None:
    assert split_command(argv) == (name, rest)


def test_a_filter_may_start_with_a_dash_and_stand_among_options() -> None:
    call = read(FILTERED, ["-tag:acme", "--json", "visa", "-homework:fresh", "--today=+3d", "--vault", "x"])
    assert call.options == {"--json": "", "--today": "+3d", "--vault": "x"}
    assert call.words == {"FILTER": ("-tag:acme", "visa", "-homework:fresh")}


def test_after_two_dashes_every_word_is_a_word() -> None:
    assert read(FILTERED, ["--", "--json"]).words == {"FILTER": ("--json",)}


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["x", "declined"], {"NOTE": ("x",), "WORD": ("declined",), "TEXT": ()}),
        (["x", "-3d"], {"NOTE": ("x",), "WORD": ("-3d",), "TEXT": ()}),
        (["x", "--on", "fri", "declined", "no time"], {"NOTE": ("x",), "WORD": ("declined",), "TEXT": ("no time",)}),
    ],
)
def test_words_are_named_from_left_to_right(argv: list[str], words: dict[str, tuple[str, ...]]) -> None:
    call = read(WRITING, argv)
    assert call.words == words
    assert call.word("TEXT") == next(iter(words["TEXT"]), None)


def test_a_name_for_many_leaves_enough_for_those_after_it() -> None:
    assert read(SEVERAL, ["a", "b", "c"]).words == {"NOTE": ("a", "b"), "TAG": ("c",)}


def test_help_asks_for_no_words() -> None:
    call = read(WRITING, ["-h"])
    assert (call.options, call.words) == ({"--help": ""}, {})


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["x", "y", "--jsn"], "journal close has no option --jsn; did you mean --json?"),
        (["x", "y", "--date"], "journal close has no option --date; did you mean --on?"),
        (["x", "y", "--goal"], "journal close has no option --goal."),
        (["x", "y", "--qqqq"], "journal close has no option --qqqq."),
        (["x", "y", "-q"], "journal close has no option -q."),
        (["x", "y", "--json=1"], "--json takes no value: write --json alone."),
        (["x", "y", "--on"], "--on needs a value: --on DATE."),
        (["x", "y", "--on="], "--on needs a value: --on DATE."),
        (["x"], "journal close needs WORD: a status."),
        (["x", ""], "journal close needs WORD, and what was given is empty: a status."),
        ([" ", "y"], "journal close needs NOTE, and what was given is empty: its name."),
        (
            ["x", "y", "z", "q"],
            "journal close does not know what “q” is for: put quotes around words that belong together, "
            "or see journal close --help.",
        ),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(argv: list[str], sentence: str) -> None:
    with pytest.raises(BadCall) as caught:
        read(WRITING, argv)
    assert caught.value.sentence == sentence


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--contact", "Müller"], "journal list has no option --contact; a filter is written contact:Müller."),
        (["--contact=Müller", "x"], "journal list has no option --contact; a filter is written contact:Müller."),
        (["--overdue"], "journal list has no option --overdue."),
        (["--overdue", "--json"], "journal list has no option --overdue."),
        (
            ["-n", "3"],
            "journal list has no option -n: a filter leaves out by what notes say; for the first of a list pipe it "
            "into head.",
        ),
        (["--sort=due"], "journal list has no option --sort: a filter leaves out; in the terminal UI s sorts."),
        (
            ["-v", "3"],
            "journal list has no option -v; a single letter to leave out stands behind --, after all options.",
        ),
        (["--jsn"], "journal list has no option --jsn; did you mean --json?"),
    ],
)
def test_a_filter_that_is_written_as_an_option_is_told(argv: list[str], sentence: str) -> None:
    with pytest.raises(BadCall) as caught:
        read(FILTERED, argv)
    assert caught.value.sentence == sentence


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (
            ["ask", "May I?", "--contact", "Priya", "Nair"],
            "“Nair” stands apart from the text before --contact: put quotes around a value of several words, "
            'as in --contact "Priya Nair".',
        ),
        (["ask", "May", "I?", "--why=so", "much", "--goal", "x"], "“much” stands apart from the text before --why"),
    ],
)
def test_a_value_of_several_words_wants_quotes(argv: list[str], sentence: str) -> None:
    """Else the rest of a name would be taken for the end of what is asked."""
    with pytest.raises(BadCall) as caught:
        read_call("new", (Words("KIND", "a kind"), Words("TEXT", "a text", least=0, most=None)), (ANY_KEY,), argv)
    assert caught.value.sentence.startswith(sentence)


def test_a_command_without_words_says_so() -> None:
    with pytest.raises(BadCall) as caught:
        read_call("due", (), (), ["maria"])
    assert caught.value.sentence == "journal due takes no words, such as “maria”: see journal due --help."


def test_what_has_a_space_is_no_option() -> None:
    assert read(WRITING, ["- [ ] x", "y", "-a b", "--on=5 Jan"]).words["TEXT"] == ("-a b",)


def test_a_text_may_stand_behind_the_keys() -> None:
    words = (Words("KIND", "a kind"), Words("TEXT", "a text", least=0, most=None))
    call = read_call("new", words, (ANY_KEY,), ["ask", "--contact", "Priya", "May", "I?"])
    assert (call.words["TEXT"], call.keys) == (("May", "I?"), {"contact": ("Priya",)})
