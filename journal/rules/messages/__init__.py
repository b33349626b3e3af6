"""The message to send next for an ask, in words that can be sent as they are (docs/rules.md 2).

compose: which message, to whom; letters: what each says; greeting, days, words: how it is said; mail: its forms.
"""

from journal.rules.messages.compose import Draft, compose
from journal.rules.messages.sent import find_sent, sent_section
from journal.rules.messages.words import lines_to_word

__all__ = ["Draft", "compose", "find_sent", "lines_to_word", "sent_section"]
