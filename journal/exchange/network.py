"""Who could help: the people in a vault's notes, and those in exports of the person's network (docs/practice.md 4)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from journal.errors import BadCall
from journal.exchange.linkedin import connections
from journal.model import Connection, Day, Export, Kind, Lead, Leads, Match, Party
from journal.notes import first_address, fold
from journal.regex import regex
from journal.rules.company import Company, company
from journal.rules.leads import MOST_WORDS, Sought, companies_named, in_order, words_that_count
from journal.rules.nearness import distinctive_words, fold_without_accents
from journal.vault.vault import Vault
from journal.vault.write.write_result import Written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.vault.queries.acquaintances import Acquaintance

__all__ = ["Network"]

_DIGITS = 8
"""Hexadecimal digits that name a row."""
_ROW = regex("[0-9a-f]{8}")
_ADDRESS = regex(r"(?i)(?:https?://)?(?:www\.|[a-z]{2,3}\.(?=linkedin\.))?([^\s/<>()\[\]]+\.[^\s<>()\[\]?#]+)")


class Network:
    """The people around one vault; may be used from several threads.

    Every method that looks at the exports raises NotUnderstood for one that cannot be used, and EnvironmentFailed.
    """

    def __init__(self, vault: Vault, files: Callable[[], Sequence[Path]]) -> None:
        """files: gives the exports of the person's network."""
        self._vault, self._files = vault, files
        self._read: dict[Path, tuple[tuple[int, int] | None, list[Connection]]] = {}
        self._companies: dict[str, Company] = {}

    def leads(self, words: str, today: Day, *, weak: bool = False, most: int | None = None) -> Leads:
        """Who could help with some words, or with a goal or a piece of that name: its pieces that nobody was asked for.

        weak: companies too whose name only begins like the words. most: how many to give, None for all.
        """
        pieces = self._vault.unasked(words, today)
        if pieces is None:
            typed = words.split()[:MOST_WORDS]
            found = [*self._knowing(typed, every=True), *self._working(Sought({words: typed}, weak=weak))]
            found += self._named(typed, {lead.name for lead in found})
        else:
            found = [lead for each in pieces for lead in self._of_piece(each.piece, weak=weak)]
        ordered = in_order(_merged(found))
        looked_for = None if pieces is None else tuple(each.piece for each in pieces)
        alike = 0 if ordered or weak else self.leads(words, today, weak=True, most=0).total
        return Leads(self._tied(ordered[:most], today), self._exports(), len(ordered), looked_for, alike)

    def first_leads(self, piece: str, today: Day, most: int) -> tuple[Lead, ...]:
        """The first who could help with a piece of a goal; those who know of fewer words than others are left out."""
        ordered = in_order(_merged(self._of_piece(piece)))
        words = max((len(lead.words) for lead in ordered if lead.why == "knows"), default=0)
        foremost = [lead for lead in ordered if lead.why == "works" or len(lead.words) == words]
        return self._tied(foremost[:most], today)

    def row(self, digits: str) -> Connection:
        """The person in a row of the exports. Raises BadCall."""
        wanted = digits.lower()
        if not _ROW.fullmatch(wanted):
            raise BadCall(f"“{digits}” names no row: “journal who WORDS” prints the {_DIGITS} digits of each.")
        found = {fold(each.name): each for each in self._connections() if _row(each) == wanted}
        if not found:
            where = ", ".join(map(str, self._files())) or "any export, since [network] files in your config names none"
            raise BadCall(f"No row {wanted} is in {where}: “journal who WORDS” prints the digits of each.")
        if len(found) > 1:
            names = " and ".join(each.name for each in found.values())
            raise BadCall(f"{wanted} is by chance the row of {names}: “journal new person NAME” makes a note of one.")
        return next(iter(found.values()))

    def person(self, connection: Connection) -> Acquaintance | None:
        """The person with a note who is the one in a row: by profile, else by e-mail, else by name and company.

        None where there is none.
        """
        return _Known(self._vault.acquaintances(), self._company).find(connection)

    def promote(self, connection: Connection, today: Day, *, dry_run: bool = False) -> Written:
        """Make a note of the person in a row; where there is one already, change nothing.

        Raises as ``Vault.create``.
        """
        if known := self.person(connection):
            return Written(f"{known.party.name} has a note already: {known.path}")
        keys = {
            "org": connection.company,
            "role": connection.position,
            "email": connection.email,
            "url": connection.url,
        }
        typed = {key: text for key, text in keys.items() if text}
        return self._vault.create(Kind.PERSON, connection.name, typed, today, dry_run=dry_run)

    def _of_piece(self, piece: str, *, weak: bool = False) -> list[Lead]:
        """Who knows of a piece's words, or works at a company that it names."""
        knowing = self._knowing(words_that_count(piece), every=False)
        return [*knowing, *self._working(Sought(companies_named(piece), weak=weak))]

    def _knowing(self, words: Sequence[str], *, every: bool) -> list[Lead]:
        people = {each.party.key: each for each in self._vault.acquaintances()}
        found = []
        for party, said in self._vault.knowing(words, every=every):
            known = people.get(party.key)
            org, role = (known.org, known.role) if known else (None, None)
            found.append(Lead("knows", None, said, party.name, party.id, None, org, role))
        return found

    def _working(self, sought: Sought) -> Iterator[Lead]:
        """Who works there: people with a note whose org says so, and people in the exports."""
        people = self._vault.acquaintances()
        for each in people:
            if each.org and (found := self._found(sought, each.org)):
                match, words = found
                yield Lead("works", match, tuple(words), each.party.name, each.party.id, None, each.org, each.role)
        known: _Known | None = None
        for row in self._connections():
            if row.company and (found := self._found(sought, row.company)):
                match, words = found
                known = known or _Known(people, self._company)
                lead = Lead("works", match, tuple(words), row.name, None, _row(row), row.company, row.position or None)
                if person := known.find(row):
                    role = person.role or lead.role
                    lead = lead._replace(name=person.party.name, id=person.party.id, role=role)
                yield lead

    def _named(self, words: Sequence[str], found: Collection[str]) -> Iterator[Lead]:
        """Who is called so: people with a note, and people in the exports. found: the names of those who are found."""
        wanted = set(distinctive_words(" ".join(words)))
        lettered = list(filter(str.isalnum, wanted))

        def is_called(name: str) -> bool:
            may_be = all(map(_letters(name).__contains__, lettered))  # quick, and no for nearly all
            return may_be and name not in found and wanted.issubset(distinctive_words(name))

        people = self._vault.acquaintances()
        for each in people:
            if is_called(each.party.name):
                yield Lead("named", None, tuple(words), each.party.name, each.party.id, None, each.org, each.role)
        for row in self._connections():
            if is_called(row.name) and _Known(people, self._company).find(row) is None:
                company, position = row.company or None, row.position or None
                yield Lead("named", None, tuple(words), row.name, None, _row(row), company, position)

    def _found(self, sought: Sought, name: str) -> tuple[Match, Sequence[str]] | None:
        """How well a company answers, as ``Sought.match`` says."""
        return sought.match(self._company(name)) if sought.may_match(name) else None

    def _tied(self, leads: Sequence[Lead], today: Day) -> tuple[Lead, ...]:
        """The leads with what there is between us and each."""
        ties = self._vault.ties(map(_party, leads), today)
        return tuple(lead._replace(**ties[_party(lead).key]._asdict()) for lead in leads)

    def _company(self, name: str) -> Company:
        """A company's name, prepared once."""
        if name not in self._companies:
            self._companies[name] = company(name)
        return self._companies[name]

    def _connections(self) -> Iterator[Connection]:
        """The people in all exports."""
        return (each for file in self._files() for each in self._of_file(file))

    def _exports(self) -> tuple[Export, ...]:
        return tuple(Export(str(file), len(self._of_file(file))) for file in self._files())

    def _of_file(self, file: Path) -> list[Connection]:
        """The people in an export, read anew where the file has changed."""
        try:
            status = file.stat()
            stamp = (status.st_mtime_ns, status.st_size)
        except OSError:  # which reading it tells of
            stamp = None
        if file not in self._read or self._read[file][0] != stamp:
            self._read[file] = stamp, connections(file)
        return self._read[file][1]


