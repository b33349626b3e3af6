"""How a message greets those whom it goes to, and speaks of those whom it named before."""

from __future__ import annotations

from collections.abc import Sequence

from journal.model import Party
from journal.rules.messages.person_name import called, is_formal, joined, person_in_words

__all__ = ["called_again", "greeting"]

_MOST = 5
"""Names in a greeting; more people are all, and so are those of whom one has no name."""


def greeting(to: Sequence[Party]) -> str:
    """The greeting of a message, on one line: ``Hi Priya and Tom,``, ``Dear Dr Cole,``; beside a title nobody has a
    first name alone: ``Dear Dr Cole and Tom Okafor,``.
    """
    formal = any(is_formal(party.name) for party in to)
    names = [
        person_in_words(party.name) if formal and not is_formal(party.name) else name
        for party in to
        if (name := called(party.name))
    ]
    opening = "Dear" if formal else "Hi"
    if len(to) > 1 and (len(names) < len(to) or len(to) > _MOST):
        return f"{opening} all,"
    return f"{opening} {joined(names)}," if names else "Hi there,"


def called_again(parties: Sequence[Party], to: Sequence[Party]) -> str:
    """The short form of people who were named before: ``Priya``, ``Dr Cole``, else ``them``.

    to: the readers; where one of them has the same short form, it is ``them``.
    """
    if len(parties) != 1:
        return "them"
    short, whole = called(parties[0].name), person_in_words(parties[0].name)
    is_short = short != whole or whole.isalpha()
    return short if short and is_short and short not in {called(party.name) for party in to} else "them"
