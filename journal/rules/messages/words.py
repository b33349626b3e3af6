"""Words of a note made fit for a message: which are quoted, and which are left for the person to word."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category

from journal.model import Ask, Day, Party
from journal.notes.body import CLOSING, without_comments
from journal.notes.lengths import minutes_of
from journal.regex import regex
from journal.rules.messages.days_in_words import days_in_words
from journal.rules.messages.person_name import name_in_words
from journal.rules.messages.sentences import is_point, sentences, tidy, unmarked, without_marker, without_slugs

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

__all__ = [
    "ASK_TO_WORD",
    "LONGEST_SUBJECT",
    "OUTCOME_TO_WORD",
    "ask_to_send",
    "asking_sentence",
    "in_quotes",
    "left_to_word",
    "lines_to_word",
    "may_be_no",
    "minutes",
    "outcome_in_words",
    "place_to_word",
    "subject",
    "unlinked",
]

OUTCOME_TO_WORD = "[What came of it, in your words]"
ASK_TO_WORD = "[What you ask, in your words]"
"""What the person replaces before a message can go out."""

_LONGEST_QUOTE = 240
LONGEST_SUBJECT = 78
"""Characters."""
_FEWEST_OF_A_REASON = 3
"""Words, where it begins with “you”; one more elsewhere."""
_GIVES_REASON = regex(r"(?i)(?:because|since|as|if|in case|given that|thanks to)\s")
_LONGEST_EFFORT = 24 * 60
"""Minutes."""
_LINK = regex(r"!?\[\[([^\[\]\n]+)\]\]|\[([^\[\]\n]+)\]\((?!https?:|mailto:)[^()\n]*\)")
_WEB_LINK = regex(r"(?<!!)\[([^\[\]\n]+)\]\((https?:[^()\s]+)\)")
_LEFT_TO_WORD = regex(r"(?<![\[\]!])\[[^\W\d_][^\[\]{}\n]+\](?![\[\](]|:\s*(?:<|\w+:))")
_WORD = regex(r"\w+")
_BETWEEN_PARAGRAPHS = regex(r"\n\s*\n")
_STOPPED_TWICE = regex(r"(?<=[.?!…])\s*;\s+")
_NAME_OF_FILE = regex(r"[^\sA-Z]+[-_][^\sA-Z]+")
_HELLO = regex(r"(?i)^(?:hi|hello|hey|dear)\b[^,:!?.\n]{0,40}[,:!]\s*")
_ASKS = regex(r"(?i)[?？؟]|\b(?:could|would|can you|(?-i:may|MAY|^May) I|please)\b")
_SAYS_REQUEST = regex(r"(?i)(?:a\s+)?(?:request|question)\b")
_POINTS_BACK = regex(r"(?i)\b(?:it|that|this|one|them|these|those)\b")
_TWO_WORDS = regex(r"(\w+)(?:\s+(\w+))?")
_ASKING = frozenset("how what which who whom where why".split())
_BEGINS_QUESTION = frozenset("do does did is are can could would will shall may might should".split())
_GOES_ON = frozenset("i you we they he she it your my the anybody anyone somebody someone".split())
"""How a question begins, with its mark or without: with a word that asks, or with two words."""
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
_QUOTES = frozenset('"“«„')
_IN_QUOTES = regex('(?s)(?:"[^"]+"|“[^“”]+”|«[^«»]+»|„[^„“”]+[“”])')
"""A text that is one quotation."""
_SENTENCE_ENDS = frozenset(".!?…。！？؟:")
_ONLY_LINK = regex(r"(?i)\s*(?:see|cf\.?)?\W*!?\[\[[^\[\]]*\]\]\W*")
_THIRD = regex(r"(?i)\b(?:he|she|him|her|his|hers|himself|herself)\b|(?:^|[.;:!?]\s*)they\b")
_YOU = regex(r"(?i)\b(?:you|your|yours|you['’](?:re|ve|ll|d))\b")
_NOTHING_SAID = regex(
    r"(?is)(?:(?:no|none|nope|nothing|not yet|not now|declined|refused|rejected)(?:\s*[.!;,:(–—-].*)?"
    r"|yes|yep|yeah|ok|okay|done|fine|good|bad|failed|n/?a|nil|true|false|unknown|intro|closed)[.!]?"
    r"|(?:no|never\s+an?)\s+(?:reply|answer|response)\b.*|ghosted\b.*|unanswered\b.*"
    r"|(?:\w+[.,;:!]?\s+)?see\s+(?:(?:the|my)\s+)?(?:notes?|below|above|body|e?-?mails?|thread|log|text|page|here)\b.*",
)
"""An outcome that tells nobody anything, or begins by a bare no."""
_NO = regex(
    r"(?i)\b(?:no|not|none|nope|nothing|never|nobody|without|declined?|refused?|reject(?:ed|ion)|unanswered|silence|"
    r"ghosted|unable|unfortunately|sadly|failed|fell through)\b|n['’]t\b",
)


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
    words = (OUTCOME_TO_WORD, ASK_TO_WORD, *left)
    places = [(start, start + len(each)) for each in words if (start := line.find(each)) >= 0]
    return min(places, default=None)


def unlinked(text: str) -> str:
    """A text for a message: links replaced by their words, comments removed. An address of the web stays."""

    def shown(match: re.Match[str]) -> str:
        target, _, alias = (match[1] or match[2]).rpartition("|")
        return name_in_words(alias.rpartition("/")[2].partition("#")[0] or alias) if not target else alias

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
    said = [text if lead else _with_question_mark(text) for text, lead in zip(texts, leads, strict=True)]
    if said and not any(_ASKS.search(paragraph) for paragraph in said) and not _SAYS_REQUEST.match(said[0]):
        said[0] = f"I have a request: {said[0]}"
    said = [_with_capital(text) for text in said]
    asked = [
        text if lead or is_point(text.rpartition("\n")[2]) else _ended(text)
        for text, lead in zip(said, leads, strict=True)
    ]
    return "\n\n".join(filter(None, [_why_in_words(ask, today), *(asked or [ASK_TO_WORD])]))


def asking_sentence(ask: Ask, today: Day) -> str:
    """The sentence of an ask to quote, on one line: its first question, else its first sentence; "" for none.

    A question that says “it” or “that” comes with the sentence above it.
    """
    said = list(map(_with_question_mark, sentences(_without_hello(ask, today))))
    place = next((place for place, sentence in enumerate(said) if sentence.rstrip(CLOSING)[-1:] in "?？؟"), None)
    if place is None:
        return _cut(said[0] if said else "", _LONGEST_QUOTE)
    asked = _with_capital(said[place])
    above = _with_capital(said[place - 1]) if place and _POINTS_BACK.search(asked) else ""
    return f"{above} {asked}" if above and len(above) + len(asked) < _LONGEST_QUOTE else _cut(asked, _LONGEST_QUOTE)


def subject(ask: Ask, today: Day) -> str:
    """The subject line: the title, else the sentence that asks; never a file name, or a title that is a note to
    oneself; "" for none.
    """
    title = tidy(_plain(ask.note.title, today)).replace("\n", " ")
    stem = ask.note.path.rpartition("/")[2].rpartition(".")[0]
    is_file_name = ask.note.title == stem and (" " not in stem or stem[:4].isdigit())
    if is_file_name or _NAME_OF_FILE.fullmatch(ask.note.title) or _THIRD.search(title):
        title = asking_sentence(ask, today)
    elif not (ask.note.fields.get("title") or ask.note.heading):
        whole = next(iter(sentences(_without_hello(ask, today))), "")
        title = _with_question_mark(whole if whole.startswith(title) else title)
    title = "" if _is_to_oneself(title, ask.contacts) else without_marker(_HELLO.sub("", title))
    return _cut(_with_capital(title), LONGEST_SUBJECT).removesuffix(".") or asking_sentence(ask, today)


def in_quotes(text: str) -> str:
    """A text as it stands in “quotes”."""
    return text.replace("“", "‘").replace("”", "’")


def _why_in_words(ask: Ask, today: Day) -> str:
    """The reason for asking this person, where it is worded to them; "" where it is worded about them."""
    said = " ".join(without_marker(_plain(ask.why or "", today)).split())
    fewest = _FEWEST_OF_A_REASON if said[:4].casefold() == "you " else _FEWEST_OF_A_REASON + 1
    if not _YOU.search(said) or len(said.split()) < fewest or _THIRD.search(said) or _names_one(said, ask.contacts):
        return ""
    if _GIVES_REASON.match(said):
        said = f"I am asking you {said[0].lower()}{said[1:]}"
    return _ended(_with_capital(without_slugs(said)))


def minutes(effort: str | None) -> int:
    """What an ask costs its contact, in minutes; 0 where its effort names no length of time, or more than a day."""
    named = minutes_of(effort) or 0
    return named if named <= _LONGEST_EFFORT else 0


def outcome_in_words(ask: Ask, to: Sequence[Party], today: Day, *, of_others: bool = False) -> str:
    """The outcome in quotes, for somebody; OUTCOME_TO_WORD where it cannot be quoted to them, "" where there is none.

    of_others: it may speak of a third person, since the readers are not those whom it is about; but then not to “you”,
    which were those.
    """
    if not ask.outcome:
        return ""
    said = without_slugs(" ".join(_plain(ask.outcome, today).split()))
    if (
        not any(letter.isalpha() for letter in said)
        or _ONLY_LINK.fullmatch(ask.outcome)
        or _NOTHING_SAID.fullmatch(said)
        or _names_one(said, to)
        or (_YOU if of_others else _THIRD).search(said)
    ):
        return OUTCOME_TO_WORD
    return f"“{in_quotes(said[1:-1].strip() if _IN_QUOTES.fullmatch(said) else said)}”"


def may_be_no(ask: Ask) -> bool:
    """Whether the outcome may be a no, so that no message says that the reader had a part in it."""
    return bool(_NO.search(ask.outcome or ""))


def _without_hello(ask: Ask, today: Day) -> str:
    """The ask's words to the contact without a greeting; "" where they are a reminder to oneself."""
    said = _HELLO.sub("", _plain(_as_sentences(ask), today))
    said = said[1:-1].strip() if said[:1] in _QUOTES and _IN_QUOTES.fullmatch(said) else said
    if (somebody := _TO_SOMEBODY.match(said)) and _names_one(somebody[1], ask.contacts):
        said = said[somebody.end() :]
    return "" if _is_to_oneself(said, ask.contacts) else said


