"""Before a meeting and after it (docs/practice.md 2): what to bring, the list of it, and what its ticks record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from journal.model import Kind
from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection

    from journal.config import Settings
    from journal.model import BodyEdit, Brief, Brought, Contact, Day, Edit, ListLine, Meeting, Party
    from journal.rules.meetings import Left, Recorded
    from journal.vault.overviews import Overviews
    from journal.vault.pages import Pages
    from journal.vault.queries.queries import Queries
    from journal.vault.write.write_result import Written
    from journal.vault.writes import Writes

__all__ = ["Meetings", "Met", "Planned"]

_REMEMBERED = 14
"""Days for which a meeting with ticks that are not recorded is told of (docs/practice.md 2)."""


class Planned(NamedTuple):
    """A meeting planned, or its list filled. used_up: those whose year has no room for it, which stops nothing."""

    written: Written
    brief: Brief
    used_up: tuple[Contact, ...]


class Met(NamedTuple):
    """The ticks of a meeting recorded, and those that record nothing."""

    written: Written
    left: tuple[Left, ...]


class Meetings:
    """The meetings of one vault. What writes raises what methods of Writes raise, and is one undo step."""

    def __init__(
        self, settings: Settings, queries: Queries, overviews: Overviews, pages: Pages, writes: Writes
    ) -> None:
        self._settings, self._queries = settings, queries
        self._overviews, self._pages, self._writes = overviews, pages, writes

    def with_all(self, people: Sequence[Party]) -> list[Meeting]:
        """The meetings with all these people, sorted by path."""
        from journal.vault.queries.neighbourhood import meetings_with

        return self._queries.ask(lambda db: meetings_with(db, people))

    def brief(self, people: Sequence[Party], meeting: Meeting | None, today: Day) -> Brief:
        """The brief for meeting some people. meeting: the one that it is for, None where there is none yet."""
        from journal.vault.queries.neighbourhood import beginning, neighbours
        from journal.vault.queries.reading import Reading, Today

        def answer(db: Connection) -> Brief:
            begun = [beginning(db, (Kind.PERSON, party)) for party in people]
            numbers = {number for found, _ in begun for number in found}
            reading = Reading.of_some(db, neighbours(db, numbers, [name for _, names in begun for name in names]), ())
            return Today(reading, self._settings, today, ()).brief(people, meeting)

        return self._pages.with_lines(self._queries.ask(answer))

    def plan(
        self,
        people: Sequence[Party],
        meeting: Meeting | None,
        today: Day,
        *,
        day: Day | None = None,
        duration: str = "",
        dry_run: bool = False,
    ) -> Planned:
        """Put on the list of a meeting what to bring and is not there yet. meeting: None makes a new note.

        day: of a new meeting, None for today. duration: as people type it, written where the note has none.
        """
        from journal.model import Appended
        from journal.rules.meetings import BRING, to_add, used_up
        from journal.rules.typed_edits import edits_of
        from journal.vault.write.new_note import NewNote

        brief = self.brief(meeting.people if meeting else people, meeting, today)
        names = self._queries.resolver()
        lines = tuple(self._bring_line(each) for each in to_add(brief, names.note))
        added = Appended(lines, BRING) if lines else None
        when = (meeting.date if meeting else day) or today
        if meeting is None:
            keys = {"people": [self._typed(party) for party in people], "date": when.isoformat()}
            new = NewNote(Kind.MEETING, "", keys | ({"duration": duration} if duration else {}), added)
            written = self._writes.create_all([new], today, dry_run=dry_run)
        else:
            wanted = {"duration": duration} if duration and meeting.duration is None else {}
            edits: list[Edit | BodyEdit] = [*edits_of(wanted, Kind.MEETING, today, names), *([added] if added else [])]
            summary = f"To bring: {meeting.note.title}"
            written = self._writes.put_step(lambda _: (summary, [(meeting.note, edits)]), (), today, dry_run=dry_run)
        return Planned(written, brief, tuple(used_up([each.contact for each in brief.people], meeting, when, today)))

    def tick(self, meeting: Meeting, line: ListLine, today: Day) -> Written:
        """Tick a line of a meeting's note, or take its tick away; a line without a box gets one."""
        from journal.model import Box

        done, sign = ("Open again", " ") if line.is_ticked else ("Ticked", "x")
        return self._edit(f"{done}: {line.text}", meeting, Box(line.line, line.seen, sign), today)

    def tick_new(self, meeting: Meeting, brought: Brought, today: Day) -> Written:
        """Put something to bring on the list of a meeting, ticked."""
        from journal.model import Appended
        from journal.rules.meetings import BRING

        added = Appended((self._bring_line(brought, "x"),), BRING)
        return self._edit(f"Ticked: {brought.ask.title}", meeting, added, today)

    def met(self, meeting: Meeting, day: Day, today: Day, *, dry_run: bool = False) -> Met:
        """Record what is ticked in the note of a meeting, held on a day, which it is then dated with."""
        found = self._recorded(meeting, day, today)
        written = self._writes.put_step(lambda _: (found.summary, found.edits), (), today, dry_run=dry_run)
        return Met(written, found.left)

    def near(self, today: Day) -> list[Meeting]:
        """The meetings of today and tomorrow, sorted by day and path."""
        return self._overviews.meetings([today, today + timedelta(days=1)])

    def unrecorded(self, today: Day) -> list[Meeting]:
        """The meetings of the last 14 days with ticks that are not recorded, sorted by day and path."""
        days = [today - timedelta(days=past) for past in range(_REMEMBERED, -1, -1)]
        return [
            meeting
            for meeting in self._overviews.meetings(days)
            if meeting.date and self._recorded(meeting, meeting.date, today).edits
        ]

    def _recorded(self, meeting: Meeting, day: Day, today: Day) -> Recorded:
        from journal.rules.meetings import recorded

        lines, meant = self._pages.list_lines(meeting.note), self._queries.resolver().note
        linked = {note.path for line in lines if line.is_ticked and line.link and (note := meant(line.link))}
        asks = {ask.note.path: ask for ask in self._pages.asks(linked, today)} if linked else {}
        return recorded(meeting, lines, meant, asks, day, today)

    def _edit(self, summary: str, meeting: Meeting, edit: BodyEdit, today: Day) -> Written:
        return self._writes.put_step(lambda _: (summary, [(meeting.note, [edit])]), (), today)

    def _bring_line(self, brought: Brought, sign: str = " ") -> str:
        from journal.notes import fold
        from journal.rules.meetings import bring_line
        from journal.vault.index import rows

        note = brought.ask.note
        stem = note.id.rpartition("/")[2]
        is_alone = self._queries.ask(lambda db: rows.answering(db, fold(stem))) == 1
        return bring_line(brought, stem if is_alone else note.id, sign)

    def _typed(self, party: Party) -> str:
        """A contact in the form in which a key of a new note is given it."""
        from journal.model import Name

        found = self._queries.resolver().note(Name(party.name, party.name), Kind.PERSON)
        is_known_so = "," not in party.name and (found.id if found else None) == party.id
        return party.name if is_known_so or party.id is None else f"[[{party.id}]]"
