"""What came of an ask, as a message quotes it."""

from __future__ import annotations

from collections.abc import Sequence

from journal.model import Ask, Day, Party
from journal.regex import regex
from journal.rules.messages.sentences import on_one_line
from journal.rules.messages.words import IN_QUOTES, OUTCOME_TO_WORD, THIRD, YOU, in_quotes, names_one, plain

__all__ = ["may_be_no", "outcome_in_words"]

_ONLY_LINK = regex(r"(?i)\s*(?:see|cf\.?)?\W*!?\[\[[^\[\]]*\]\]\W*")
_NOTHING_SAID = regex(
    r"(?is)\W*(?:(?:no|none|nope|nothing|not yet|not now|declined|refused|rejected)(?:\s*[.!;,:(–—-].*)?"
    r"|yes|yep|yeah|ok|okay|done|fine|good|bad|failed|n/?a|nil|true|false|unknown|intro|closed)\W*"
    r"|(?:no|never\s+an?)\s+(?:reply|answer|response)\b.*|ghosted\b.*|unanswered\b.*"
    r"|(?:\w+[.,;:!]?\s+)?see\s+(?:(?:the|my|our)\s+)?(?:\w+\s+)?(?:notes?|below|above|body|e?-?mails?|thread|log|text|page|here)\b.*",
)
"""An outcome that tells nobody anything, or begins by a bare no."""
_SAYS_WHAT_THEY_DID = regex(
    r"(?i)(?:(?:yes|yep|yeah|ok|okay|sure|no)\W+)?(?:is|was|has|had|does|did|knows?|knew|could|can|will|would|may|might|never|forgot|forgets|busy|promised|says?|said|"
    r"told|thinks?|thought|offered|helped|gave|gives|sent|sends|introduced|agreed|wants?|wanted|seems?|ignored|refers?|referred|"
    r"waiting|waits|tbd|meh|waste)\b(?!\s+(?:I|you)\b)|\w+n['’]t\b"
)
"""How an outcome begins that leaves out of whom it speaks, as one jots it down: “gave me two names”."""
_NO = regex(
    r"(?i)\b(?:no|not|none|nope|nothing|never|nobody|without|declined?|refused?|reject(?:ed|ion)|unanswered|silence|"
    r"ghosted|unable|unfortunately|sadly|failed|fell through)\b|n['’]t\b",
)


def outcome_in_words(ask: Ask, to: Sequence[Party], today: Day, *, of_others: bool = False) -> str:
    """The outcome in quotes, for somebody; OUTCOME_TO_WORD where it cannot be quoted to them, "" where there is none.

    of_others: it may speak of a third person, since the readers are not those whom it is about; but then not to “you”,
    which were those.
    """
    if not ask.outcome:
        return ""
    said = on_one_line(plain(ask.outcome, today))
    if (
        not any(letter.isalpha() for letter in said)
        or _ONLY_LINK.fullmatch(ask.outcome)
        or _NOTHING_SAID.fullmatch(said)
        or _SAYS_WHAT_THEY_DID.match(said)
        or names_one(f"{said[:1].upper()}{said[1:]}", to)
        or (YOU if of_others else THIRD).search(said)
    ):
        return OUTCOME_TO_WORD
    return f"“{in_quotes(said[1:-1].strip() if IN_QUOTES.fullmatch(said) else said)}”"


def may_be_no(ask: Ask) -> bool:
    """Whether the outcome may be a no, so that no message says that the reader had a part in it."""
    return bool(_NO.search(ask.outcome or ""))