def _is_to_oneself(said: str, contacts: Sequence[Party]) -> bool:
    """Whether a text is a reminder to oneself: it speaks of the contacts, not to them."""
    first = _WORD.match(said)
    may_be_one = first is not None and first[0].casefold() in _REMINDING
    return may_be_one and bool(_TO_ONESELF.match(said) or (_ORDER.match(said) and _names_one(said, contacts)))


def _with_question_mark(text: str) -> str:
    """The text with ``?`` at its end where it is one sentence on one line that begins like a question.

    It is to end in a letter or digit; quotes and brackets at its end do not count. Any other text stays as it is.
    """
    begun = _TWO_WORDS.match(text.casefold())
    if begun is None or "\n" in text or len(sentences(text)) > 1 or not text.rstrip(CLOSING)[-1:].isalnum():
        return text
    asks = begun[1] in _ASKING or (begun[1] in _BEGINS_QUESTION and begun[2] in _GOES_ON)
    return f"{text}?" if asks else text


def _as_sentences(ask: Ask) -> str:
    """The ask's text; where it is a list, each of its texts is a sentence."""
    text = ask.text or ""
    for texts in ask.note.frontmatter.values():
        if len(texts) > 1 and "; ".join(texts) == text:
            return " ".join(_ended(_with_capital(" ".join(one.split()))) for one in texts)
    return _STOPPED_TWICE.sub(" ", text) if ";" in text else text


def _plain(text: str, today: Day) -> str:
    """A text without links, comments and marks, with its days in words."""
    return days_in_words(unmarked(unlinked(text.replace("\r\n", "\n"))), today)


def _names_one(text: str, parties: Sequence[Party]) -> bool:
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
