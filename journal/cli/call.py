"""How a command is called: which options and words it takes, and how those of a call are read.

Read by hand, for two things that argparse has no way to say: a filter such as ``-tag:acme`` is a
word though it starts with a dash, and options stand anywhere between the words.
"""

from __future__ import annotations

from journal.errors import BadCall

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["ANY_KEY", "COMMON", "Call", "Option", "Words", "read_call", "split_command"]


class Option:
    """A word that starts with ``--``. value: what stands for its value in the help, None for a switch."""

    __slots__ = ("help", "name", "value")

    def __init__(self, name: str, help: str, value: str | None = None) -> None:
        self.name, self.help, self.value = name, help, value


class Words:
    """What the positional words of a call stand for, from left to right.

    least, most: how many words there may be; most is None for any number. dashed: a word may start with one dash.
    """

    __slots__ = ("dashed", "help", "least", "most", "name")

    def __init__(self, name: str, help: str, least: int = 1, most: int | None = 1, *, dashed: bool = False) -> None:
        self.name, self.help, self.least, self.most, self.dashed = name, help, least, most, dashed


class Call:
    """What was called: options by name (a switch has the value ""), and the words by what they stand for.

    keys: for commands that take ANY_KEY, the values given for each key of a note.
    """

    __slots__ = ("keys", "options", "words")

    def __init__(
        self,
        options: Mapping[str, str],
        words: Mapping[str, tuple[str, ...]],
        keys: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.options, self.words, self.keys = options, words, keys or {}

    def word(self, name: str) -> str | None:
        """The single word given for a name; None where it was left out."""
        return next(iter(self.words[name]), None)

    def on_vault(self, folder: str) -> Call:
        """A copy of this call with the folder as its vault."""
        return Call({**self.options, "--vault": folder}, self.words, self.keys)


_MAY_BE_BLANK = frozenset({"TEXT", "FILTER", "QUERY"})
"""Words that say something even where they are empty. Any other is a variable of a script that was never set, and would
mean every note, or today.
"""
ANY_KEY = Option("--KEY", "any key of the note, again for each value: --why, --tags", "VALUE")
"""Stands for every option that nobody knows."""

COMMON = (
    Option("--vault", "the folder of notes (else JOURNAL_VAULT, or see docs/cli.md)", "DIR"),
    Option("--today", "the day to take for today: 2026-03-16, fri, +3d (else JOURNAL_TODAY)", "DATE"),
    Option("--json", "print one JSON document (docs/cli.md, “JSON”)"),
    Option("--no-cache", "read every note afresh"),
    Option("--debug", "show where in the program an error came from"),
    Option("--version", "print the version and leave"),
    Option("--help", "print this help and leave, as does -h"),
)


def split_command(argv: Sequence[str]) -> tuple[str | None, list[str]]:
    """The first word of a call that is neither an option nor the value of a common one, and all the rest."""
    with_value = {option.name for option in COMMON if option.value}
    place = 0
    while place < len(argv) and argv[place] != "--":
        if not argv[place].startswith("-"):
            return argv[place], [*argv[:place], *argv[place + 1 :]]
        place += 2 if argv[place] in with_value else 1
    return None, list(argv)


def read_call(
    command: str,
    wanted: Sequence[Words],
    further: Sequence[Option],
    argv: Iterable[str],
    commands: Iterable[str] = (),
) -> Call:
    """The options and words of a call. Raises BadCall.

    command: its name, which stands in argv no more. wanted, further: its words, and its options besides COMMON.
    commands: for a call without one, those that a mistyped option could have been meant for.
    """
    called = f"journal {command}".rstrip()
    known = {option.name: option for option in (*COMMON, *further) if option is not ANY_KEY}
    dashed = any(words.dashed for words in wanted)
    options: dict[str, str] = {}
    keys: dict[str, tuple[str, ...]] = {}
    words: list[str] = []
    rest = iter(argv)
    behind = ""  # a key and its value that a text stands before, as typed
    for word in rest:
        if word == "--":
            words.extend(rest)
        elif word == "-h":
            options["--help"] = ""
        elif _is_word(word, dashed):
            _refuse_apart(word, behind)
            words.append(word)
        else:
            name, has_value, value = word.partition("=")
            if name not in known and ANY_KEY in further and name.startswith("--"):
                given = value if has_value else next(rest, "--")
                if given.startswith("--") and not has_value:
                    raise BadCall(f"{name} needs a value: {name} VALUE, or {name}=VALUE.")
                keys[name[2:]] = (*keys.get(name[2:], ()), given)
                behind = f"{name} {given}" if len(words) >= len(wanted) else ""
                continue
            if name not in known:
                hint = _hint(name, value or next(rest, ""), known, commands, dashed=dashed)
                raise BadCall(f"{called} has no option {name}{hint}")
            if known[name].value is None and has_value:
                raise BadCall(f"{name} takes no value: write {name} alone.")
            if known[name].value is not None and not has_value:
                value = next(rest, "")
            if known[name].value is not None and not value:
                raise BadCall(f"{name} needs a value: {name} {known[name].value}.")
            options[name] = value
    wants_words = "--help" not in options and "--version" not in options
    return Call(options, _assign_words(called, wanted, words) if wants_words else {}, keys)


def _is_word(word: str, dashed: bool) -> bool:
    """Whether a word of a call is no option. dashed: as in Words. No option begins with a digit: ``-3d`` is a day."""
    if not word.startswith("-") or word[1:2].isdigit() or " " in word.partition("=")[0]:
        return True
    return dashed and not _is_option(word)


def _hint(name: str, given: str, known: Iterable[str], commands: Iterable[str], *, dashed: bool) -> str:
    """The end of the sentence about an option that nobody knows. given: the word behind it. dashed: among filters."""
    from journal.cli.near_words import nearest_option
    from journal.filter_keys import MEANT

    if dashed and (meant := MEANT.get(name.lstrip("-"))):
        return f": {meant}"
    if dashed and not name.startswith("--"):
        return "; a single letter to leave out stands behind --, after all options."
    hint = nearest_option(name, known, commands)
    return (
        f"; a filter is written {name[2:]}:{given}." if dashed and given and given[0] != "-" and hint == "." else hint
    )


def _is_option(word: str) -> bool:
    """Whether a word with a dash is meant for an option where others are words to leave out: ``--sort``, ``-n``."""
    return word.startswith("--") or (len(word) == 2 and word[1].isascii() and word[1].isalpha())


def _refuse_apart(word: str, behind: str) -> None:
    """Raise BadCall for a word of a text of which another part stands before a key: most likely the rest of its value.

    behind: the key and its value, as typed; "" where no text is before it.
    """
    if behind:
        key, _, first = behind.partition(" ")
        how = f'put quotes around a value of several words, as in {key} "{first} {word}"'
        raise BadCall(f"“{word}” stands apart from the text before {key}: {how}.")


def _assign_words(called: str, wanted: Sequence[Words], words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Assign the positional words of a command to its parameters, by parameter name.

    called: the command, for messages. wanted: the parameters in order. Raises BadCall for missing, surplus and blank
    words.
    """
    required = [each for each in wanted for _ in range(each.least)]
    if len(words) < len(required):
        missing = required[len(words)]
        raise BadCall(f"{called} needs {missing.name}: {missing.help}.")
    found: dict[str, tuple[str, ...]] = {}
    left = list(words)
    for place, each in enumerate(wanted):
        free = len(left) - sum(later.least for later in wanted[place + 1 :])
        taken = free if each.most is None else min(each.most, free)
        found[each.name], left = tuple(left[:taken]), left[taken:]
    if left and not wanted:
        raise BadCall(f"{called} takes no words, such as “{left[0]}”: see {called} --help.")
    if left:
        hint = f"put quotes around words that belong together, or see {called} --help"
        raise BadCall(f"{called} does not know what “{left[0]}” is for: {hint}.")
    for each in wanted:
        if each.name not in _MAY_BE_BLANK and not all(map(str.strip, found[each.name])):
            raise BadCall(f"{called} needs {each.name}, and what was given is empty: {each.help}.")
    return found
