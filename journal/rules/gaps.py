"""What an ask lacks before it goes out, and thanks that ask for something again (docs/rules.md 4)."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from journal.config import Settings
from journal.model import Ask, Contact, Day, FollowUp, Gap, Move, Party, State
from journal.named_tuple import NamedTuple
from journal.notes.lengths import lengths
from journal.regex import regex
from journal.rules.contacts import homework_of_ask
from journal.wording import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

__all__ = ["OtherAsks", "asks_again", "gaps", "other_asks", "with_gaps"]

_MOST_WORDS = 60
_LONG_MEETING = 30
"""Minutes from which an effort is a meeting, whatever it is called."""

_MEETING = regex(r"(?i)\b(?:meetings?|coffees?|lunch(?:es)?|calls?|visits?)\b")
_OVERRIDDEN = frozenset({"owes-outcome", "open-ask", "meeting-budget", "single-hope"})
"""What a ``despite`` silences."""
_MARKS = regex("[?？؟]")
_REQUEST = regex(r"[?？؟][?？؟!！]*(?=\s|\Z|[\"'”’“‘»«›‹」』])")
"""A mark where a question ends; several together are one."""
_ADDRESS = regex(r"(?i)\b(?:https?://|www\.)\S*[^\s?？؟!]|\[\[[^\[\]\n]*\]\]|\]\([^()\s]*\)")
"""A web address without the sentence's own mark behind it, a wikilink, the target of a Markdown link."""


def _phrases(*phrases: str) -> re.Pattern[str]:
    """A pattern for any of these phrases as whole words, in any case, spacing and kind of apostrophe."""
    each = (phrase.replace(" ", r"\s+").replace("'", "['’]") for phrase in phrases)
    return regex(rf"(?im)\b(?:{'|'.join(each)})\b")


_MAY_I = r"(?-i:may|MAY|(?:^|(?<=[.!?…:]\s))May)\s+I"
"""The question, and not the month of “On 29 May I asked you”."""
_ASKING = _phrases(
    "could", "would", "can you", _MAY_I, "please", "introduce", "review", "recommend", "refer", "share", "send",
    "tell", "advise", "connect",
)  # fmt: skip
_VAGUE = _phrases(
    "pick your brain", "catch up", "touch base", "any advice", "any leads", "any help", "any ideas",
    "keep me in mind", "let me know if", "grab coffee", "grab a coffee", "connect sometime", "whatever you can",
)  # fmt: skip
_ASKING_AGAIN = _phrases(
    "could you", "would you", "can you", _MAY_I, "please", "I'd love to", "another meeting", "next time", "one more",
)  # fmt: skip


class OtherAsks(NamedTuple):
    """The facts about all other asks that the gaps of one ask depend on.

    pending: by contact's key, an ask that they have not answered. sole: by goal's key, the only contact of its open
    asks, where there are two or more.
    """

    pending: Mapping[str, FollowUp]
    sole: Mapping[str, Party]


def other_asks(follow_ups: Iterable[FollowUp]) -> OtherAsks:
    """The facts about a whole queue that gaps depend on."""
    pending: dict[str, FollowUp] = {}
    asked_of: dict[str, list[tuple[Party, ...]]] = defaultdict(list)
    for follow_up in follow_ups:
        if follow_up.state in (State.WAITING, State.NUDGE):
            for party in follow_up.ask.contacts:
                pending.setdefault(party.key, follow_up)
        if follow_up.move is not Move.NONE:
            for goal in follow_up.ask.goals:
                asked_of[goal.party.key].append(follow_up.ask.contacts)
    return OtherAsks(pending, {key: sole for key, asked in asked_of.items() if (sole := _sole(asked))})


def _sole(asked: list[tuple[Party, ...]]) -> Party | None:
    """The only contact of some asks, given the contacts of each; None where there are several contacts, or one ask."""
    first = asked[0]
    if len(asked) < 2 or len(first) != 1:
        return None
    return first[0] if all(len(each) == 1 and each[0].key == first[0].key for each in asked) else None


def with_gaps(
    follow_ups: Iterable[FollowUp], contacts: Mapping[str, Contact], settings: Settings, today: Day
) -> list[FollowUp]:
    """All asks of a vault in the given order, each with its gaps filled in. contacts: by party key."""
    every = list(follow_ups)
    rest = other_asks(every)
    return [
        follow_up._replace(gaps=found) if (found := gaps(follow_up, contacts, rest, settings, today)) else follow_up
        for follow_up in every
    ]


def gaps(
    follow_up: FollowUp, contacts: Mapping[str, Contact], rest: OtherAsks, settings: Settings, today: Day
) -> tuple[Gap, ...]:
    """The gaps of one ask, in the table's order; none once it is out. contacts: by party key."""
    if follow_up.state not in (State.DRAFT, State.PARKED):
        return ()
    known = [contacts[party.key] for party in follow_up.ask.contacts]
    found = (
        *_of_contacts(follow_up.ask, known, rest),
        *_of_homework(follow_up.ask, known, settings, today),
        *_of_keys(follow_up.ask),
        *_of_text(follow_up.ask),
        *_of_goals(follow_up.ask, rest),
    )
    return tuple(gap for gap in found if not (follow_up.ask.despite and gap.code in _OVERRIDDEN))


