"""The message to send next for an ask, in words that can be sent as they are (docs/rules.md 2).

compose: which message, to whom; letters: what each says; greeting, days, words: how it is said; mail: its forms.
"""

from journal.rules.messages.compose import Draft, compose
from journal.rules.messages.kept import is_kept, kept
from journal.rules.messages.words import to_word

__all__ = ["Draft", "compose", "is_kept", "kept", "to_word"]
