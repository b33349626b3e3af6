"""Words of a note made fit for a message: which are quoted, and which are left for the person to word."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category

from journal.model import Ask, Day, Party
from journal.notes.body import CLOSING, first_sentence, without_comments
from journal.regex import regex
from journal.rules.messages.days_in_words import days_in_words
from journal.rules.messages.person_name import name_in_words, person_in_words
from journal.rules.messages.sentences import (
    is_point,
    sentences,
    stopped_once,
    tidy,
    unmarked,
    with_question_mark,
    without_marker,
    without_slugs,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

__all__ = [
    "ASK_TO_WORD",
    "GOAL_TO_WORD",
    "IN_QUOTES",
    "LONGEST_SUBJECT",
    "OUTCOME_TO_WORD",
    "THIRD",
    "YOU",
    "ask_to_send",
    "asking_sentence",
    "in_quotes",
    "is_private",
    "left_to_word",
    "lines_to_word",
    "names_one",
    "place_to_word",
    "plain",
    "subject",
    "unlinked",
]

OUTCOME_TO_WORD = "[What came of it, in your words]"
ASK_TO_WORD = "[What you ask, in your words]"
GOAL_TO_WORD = "[What came true, in your words]"
"""What the person replaces before a message can go out."""

_LONGEST_QUOTE = 240
LONGEST_SUBJECT = 78
"""Characters."""
_FEWEST_OF_A_REASON = 3
"""Words, where it begins with “you”; one more elsewhere."""
_GIVES_REASON = regex(r"(?i)(?:because|since|as|if|in case|given that|thanks to)\s")
_LINK = regex(r"!?\[\[([^\[\]\n]+)\]\]|\[([^\[\]\n]+)\]\((?!https?:|mailto:)[^()\n]*\)")
_WEB_LINK = regex(r"(?<!!)\[([^\[\]\n]+)\]\((https?:[^()\s]+)\)")
_SIZE = regex(r"\d+(?:x\d+)?")
"""The size of a picture, which stands where a link has other words."""
_UNFILLED = regex(r"\{\{[^{}\n]*+\}\}|<%[^%\n]*+%>")
"""What the template of a note, of this program or another, has left in it."""
_LEFT_TO_WORD = regex(r"(?<![\[\]!])\[[^\W\d_][^\[\]{}\n]+\](?![\[\](]|:\s*(?:<|\w+:))")
_WORD = regex(r"\w+")
_BETWEEN_PARAGRAPHS = regex(r"\n\s*\n")
_NAME_OF_FILE = regex(r"[^\sA-Z]+[-_][^\sA-Z]+")
_HELLO = regex(r"(?i)^(?:hi|hello|hey|dear)\b[^,:!?.\n]{0,40}[,:!]\s*")
_ASKS = regex(r"(?i)[?？؟]|\b(?:could|would|can you|(?-i:may|MAY|^May) I|please)\b")
_ASKED = regex(rf"[?？؟][{CLOSING}]*$")
"""The end of a sentence that asks."""
_SAYS_REQUEST = regex(r"(?i)(?:(?:a\s+)?(?:request|question)|I|we)\b")
_SMALL_TALK = regex(
    r"(?i)(?:\W*(?:hi|hello|hey)\b[^,.?!]*[,.!]?\s*)?(?:how are (?:you|things)|how(?:['’]s| is) "
    r"(?:life|it going|everything|your)|how have you been|(?:do you )?remember|did you get|are you still"
    r"|guess what|what['’]s up|wie geht|ça va|comment (?:ça|vas)|cómo est|come sta)\b"
)
"""A question that greets or reminds, and is not what is asked, where another one follows."""
_POINTS_BACK = regex(r"(?i)\b(?:it|that|this|one|them|these|those)\b")
_REMINDING = frozenset(
    "ask tell see check find get have talk speak reach follow following chase ping call e email text message meet "
    "thank remind write todo".split()
)
"""The first words of reminders for whoever keeps the note."""
_TO_ONESELF = regex(
    r"(?i)(?:ask|tell|see|check|find out|get|have)\s+(?:if\s+|whether\s+|with\s+)?(?:her|him|he|she|they|them)\b"
    r"|todo\b|(?:ask|check|see|find\s+out)\s+(?:if|whether)\b(?![^.?!\n]*\b(?:you|your)\b)"
    r"|(?:(?:talk|speak|reach\s+out|get\s+back)\s+to|follow(?:ing)?\s+up|chase|ping|find\s+out)\b"
    r"(?![^.?!\n]*\b(?:you|your|me|us)\b)",
)
"""How a reminder for whoever keeps the note begins; nobody else is to read it."""
_ORDER = regex(
    r"(?i)(?:ask|tell|see|call|e-?mail|text|message|meet|thank|remind|get|write|check)\b(?![^.?!\n]*\b(?:you|your|me|us)\b)"
)
"""The same where it names the person whom it asks."""
_TO_SOMEBODY = regex(r"(\w+)[,:]\s+(?=\S)")
_ABOUT_THEM = regex(
    r"(?i)(?:can|could|would|will|does|did|is|has|may|might|if|whether)\s+(?:he|she|they)\b"
    r"|(?:how|what|when|where|which|who|why)\s+(?:he|she)\b|(?:his|her)\s"
)
_VERB_LIKE_A_NAME = regex(r"(?i)^\W*(?:will|may)\b")
_TODO = regex(r"\s*\b(?:TODO|FIXME|(?i:notes? to (?:my)?self))\b[^\n]*")
_REMARK = regex(r"(?<=[.?!])\s+\((?=[^()]*\b(?:he|she|him|her|his|hers)\b)[^()]*\)\s*$")
"""Words in brackets about somebody, behind the last sentence."""
_ANOTHER = regex(r"(?<=[^\s.?!])\s+(?!I\b)[^\W\d_a-z]\w")
"""Somebody or something that is named within a sentence."""
_QUOTES = frozenset('"“«„')
IN_QUOTES = regex('(?s)(?:"[^"]+"|“[^“”]+”|«[^«»]+»|„[^„“”]+[“”])')
"""A text that is one quotation."""
_SENTENCE_ENDS = frozenset(".!?…。！？؟:")
THIRD = regex(r"(?i)\b(?:he|she|him|her|his|hers|himself|herself)\b|(?:^|[.;:!?]\s*)they\b")
YOU = regex(r"(?i)\b(?:you|your|yours|you['’](?:re|ve|ll|d))\b")
_PRIVATE = regex(
    r"(?i)[\[\]]|\b(?:private|secret|confidential|untitled|draft|reminder|plan b|do(?:n['’]t| not) (?:send|tell))\b"
)
"""What a title says to oneself alone."""


def left_to_word(template: str) -> tuple[str, ...]:
    """The words in brackets that a template leaves to the person; a link, a box or a number in brackets is none."""
    return tuple(dict.fromkeys(_LEFT_TO_WORD.findall(template)))


def lines_to_word(text: str, left: Sequence[str] = ()) -> tuple[int, ...]:
    """The lines of a message, counted from 1, that the person still has to word. left: as ``left_to_word`` gives it."""
    return tuple(number for number, line in enumerate(text.split("\n"), start=1) if place_to_word(line, left))


def place_to_word(line: str, left: Sequence[str] = ()) -> tuple[int, int] | None:
    """Where in a line of a message the first words in brackets begin and end that the person has to word; None for
    none.
    """
    words = (OUTCOME_TO_WORD, ASK_TO_WORD, GOAL_TO_WORD, *left)
    places = [(start, start + len(each)) for each in words if (start := line.find(each)) >= 0]
    if ("{{" in line or "<%" in line) and (unfilled := _UNFILLED.search(line)):
        places.append(unfilled.span())
    return min(places, default=None)


def unlinked(text: str) -> str:
    """A text for a message: links replaced by their words, comments removed. An address of the web stays."""

    def shown(match: re.Match[str]) -> str:
        target, _, alias = (match[1] or match[2]).rpartition("|")
        if target and not (match[0][0] == "!" and _SIZE.fullmatch(alias)):
            return alias
        name = target or alias
        return name_in_words(name.rpartition("/")[2].partition("#")[0] or name)

    def with_address(match: re.Match[str]) -> str:
        return match[2] if match[1] == match[2] else f"{match[1]} ({match[2]})"

    text = without_comments(text)
    return (_WEB_LINK.sub(with_address, _LINK.sub(shown, text)) if "[" in text else text).strip()


def ask_to_send(ask: Ask, today: Day) -> str:
    """The ask as paragraphs of a message, with the reason for asking them; ASK_TO_WORD where it has no words for the
    contact.
    """
    paragraphs = _BETWEEN_PARAGRAPHS.split(_without_hello(ask, today))
    texts = [text for paragraph in paragraphs if (text := tidy(paragraph))]
    leads = [place + 1 < len(texts) and is_point(texts[place + 1]) for place in range(len(texts))]
    said = [text if lead else with_question_mark(text) for text, lead in zip(texts, leads, strict=True)]
    if said and not any(_ASKS.search(paragraph) for paragraph in said) and not _SAYS_REQUEST.match(said[0]):
        said[0] = f"I have a request: {said[0]}"
    said = [_with_capital(text) for text in said]
    asked = [
        text if lead or is_point(text.rpartition("\n")[2]) else _ended(text)
        for text, lead in zip(said, leads, strict=True)
    ]
    return "\n\n".join(filter(None, [_why_in_words(ask, today), *(asked or [ASK_TO_WORD])]))


def asking_sentence(ask: Ask, today: Day) -> str:
    """The sentence of an ask to quote, on one line: its first question that is no small talk, else its first sentence;
    "" for none.

    A question that says “it” or “that” comes with the sentence above it.
    """
    said = list(map(with_question_mark, sentences(_without_hello(ask, today))))
    asking = [place for place, sentence in enumerate(said) if _ASKED.search(sentence)]
    place = next((place for place in asking if not _SMALL_TALK.match(said[place])), asking[0] if asking else None)
    if place is None:
        return _cut(said[0] if said else "", _LONGEST_QUOTE)
    asked = _with_capital(said[place])
    above = _ended(_with_capital(said[place - 1])) if place and _POINTS_BACK.search(asked) else ""
    return f"{above} {asked}" if above and len(above) + len(asked) < _LONGEST_QUOTE else _cut(asked, _LONGEST_QUOTE)


def subject(ask: Ask, today: Day) -> str:
    """The subject line: the note's own title, else the sentence that asks; never a file name, or a title that is a note
    to oneself; "" for none.
    """
    title = tidy(plain(ask.note.title, today)).replace("\n", " ")
    stem = ask.note.path.rpartition("/")[2].rpartition(".")[0]
    is_file_name = ask.note.title == stem and (" " not in stem or stem[:4].isdigit())
    is_of_text = ask.text is not None and ask.note.title == first_sentence(ask.text)
    if is_of_text or is_file_name or _NAME_OF_FILE.fullmatch(ask.note.title) or is_private(title, ask.contacts):
        title = asking_sentence(ask, today)
    title = "" if _is_to_oneself(title, ask.contacts) else without_marker(_HELLO.sub("", title))
    return _cut(_with_capital(title), LONGEST_SUBJECT).removesuffix(".") or asking_sentence(ask, today)


def is_private(title: str, people: Sequence[Party]) -> bool:
    """Whether a title is for whoever keeps the note: it speaks of these people, or says so."""
    return bool(THIRD.search(title) or _PRIVATE.search(title)) or names_one(title, people)


def in_quotes(text: str) -> str:
    """A text as it stands in “quotes”."""
    return text.replace("“", "‘").replace("”", "’")


def _why_in_words(ask: Ask, today: Day) -> str:
    """The reason for asking this person, where it is worded to them; "" where it is worded about them."""
    said = " ".join(without_marker(plain(ask.why or "", today)).split())
    fewest = _FEWEST_OF_A_REASON if said[:4].casefold() == "you " else _FEWEST_OF_A_REASON + 1
    if not YOU.search(said) or len(said.split()) < fewest or THIRD.search(said) or names_one(said, ask.contacts):
        return ""
    if _GIVES_REASON.match(said):
        said = f"I am asking you {said[0].lower()}{said[1:]}"
    return _ended(_with_capital(without_slugs(said)))


def _without_hello(ask: Ask, today: Day) -> str:
    """The ask's words to the contact without a greeting; "" where they are a reminder to oneself."""
    said = _HELLO.sub("", plain(_as_sentences(ask), today))
    said = said[1:-1].strip() if said[:1] in _QUOTES and IN_QUOTES.fullmatch(said) else said
    if (somebody := _TO_SOMEBODY.match(said)) and names_one(somebody[1], ask.contacts):
        said = said[somebody.end() :]
    if (remark := _REMARK.search(said)) and not _ANOTHER.search(said, 0, remark.start()):
        said = said[: remark.start()]
    return "" if _is_to_oneself(said, ask.contacts) else _TODO.sub("", said)


