"""The message to send next for an ask, or to a person for several, in words that can be sent (docs/practice.md 3).

compose, together: which message, to whom; values: what a template may say; template, filling, wording: what it makes of
that; greeting, days, words: how it is said; mail: its forms; sent: what is written once it was sent.
"""

from journal.rules.messages.compose import compose
from journal.rules.messages.draft import Draft, Left
from journal.rules.messages.sent import find_sent, sent_section
from journal.rules.messages.together import compose_together
from journal.rules.messages.words import lines_to_word, place_to_word

__all__ = [
    "Draft",
    "Left",
    "compose",
    "compose_together",
    "find_sent",
    "lines_to_word",
    "place_to_word",
    "sent_section",
]
