"""Before a meeting and after it (docs/practice.md 2): what to bring, the list of it, and what its ticks record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal.dates import moved
from journal.errors import EnvironmentFailed, Refused
from journal.model import Kind
from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.config import Settings
    from journal.model import Appended, BodyEdit, Brief, Brought, Contact, Day, Edit, FollowUp, ListLine, Meeting, Party
    from journal.rules.meetings import Left, Recorded
    from journal.rules.typed_edits import Typed
    from journal.vault.overviews import Overviews
    from journal.vault.pages import Pages
    from journal.vault.queries.queries import Queries
    from journal.vault.write.write_result import Written
    from journal.vault.writes import Writes

__all__ = ["Meetings", "Met", "Planned"]

_REMEMBERED = 14
"""Days for which a meeting with ticks that are not recorded is told of (docs/practice.md 2)."""


class Planned(NamedTuple):
    """A meeting planned, or its list filled.

    used_up: those whose year has no room for it, which stops nothing. other_duration: the minutes that its note says
    where others were asked for, which writes nothing.
    """

    written: Written
    used_up: tuple[Contact, ...]
    other_duration: int | None = None


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

    def titles(self) -> list[tuple[str, str]]:
        """The path and the title of every meeting, sorted by path; no note is read."""
        from journal.vault.index import rows

        return self._queries.ask(lambda db: [(each.path, each.title) for each in rows.called(db, "kind = 'meeting'")])

    def next(self, people: Sequence[Party], today: Day) -> Meeting | None:
        """The next meeting with all these people, today's included; None for none."""
        from journal.rules.brief import next_meeting

        return next_meeting([party.key for party in people], self.with_all(people), today)

    def with_all(self, people: Sequence[Party]) -> list[Meeting]:
        """The meetings with all these people, sorted by path."""
        from journal.vault.queries.neighbourhood import meetings_with

        return self._queries.ask(lambda db: meetings_with(db, people))

    def brief(self, people: Sequence[Party], meeting: Meeting | None, today: Day, *, to_write: bool = False) -> Brief:
        """The brief for meeting some people. meeting: the one that it is for, None where there is none yet.

        to_write: the meeting's list is written to, so its note must be read: raises EnvironmentFailed if it cannot be.
        """
        from journal.vault.queries.reading import Today

        brief = self._queries.ask(lambda db: Today.around(db, people, self._settings, today).brief(people, meeting))
        return self._pages.with_lines(brief, meeting.note if meeting and to_write else None)

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
        from journal.notes.value_reader import minutes_held
        from journal.rules.typed_edits import edits_of

        if meeting is None:
            keys: dict[str, Typed] = {"people": [self._typed(party) for party in people]}
            keys |= {"date": (day or today).isoformat()} | ({"duration": duration} if duration else {})
            return self.create("", keys, today, dry_run=dry_run)
        brief = self.brief(meeting.people, meeting, today, to_write=True)
        wanted = edits_of({"duration": duration} if duration else {}, Kind.MEETING, today, self._queries.resolver())
        noted = meeting.duration
        edits: list[Edit | BodyEdit] = [*(wanted if noted is None else ()), *self._added(brief)]
        summary = f"To bring: {meeting.note.title}"
        written = self._writes.put_step(lambda _: (summary, [(meeting.note, edits)]), (), today, dry_run=dry_run)
        is_other = noted is not None and bool(wanted) and minutes_held(duration) != noted
        used_up = tuple(self.without_room(brief, meeting.date or today, today))
        return Planned(written, used_up, noted if is_other else None)

    def create(self, title: str, typed: Mapping[str, Typed], today: Day, *, dry_run: bool = False) -> Planned:
        """Create the note of a meeting with the list of what to bring. typed: keys as people type them."""
        from journal.rules.typed_edits import spec_of, typed_names
        from journal.typed_dates import typed_day
        from journal.vault.write.new_note import NewNote

        resolver = self._queries.resolver()
        people = [resolver.party(name, kind) for kind, name in typed_names(typed, Kind.MEETING, resolver)]
        brief = self.brief(people, None, today)
        new = NewNote(Kind.MEETING, title, typed, next(iter(self._added(brief)), None))
        written = self._writes.create_all([new], today, dry_run=dry_run)
        days = [text for key, text in typed.items() if (spec := spec_of(key, Kind.MEETING)) and spec.key == "date"]
        day = typed_day(days[0], today) if days and isinstance(days[0], str) and days[0] else today
        return Planned(written, tuple(self.without_room(brief, day, today)))

    def _added(self, brief: Brief) -> list[Appended]:
        """The edit that puts on the list what is not there yet, in a list; empty for nothing."""
        from journal.model import Appended
        from journal.rules.meetings import BRING, to_add

        lines = tuple(self._bring_line(each) for each in to_add(brief, self._queries.resolver().note))
        return [Appended(lines, BRING)] if lines else []

    def tick(self, meeting: Meeting, line: ListLine, today: Day) -> Written:
        """Tick a line of a meeting's note as it is now, or take its tick away; a line without a box gets one."""
        from journal.errors import NoteChanged
        from journal.model import Box

        same = [each for each in self._pages.list_lines(meeting.note) if each.text == line.text]
        if not same:
            raise NoteChanged([meeting.note.path])
        now = min(same, key=lambda each: abs(each.line - line.line))
        done, sign = ("Open again", " ") if now.is_ticked else ("Ticked", "x")
        about = self._queries.resolver().note(now.link) if now.link else None
        summary = f"{done}: {about.title if about else now.text}"
        return self._edit(summary, meeting, Box(now.line, now.seen, sign), today)

    def tick_new(self, meeting: Meeting, brought: Brought, today: Day) -> Written:
        """Put something to bring on the list of a meeting, ticked; where it is there by now, tick it there."""
        from journal.model import Appended
        from journal.rules.meetings import BRING

        brief = self.brief(meeting.people, meeting, today, to_write=True)
        now = next((each.line for each in brief.bring if each.ask.note.id == brought.ask.note.id), None)
        if now is not None:
            return self.tick(meeting, now, today)
        added = Appended((self._bring_line(brought, "x"),), BRING)
        return self._edit(f"Ticked: {brought.ask.title}", meeting, added, today)

    def met(self, meeting: Meeting, day: Day, today: Day, *, dry_run: bool = False) -> Met:
        """Record what is ticked in the note of a meeting, held on a day, which it is then dated with.

        Raises Refused where git left both sides of a conflict in it, whose ticks may be of one side alone.
        """
        if any(problem.code == "conflict" for problem in meeting.note.problems):
            from shlex import quote

            path = meeting.note.path
            raise Refused(
                f"{path} holds a conflict that git left: decide it first, with “journal resolve {quote(path)}”."
            )
        found = self._recorded(meeting, day, today)
        written = self._writes.put_step(lambda _: (found.summary, found.edits), (), today, dry_run=dry_run)
        return Met(written, found.left)

    def near(self, today: Day) -> list[Meeting]:
        """The meetings of today and tomorrow, sorted by day and path."""
        return self._overviews.meetings([today, moved(today, 1)])

    def unrecorded(self, today: Day) -> list[tuple[Meeting, int]]:
        """The meetings of the last 14 days with ticks that are not recorded, and how many; sorted by day and path."""
        days = [moved(today, -past) for past in range(_REMEMBERED, -1, -1)]
        found = [(meeting, self.open_ticks(meeting, today)) for meeting in self._overviews.meetings(days)]
        return [(meeting, ticks) for meeting, ticks in found if ticks]

    def open_ticks(self, meeting: Meeting, today: Day) -> int:
        """How many ticks of a meeting ``met`` would record; 0 if its note cannot be read."""
        try:
            return self._recorded(meeting, min(meeting.date or today, today), today).ticks
        except EnvironmentFailed:
            return 0

    def without_room(self, brief: Brief, day: Day, today: Day) -> list[Contact]:
        """The people of a brief whose year has no room for that meeting on a day."""
        from journal.rules.meetings import used_up

        return used_up([each.contact for each in brief.people], brief.meeting, day, today)

    def bring_list(self, brief: Brief, today: Day) -> tuple[list[tuple[ListLine, FollowUp | None]], list[Brought]]:
        """The list in the note of a brief's meeting, each line with its ask, and what to bring that is not on it."""
        from journal.rules.meetings import is_listed, to_add

        meant = self._queries.resolver().note
        about = [(line, meant(line.link) if line.link else None) for line in brief.lines if is_listed(line)]
        asks = {ask.note.path: ask for ask in self._pages.asks({note.path for _, note in about if note}, today)}
        return [(line, asks.get(note.path) if note else None) for line, note in about], to_add(brief, meant)

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
