"""When what is looked at, told in seconds: no thread, no clock, no file."""

from __future__ import annotations

from collections.abc import Collection

from journal.vault.watch.debounce import Hint, Idle, Look, Pace


class Story:
    """A pace after its first look at everything, at second 0; gone: the notes that are gone or empty now."""

    def __init__(self, check: float = 1000.0) -> None:
        self.pace = Pace(check)
        self.gone: set[str] = set()
        assert self.turn(0.0) == Look(None), "nothing is known at the start"
        self.pace.looked(Look(None), 0.0, 0.0, found=False)

    def hint(self, at: float, path: str | None, *, whole: bool = False, was: str | None = None) -> None:
        self.pace.hint(Hint(at, path, whole, was))

    def turn(self, now: float) -> Look | Idle:
        return self.pace.turn(now, self.gone.__contains__)

    def looks_at(self, until: float, *, cost: float = 0.0, found: bool = True) -> list[tuple[float, object]]:
        """When it would look at what, were nobody to hint any more."""
        now = 0.0
        found_looks: list[tuple[float, object]] = []
        while now <= until:
            turn = self.turn(now)
            if isinstance(turn, Look):
                found_looks.append((round(now, 3), turn.paths))
                self.pace.looked(turn, now, now + cost, found=found)
                now += cost
            else:
                now = max(now, turn.until)
        return found_looks


def test_a_note_that_was_closed_after_writing_is_looked_at_at_once() -> None:
    story = Story()
    story.hint(1.0, "a.md")
    story.hint(1.001, "a.md", whole=True)
    assert story.turn(1.001) == Look(("a.md",), ("a.md",))


def test_what_nobody_closed_waits_until_it_is_quiet() -> None:
    story = Story()
    story.hint(1.0, "a.md")
    assert story.turn(1.0) == Idle(1.0 + 0.02, listening=True)
    story.hint(1.015, "a.md")
    assert isinstance(story.turn(1.02), Idle)
    assert story.turn(1.036) == Look(("a.md",), ("a.md",))


def test_what_is_written_to_for_ever_is_looked_at_meanwhile() -> None:
    story = Story()
    for tick in range(26):
        story.hint(1.0 + tick / 100, "log.md")
    assert story.turn(1.25) == Look(("log.md",), ("log.md",))


def test_a_note_that_is_gone_or_empty_is_held_and_no_other() -> None:
    story = Story()
    story.gone = {"a.md"}
    story.hint(1.0, "a.md", whole=True)
    story.hint(1.1, "b.md", whole=True)
    assert story.turn(1.1) == Look(("b.md",), ("b.md",))
    story.pace.looked(Look(("b.md",)), 1.1, 1.1, found=True)
    assert story.turn(1.2) == Idle(1.0 + 0.7, listening=True)
    assert story.turn(1.71) == Look(("a.md",)), "it may have been deleted"


def test_a_note_that_is_held_is_looked_at_once_it_is_written() -> None:
    story = Story()
    story.gone = {"a.md"}
    story.hint(1.0, "a.md")
    assert isinstance(story.turn(1.1), Idle)
    story.gone = set()
    story.hint(1.2, "a.md", whole=True)
    assert story.turn(1.2) == Look(("a.md",), ("a.md",))


def test_a_note_that_moved_is_never_in_two_places() -> None:
    story = Story()
    story.gone = {"a.md"}
    story.hint(1.0, "a.md")
    story.hint(1.0, "b.md", whole=True, was="a.md")
    assert story.turn(1.1) == Idle(1.0 + 0.7, listening=True)
    assert story.turn(1.71) == Look(("a.md", "b.md"))


def test_a_copy_that_moved_into_the_place_of_a_note_waits_for_nothing() -> None:
    story = Story()
    story.hint(1.0, "b.md", whole=True, was=None)
    assert story.turn(1.0) == Look(("b.md",), ("b.md",))


def many(story: Story, seconds: float, number: int = 1000) -> None:
    for index in range(number):
        story.hint(1.0 + seconds * index / number, f"{index:04}.md", whole=True)


def test_many_changes_are_gathered_until_they_are_over() -> None:
    story = Story()
    many(story, 0.1)
    assert story.turn(1.1) == Idle(1.0 + 0.1 * 999 / 1000 + 0.02, listening=False)
    turn = story.turn(1.13)
    assert isinstance(turn, Look)
    assert turn.paths is not None
    assert len(turn.paths) == 1000