class _Known:
    """People with a note, to find one by what an export says of them."""

    def __init__(self, people: Iterable[Acquaintance], prepared: Callable[[str], Company]) -> None:
        self._prepared = prepared
        self._by_profile: dict[str, Acquaintance] = {}
        self._by_mail: dict[str, Acquaintance] = {}
        self._by_name: dict[str, list[Acquaintance]] = {}
        for each in people:
            if each.url and (profile := _profile(each.url)):
                self._by_profile.setdefault(profile, each)
            if each.email and (mail := _mail(each.email)):
                self._by_mail.setdefault(mail, each)
            self._by_name.setdefault(fold(each.party.name), []).append(each)

    def find(self, row: Connection) -> Acquaintance | None:
        """The person in a row; None for one who has no note."""
        found = self._by_profile.get(_profile(row.url)) or self._by_mail.get(_mail(row.email))
        return found or next((each for each in self._by_name.get(fold(row.name), ()) if self._is_one(each, row)), None)

    def _is_one(self, person: Acquaintance, row: Connection) -> bool:
        """Whether somebody of a row's name is who is in it: they work at the same company, or at none in both.

        Two profiles at one place are two people.
        """
        ours, theirs = _profile(person.url or ""), _profile(row.url)
        if ours and theirs and ours.partition("/")[0] == theirs.partition("/")[0]:
            return False
        if not (person.org and row.company):
            return not person.org and not row.company
        return not self._prepared(person.org).joined.isdisjoint(self._prepared(row.company).joined)


