"""Conflicts decided where they are listed: ours, theirs, both, or something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType

from journal import NoteProblem, Problem, Vault, wording
from tui.conflict_view import sentence
from tui.keymap import bind
from tui.screens.view import View, sync_of

if TYPE_CHECKING:
    from journal import Undecided, Written

__all__ = ["Conflicts", "Deciding", "conflicts"]

_CONFLICT = "conflict"


class Conflicts(NamedTuple):
    """problems: with a row for each conflict to decide. undecided: the conflict of each such row.

    more: how many notes have a conflict though the vault found no problem in them.
    """

    problems: Sequence[NoteProblem]
    undecided: Mapping[NoteProblem, Undecided]
    more: int


def conflicts(vault: Vault, problems: Sequence[NoteProblem]) -> Conflicts:
    """The problems with each conflict as a row of its own, and what a merge of git waits for. Raises JournalError."""
    marked = {found.path for found in problems if found.problem.code == _CONFLICT}
    if not marked and not vault.settings.git:
        return Conflicts(problems, {}, 0)
    undecided = {_found(one): one for one in sync_of(vault).undecided(sorted(marked))}
    paths = {one.path for one in undecided.values()}
    others = [found for found in problems if found.problem.code != _CONFLICT or found.path not in paths]
    return Conflicts([*others, *undecided], undecided, len(paths - marked))


def _found(one: Undecided) -> NoteProblem:
    """A conflict as a row of Problems."""
    return NoteProblem(one.path, Problem(_CONFLICT, sentence(one), one.line))


class Deciding(View):
    """The keys that decide a conflict; ``undecided`` gives the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("conflict.ours", "decide('ours')", show=True),
        bind("conflict.theirs", "decide('theirs')", show=True),
        bind("conflict.both", "decide('both')", show=True),
        bind("conflict.text", "decide_otherwise", show=True),
    ]

    @property
    def undecided(self) -> Undecided | None:
        """The conflict under the cursor; None for another row."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        one = self.undecided if action in ("decide", "decide_otherwise") else None
        if action == "decide_otherwise":
            return one is not None and one.one is not None
        if action == "decide":
            return one is not None and str(parameters[0]) in _choices(one)
        return super().check_action(action, parameters)

    def action_decide(self, said: str) -> None:
        """Decide the conflict under the cursor. said: ours, theirs or both."""
        if one := self.undecided:
            vault, today = self.vault, self.clock()
            self.write(lambda: sync_of(vault).decide(one, said, today), self._decided, self.reload)

    def _decided(self, written: Written) -> None:
        """Tell what was decided; reload, since no look at the notes sees where only git was told."""
        if written:
            self.toast_done(written.summary)
        else:
            self.toast(wording.ended(written.summary))
        self.reload()

    def action_decide_otherwise(self) -> None:
        """Decide the conflict under the cursor by a text that the person types."""
        if one := self.undecided:
            self._ask(one, None)

    def _ask(self, one: Undecided, typed: str | None) -> None:
        """Ask for a text that decides the conflict. typed: one that could not be written, None for none."""
        from tui.dialogs.decision import DecisionForm

        form = DecisionForm(one, typed)
        vault, today = self.vault, self.clock()

        def answered(text: str | None) -> None:
            if text is not None:
                self.write(
                    lambda: sync_of(vault).decide(one, text, today), self._decided, partial(self._ask, one, text)
                )

        self.app.push_screen(form, answered)


def _choices(one: Undecided) -> Iterable[str]:
    """The sides that can be taken as they are."""
    if one.one:
        return ("ours", "theirs", "both") if one.is_body else ("ours", "theirs")
    kind = one.left.kind if one.left else ""
    return {"deleted": ("ours", "theirs"), "renamed": ("both",)}.get(kind, ())
