"""``journal who``: who could help, among the people in the notes and in exports of the person's network."""

from __future__ import annotations

from journal.cli.call import Option, Words
from journal.cli.command import Command
from journal.cli.table import Text
from journal.cli.which_notes import NEW_NAME, refuse_doubtful, refuse_twin
from journal.cli.write_options import DRY_RUN, is_dry, print_written
from journal.config import read_user_config
from journal.errors import BadCall
from journal.exchange.network import Network
from journal.facts import lead_facts, lead_reason, looked_at, nobody_helps
from journal.model import Kind, Match, Name
from journal.records import lead_record
from journal.wording import count, listed, unlinked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from journal.cli.context import Context
    from journal.model import Lead, Leads
    from journal.vault.vault import Vault

__all__ = ["COMMANDS"]

_WEAK = Option("--weak", "companies too whose name only begins with these words, or the words with it")
_PROMOTE = Option("--promote", "make a person note of the row with these digits", "ROW")
_MOST = 50
"""People that a person is shown."""


def _who(context: Context) -> int:
    words = " ".join(" ".join(context.call.words["WORDS"]).split())
    row = context.call.options.get(_PROMOTE.name)
    if row is not None:
        if words:
            raise BadCall(f"Give words to look for, or {_PROMOTE.name} ROW, not both.")
        return _promote(context, row)
    if not words:
        raise BadCall("journal who needs WORDS: what you need help with, a company, or the name of a goal or a piece.")
    is_weak = _WEAK.name in context.call.options
    most = None if context.json else _MOST
    leads = _network(context, context.with_words()).leads(words, context.today, weak=is_weak, most=most)
    if context.json:
        files = [{"path": export.path, "rows": export.rows} for export in leads.files]
        context.print_json({"version": 1, "hits": list(map(lead_record, leads.found)), "files": files})
    else:
        _print(context, leads)
    context.warn_unread()
    return 0


def _network(context: Context, vault: Vault) -> Network:
    """The people around the vault. Raises BadSettings."""
    mine = read_user_config(context.environment.user_config())
    context.warn_once(mine.warnings)
    return Network(vault, lambda: mine.files)


def _promote(context: Context, row: str) -> int:
    """Make a note of the person in a row of the exports; change nothing where they have one."""
    network = _network(context, context.vault)
    connection = network.row(row)
    if network.person(connection) is None:
        if NEW_NAME.name not in context.call.options:
            refuse_twin(context, Kind.PERSON, connection.name)
        refuse_doubtful(context, [(Kind.PERSON, Name(connection.name, connection.name))])
    print_written(context, network.promote(connection, context.today, dry_run=is_dry(context)))
    return 0


def _print(context: Context, leads: Leads) -> None:
    """Print the leads as a table, and where else was looked."""
    if leads.pieces:
        context.print(f"For what nobody was asked for: {listed(leads.pieces)}.")
    if leads.weak:
        people = count(leads.weak, "person", "people")
        context.print(
            f"Nobody is known to help with that; {_WEAK.name} shows {people} where a company’s name begins so."
        )
    elif not leads.found:
        context.print(nobody_helps(leads))
    else:
        context.print_table([_line(lead) for lead in leads.found])
        context.print()
        rest = f", the first {_MOST} of them shown; --json gives all" if leads.total > _MOST else ""
        context.print(f"{count(leads.total, 'hit')}{rest}")
        if any(lead.row and not lead.id for lead in leads.found):
            context.print("journal who --promote ROW makes a note of somebody, by the digits at the end of their line.")
    context.print(looked_at(leads.files))


def _line(lead: Lead) -> Sequence[str]:
    is_weak = lead.match is Match.WEAK
    return [
        Text(lead.name, "bold"),
        Text(lead_reason(lead), "warn" if is_weak else ""),
        unlinked(lead.role),
        " · ".join(lead_facts(lead)),
        Text(lead.id or lead.row or "", "dim"),
    ]


COMMANDS = (
    Command(
        "who",
        _who,
        (Words("WORDS", "what you need help with, a company, or a goal’s or a piece’s name", least=0, most=None),),
        (_WEAK, _PROMOTE, NEW_NAME, DRY_RUN),
        """Looks at names, at what your notes say of people (can_help, role, tags, text) and at asks, then at who works
at a company of that name: people with a note, and rows of the exports that [network] files in your
config.toml names (LinkedIn's Connections.csv, or its ZIP). The exact name of a goal, or of a piece that
nobody was asked for, looks for who could help with what nobody was asked for. Nothing is written but with
--promote.""",
    ),
)