def _profile(text: str) -> str:
    """The address of a profile without what may differ from copy to copy; "" where there is none."""
    found = _ADDRESS.search(text)
    if not found:
        return ""
    address = found[1].rstrip("/")
    if "%" in address:
        from urllib.parse import unquote

        address = unquote(address)
    return fold(address)


def _letters(name: str) -> str:
    """A text that holds each of the distinctive words of a name that has letters."""
    if name.isascii():
        return name.lower().replace("'", "")  # as the words have it: O'Brien is one
    return " ".join([word.lower() if word.isascii() else _bare(word) for word in name.split()]).replace("'", "")


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    """A word without accents and apostrophes; kept, since the names in an export repeat words a lot."""
    return fold_without_accents(word).replace("’", "")


def _mail(text: str) -> str:
    return (first_address(text) or "").casefold()


def _row(connection: Connection) -> str:
    """The digits that name a row: of the profile's address, else of the e-mail, else of name and company."""
    who = _profile(connection.url) or _mail(connection.email)
    who = who or f"{fold(connection.name)}\n{fold(connection.company)}"
    return sha256(who.encode()).hexdigest()[:_DIGITS]


def _party(lead: Lead) -> Party:
    """Who a lead is, as asks and meetings name them."""
    return Party(lead.name, lead.id or f"/{fold(lead.name)}", lead.id)


def _merged(leads: Iterable[Lead]) -> list[Lead]:
    """Each lead once: where several name one person for one reason, their words together, and the surest match."""
    found: dict[tuple[str, str], Lead] = {}
    for lead in leads:
        key = lead.why, lead.id or lead.row or f"/{fold(lead.name)}"
        if before := found.get(key):
            match = min(filter(None, (before.match, lead.match)), key=list(Match).index, default=None)
            words = tuple(dict.fromkeys((*before.words, *lead.words)))
            lead = before._replace(match=match, words=words, row=before.row or lead.row)
        found[key] = lead
    return list(found.values())