def _is_to_oneself(said: str, contacts: Sequence[Party]) -> bool:
    """Whether a text is a reminder to oneself, or asks about the contacts: it does not speak to them."""
    people = [party._replace(name=person_in_words(party.name)) for party in contacts]
    if not YOU.search(said) and (_ABOUT_THEM.match(said) or names_one(_VERB_LIKE_A_NAME.sub("", said), people)):
        return True
    first = _WORD.match(said)
    may_be_one = first is not None and first[0].casefold() in _REMINDING
    return may_be_one and bool(_TO_ONESELF.match(said) or (_ORDER.match(said) and names_one(said, contacts)))


def _as_sentences(ask: Ask) -> str:
    """The ask's text; where it is a list, each of its texts is a sentence."""
    text = ask.text or ""
    for texts in ask.note.frontmatter.values():
        if len(texts) > 1 and "; ".join(texts) == text:
            return " ".join(_ended(_with_capital(" ".join(one.split()))) for one in texts)
    return stopped_once(text)


def plain(text: str, today: Day) -> str:
    """A text without links, comments and marks, with its days in words."""
    return days_in_words(unmarked(unlinked(text.replace("\r\n", "\n"))), today)


def names_one(text: str, parties: Sequence[Party]) -> bool:
    """Whether a text has a word of one of these people's names."""
    words = {word.casefold() for word in _WORD.findall(text) if word[:1].isupper() or not word.isascii()}
    return any(word.casefold() in words for party in parties for word in _WORD.findall(party.name) if len(word) > 2)


def _with_capital(text: str) -> str:
    first = (text.split() or [""])[0]
    return text[:1].upper() + text[1:] if first == first.lower() else text


def _ended(text: str) -> str:
    """A text with a full stop, unless it has a sign at its end already."""
    text = text.strip()
    if text and category(text[-1]) == "So":
        return text
    last = next((each for each in reversed(text) if each.isalnum() or each == "_" or each in _SENTENCE_ENDS), None)
    return text if last is None or last in _SENTENCE_ENDS else text + "."


def _cut(text: str, most: int) -> str:
    """A text cut between words to so many characters, with ``…``."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + "…"