def asks_again(text: str) -> tuple[int, ...]:
    """The lines of a thank-you or report, counted from 1, that ask for something again; quoted text does not count."""
    text = _blank_out_quotes(text)
    ends = [place for place, sign in enumerate(text) if sign == "\n"]
    starts = [match.start() for pattern in (_MARKS, _ASKING_AGAIN) for match in pattern.finditer(text)]
    return tuple(sorted({bisect(ends, start) + 1 for start in starts}))


def _blank_out_quotes(text: str) -> str:
    """The text with each character inside “…” replaced by a space, nested quotes included; line breaks stay.

    An opening “ without a closing ” is left as it is.
    """
    opened: list[int] = []
    depth = [0] * len(text)  # how many quotes begin at a place, less those that end there
    for place, sign in enumerate(text):
        if sign == "“":
            opened.append(place)
        elif sign == "”" and opened:
            depth[opened.pop()] += 1
            depth[place] -= 1
    inside = accumulate(depth)
    return "".join(" " if quoted and sign != "\n" else sign for sign, quoted in zip(text, inside, strict=True))


def _of_contacts(ask: Ask, known: Sequence[Contact], rest: OtherAsks) -> Iterator[Gap]:
    """The gaps that the contacts of an ask give: owed thanks, an open ask, the budget of meetings."""
    if owed := [contact.party for contact in known if contact.owed]:
        yield Gap("owes-outcome", f"Tell {_and(owed)} what came of the last favour before you ask for the next.")
    for party in ask.contacts:
        if pending := rest.pending.get(party.key):
            yield Gap("open-ask", f"“{pending.title}” is still with {party.name}: give that time first.")
            break
    met = [contact for contact in known if contact.meetings_used >= contact.meetings_budget]
    if met and ask.effort and _is_meeting(ask.effort):
        yield Gap("meeting-budget", _budget_message(met[0]))


def _budget_message(contact: Contact) -> str:
    until = f", or wait until {contact.next_opens}" if contact.next_opens else ""
    return (
        f"You have met {contact.party.name} {contact.meetings_used} of {contact.meetings_budget} times in a"
        f" year: ask in writing{until}."
    )


def _is_meeting(effort: str) -> bool:
    """Whether an effort takes a meeting: it names one, or half an hour or more."""
    return bool(_MEETING.search(effort)) or any(minutes >= _LONG_MEETING for minutes in lengths(effort))


def _of_homework(ask: Ask, known: Sequence[Contact], settings: Settings, today: Day) -> Iterator[Gap]:
    """The gap where neither the ask nor a contact has recent homework; what is noted already needs a day alone."""
    undone, own = [contact for contact in known if contact.homework != "fresh"], homework_of_ask(ask, settings, today)
    if not undone or own == "fresh":
        return
    whom = _and([contact.party for contact in undone])
    if own == "missing" and not all(contact.person.homework for contact in undone):
        yield Gap("homework", f"Read up on {whom} first, and note under homework what you found.")
        return
    noted = "The homework of this ask" if own == "stale" else f"The homework on {whom}"
    days = [ask.homework_day] if own == "stale" else [contact.person.homework_day for contact in undone]
    if None in days:
        yield Gap("homework", f"{noted} has no date: note under homework_date when you read it.")
    else:
        yield Gap("homework", f"{noted} is stale: look again, and note the day under homework_date.")


def _of_keys(ask: Ask) -> Iterator[Gap]:
    """The gaps where keys of the ask are missing."""
    whom = _and(ask.contacts)
    if not ask.why:
        yield Gap("no-why", f"Why {whom} of all people? Write it in why.")
    if not ask.effort:
        yield Gap("no-effort", f"What does it cost {whom}? Write 5m, 30m or intro in effort.")
    if ask.needed_by is None:
        yield Gap("no-needed-by", f"By when do you need an answer from {whom}? Write the date in needed_by.")


def _of_text(ask: Ask) -> Iterator[Gap]:
    """The gaps in the wording of the ask."""
    if ask.text is None:
        return
    text, whom = ask.text, _and(ask.contacts)
    questions, words = len(_REQUEST.findall(_ADDRESS.sub("", text))), len(text.split())
    if not _MARKS.search(text) and not _ASKING.search(text):
        yield Gap("no-request", f"It does not say what you want of {whom}: make it one question.")
    if questions > 1:
        yield Gap("many-requests", f"These are {questions} questions: ask {whom} the one that matters most.")
    if words > _MOST_WORDS:
        yield Gap("long", f"{words} words are a lot to read for {whom}: cut it to {_MOST_WORDS}.")
    if vague := _VAGUE.search(text):
        phrase = " ".join(vague[0].split())
        yield Gap("vague", f"“{phrase}” leaves the thinking to {whom}: name one thing to do.")


def _of_goals(ask: Ask, rest: OtherAsks) -> Iterator[Gap]:
    """The gap where a goal hangs on one contact."""
    for goal in ask.goals:
        if sole := rest.sole.get(goal.party.key):
            yield Gap("single-hope", f"Every open ask for {goal.party.name} is on {sole.name}: who else could help?")
            return


def _and(parties: Sequence[Party]) -> str:
    """The names of contacts or goals joined for a sentence."""
    return listed([party.name for party in parties]) or "them"