def test_changes_that_go_on_are_looked_at_a_few_times_a_second() -> None:
    story = Story()
    looks: list[Collection[str]] = []
    now = 1.0
    for index in range(5000):
        at = 1.0 + index / 1000
        story.hint(at, f"{index:04}.md", whole=True)
        if at >= now:
            turn = story.turn(at)
            if isinstance(turn, Look):
                looks.append(turn.paths or ())
                now = at + 0.3
                story.pace.looked(turn, at, now, found=True)
            elif not turn.listening:
                now = turn.until
    assert len(looks) < 15
    assert sum(map(len, looks)) > 4000


def test_after_a_look_there_is_time_for_others_as_long_as_it_took_but_not_for_ever() -> None:
    story = Story()
    story.hint(1.0, "a.md", whole=True)
    story.pace.looked(Look(("a.md",)), 1.0, 1.1, found=True)
    story.hint(1.1, "a.md", whole=True)
    assert story.turn(1.1) == Idle(1.1 + (1.1 - 1.0), listening=False)
    story.pace.looked(Look(("a.md",)), 2.0, 12.0, found=True)
    story.hint(12.0, "a.md", whole=True)
    assert story.turn(12.25) == Look(("a.md",), ("a.md",))


def test_a_hint_about_everything_waits_for_quiet_and_for_what_is_held() -> None:
    story = Story()
    story.gone = {"a.md"}
    story.hint(1.0, None)
    story.hint(1.01, "a.md")
    assert isinstance(story.turn(1.5), Idle)
    assert story.turn(1.72) == Look(None)
    story.pace.looked(Look(None), 1.72, 1.72, found=True)
    assert isinstance(story.turn(1.73), Idle), "nothing is left to be looked at"


def test_a_hint_about_everything_does_not_hold_up_a_note_that_was_saved() -> None:
    story = Story()
    story.gone = {"a.md"}
    story.hint(1.0, None)
    story.hint(1.0, "a.md")
    story.hint(1.0, "b.md", whole=True)
    assert story.turn(1.0) == Look(("b.md",), ("b.md",))


def test_everything_is_looked_at_in_the_end_though_it_is_never_quiet() -> None:
    story = Story()
    story.gone = {"gone.md"}
    story.hint(1.0, None)
    for tick in range(300):
        story.hint(1.0 + tick / 100, f"{tick}.md", whole=True)
        story.hint(1.0 + tick / 100, "gone.md")
        turn = story.turn(1.0 + tick / 100)
        if isinstance(turn, Look):
            if turn.paths is None:
                break
            story.pace.looked(turn, 1.0, 1.0, found=True)
    assert 2.9 <= 1.0 + tick / 100 <= 3.1


def test_everything_is_looked_at_every_so_often_without_a_hint() -> None:
    assert Story(5.0).looks_at(16.0, found=False) == [(5.0, None), (10.0, None), (15.0, None)]


def test_a_look_at_everything_that_is_dear_is_rarer() -> None:
    story = Story(5.0)
    assert story.looks_at(30.0, cost=1.0, found=False) == [(5.0, None), (26.0, None)]
    assert story.pace.interval == 20.0


def test_what_reading_costs_makes_looking_no_dearer() -> None:
    story = Story(5.0)
    story.looks_at(6.0, cost=60.0, found=True)
    assert story.pace.interval == 5.0


def test_a_look_at_everything_is_put_off_while_somebody_types_by_one_interval_at_most() -> None:
    story = Story(check=5.0)
    story.pace.put_off(6.5)
    assert story.turn(5.0) == Idle(6.5, listening=True)
    story.pace.put_off(30.0)
    assert story.looks_at(12.0) == [(10.0, None)]


def test_a_look_for_which_there_is_a_hint_is_not_put_off() -> None:
    story = Story(check=5.0)
    story.pace.put_off(100.0)
    story.hint(1.0, "a.md", whole=True)
    assert story.turn(1.0) == Look(("a.md",), ("a.md",))
    story.pace.looked(Look(("a.md",)), 1.0, 1.0, found=True)
    story.hint(2.0, None)
    assert story.turn(2.02) == Look(None)
