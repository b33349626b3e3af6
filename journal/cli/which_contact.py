"""Which contact a word of a call means, with a note or without; goals and asks of that name do not count."""

from __future__ import annotations

from journal.cli.which_notes import NEAREST, at_path, is_whole, pick, take_part
from journal.errors import BadCall, UnknownContact
from journal.model import Kind, Party
from journal.vault.queries.lookup import as_spelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context

__all__ = ["contact_meant"]


def contact_meant(context: Context, name: str, *, writes: bool = False) -> Party:
    """The contact with an id, path, name or alias, else the one with a part of a name; of several, the one that the
    person picks.

    writes: a part does only on a terminal, where a person reads what it is taken for. Raises UnknownContact,
    AmbiguousNote and BadCall.
    """
    vault, today, name = context.vault, context.today, at_path(context, name)
    called = vault.called(name)
    if noted := [note for note in called if vault.kind(note) is Kind.PERSON]:
        noted = as_spelled(name, noted, lambda note: (note.id, note.path, note.title))
        found, names = [Party(note.title, note.id, note.id) for note in noted], [name]
    else:
        known = vault.contacts_called(name, today)
        found, names = (
            [each.party for each in known],
            [text for each in known for text in (each.party.name, *each.names)],
        )
    if not found and called:
        other = f"{called[0].path} is no contact ({vault.kind(called[0])})"
        raise BadCall(f"{other}: name one, “journal contacts” has them all.")
    if not found:
        near = [each.party for each in vault.names(Kind.PERSON, today).near(name)]
        raise UnknownContact(name, [party.id or party.name for party in near[:NEAREST]])
    party = found[pick(context, name, [party.id or party.name for party in found])]
    if writes and not is_whole(name, *names):
        take_part(context, name, party.id or party.name)
    return party
