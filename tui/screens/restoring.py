"""Losses of foreign merges in Problems: put back, or let go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from journal import NoteProblem, Problem, Vault, showable
from journal.model import Day
from tui import paint
from tui.prose import as_they_stand
from tui.screens.deciding import Deciding
from tui.screens.view import sync_of

if TYPE_CHECKING:
    from journal import Loss

__all__ = ["Restoring", "losses", "what_is_lost"]


def losses(vault: Vault, today: Day) -> Mapping[NoteProblem, Loss]:
    """The losses of other programs' merges, by the row that tells of each."""
    if not vault.settings.git:
        return {}
    known = sync_of(vault).losses(today)
    return {NoteProblem(loss.path, Problem("lost-in-merge", _sentence(told))): loss for loss, told in known.items()}


def _sentence(told: str) -> str:
    """The words of a loss with a capital and a full stop."""
    return f"{told[:1].upper()}{told[1:]}."


def what_is_lost(loss: Loss, told: str, key: Callable[[str], str]) -> Content:
    """The details of a loss, shown beside the list. told: its sentence. key: names the keyboard key of an id."""
    lines = [
        Content.assemble(("warning", "$text-warning bold"), (" lost in a merge", "bold")),
        Content.styled(showable(loss.path), "dim"),
        Content(showable(told)),
        Content(""),
        Content(f"{key('app.read')} puts it back"),
        Content(f"{key('conflict.ours')} leaves the note as it is, and tells of this no more"),
        *_lost(loss),
    ]
    return Content("\n").join(lines)


def _lost(loss: Loss) -> Iterator[Content]:
    """The lost values under their keys, then the lost lines of the body."""
    for lost in loss.lost.keys:
        yield Content("")
        yield Content.styled(showable(lost.key), paint.LOOKS["section"])
        yield from (Content(showable(value)) for value in lost.values)
    if loss.lost.lines:
        yield Content("")
        yield Content.styled("lines of its text", paint.LOOKS["section"])
        yield from map(Content, as_they_stand(loss.lost.lines))


class Restoring(Deciding):
    """The keys that put a loss back or accept it; ``loss`` gives the one under the cursor."""

    @property
    def loss(self) -> Loss | None:
        """The loss under the cursor; None for another row."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "decide" and self.loss:
            return parameters[0] == "ours"
        return super().check_action(action, parameters)

    def action_read_again(self) -> None:
        """Put the loss under the cursor back; for another row, look at the folder."""
        if loss := self.loss:
            vault = self.vault
            self.write(lambda: sync_of(vault).restore(loss), lambda written: self.toast_done(written.summary))
        else:
            super().action_read_again()

    def action_decide(self, said: str) -> None:
        """Accept a loss: leave the note as it is, and tell of it no more."""
        if loss := self.loss:
            vault = self.vault
            self.work(lambda: sync_of(vault).let_go(loss), lambda _: self.reload())
        else:
            super().action_decide(said)
