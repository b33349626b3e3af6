"""What a sync would do, and what it did, as showable text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from journal import Synced, showable, wording
from tui import paint

__all__ = ["plan", "result"]

_MOST = 10
"""Lines of one kind that are shown."""


def plan(would: Synced, width: int) -> Content:
    """The plan of a sync, step by step."""
    with_whom = would.remote or "the remote"
    lines: list[Content] = []
    if would.conflicts:
        lines += _part("To decide first", [left.sentence for left in would.conflicts], width)
    elif would.ends_merge:
        lines += _part("Commit the merge that waited: all in it is decided", (), width)
    if would.notes:
        title = f"Commit {wording.count(len(would.notes), 'file')}: {would.message}"
        lines += _part(title, would.notes, width)
    if would.pulled:
        lines += _part(f"Take over {wording.count(would.pulled, 'commit')} from {with_whom}", would.theirs, width)
    if would.pushed:
        merge = ", and a merge of both," if would.pulled else ""
        lines += _part(f"Push {wording.count(would.pushed, 'commit')}{merge} to {with_whom}", (), width)
    if not lines:
        lines += _part(
            f"Nothing to do: this vault and {with_whom} are the same." if would.remote else _ALONE, (), width
        )
    if would.left:
        title = f"{wording.count(len(would.left), 'other changed file')} left as they are"
        lines += _part(title, would.left, width)
    return Content("\n").join(lines[:-1])


_ALONE = "Nothing to commit, and there is no remote to push to (git remote add origin URL)."


def result(said: Sequence[str], done: Synced | None, wrong: str, width: int) -> Content:
    """The result of a sync, in sentences. done: None where it did not end. wrong: the error, "" for none."""
    sign = Content.styled("· ", "$text-success")
    lines = [paint.hanging(sign, Content(showable(sentence)), width) for sentence in said]
    if done:
        lines += [paint.hanging(sign, Content(showable(won.sentence)), width) for won in done.winners]
        if done.conflicts:
            lines += [*([Content("")] if lines else []), Content.styled("To decide", "bold $text-warning")]
        lines += [paint.hanging(Content("  "), Content(showable(left.sentence)), width) for left in done.conflicts]
    if wrong:
        lines += [Content("")] if lines else []
        lines += [Content.styled(showable(line), "$text-error") for line in wrong.split("\n")]
    return Content("\n").join(lines)


def _part(title: str, lines: Sequence[str], width: int) -> Iterator[Content]:
    """A title, the lines below it, and a blank line."""
    yield paint.hanging(Content(""), Content.styled(showable(title), "bold"), width)
    for line in lines[:_MOST]:
        yield paint.hanging(Content("  "), Content.styled(showable(line), "dim"), width)
    if len(lines) > _MOST:
        yield Content.styled(f"  and {len(lines) - _MOST} more", "dim")
    yield Content("")
