"""Which foreign merges were looked at, and what they dropped: remembered in the state folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

from journal.errors import EnvironmentFailed, os_errors_as_sentences
from journal.named_tuple import NamedTuple
from journal.notes.merge.lost import Lost, LostKey
from journal.sync.foreign_merges import Loss
from journal.vault.disk.lock import folder_of, state_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.paths import AnyPath

__all__ = ["MOST", "Memory", "recalled", "remember"]

MOST = 1000
"""The most losses that are remembered."""
_FILE = "merges.json"


class Memory(NamedTuple):
    """What is remembered of a vault. seen: ids of commits; their ancestors' merges were all looked at.

    target, place: of a look that has not ended: its commits, and the number of its next merge. prefix: the vault's path
    from the work tree's top. losses: with paths from there. told: ids of merges whose losses were told.
    """

    seen: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: int = 0
    prefix: str = ""
    losses: tuple[Loss, ...] = ()
    told: tuple[str, ...] = ()


def recalled(state: AnyPath, root: Path) -> Memory:
    """What is remembered of a vault; an empty Memory where its file is missing or damaged: all is looked at again.

    Raises EnvironmentFailed where the file cannot be read.
    """
    file = Path(folder_of(state, root), _FILE)
    try:
        document: Any = json.loads(file.read_bytes())
        return Memory(
            tuple(document["seen"]),
            tuple(document["target"]),
            int(document["place"]),
            str(document["prefix"]),
            tuple(map(_loss, document["losses"])),
            tuple(document["told"]),
        )
    except FileNotFoundError:
        return Memory()
    except OSError as error:
        raise EnvironmentFailed.reading(file, error) from None
    except Exception:  # noqa: BLE001  # whatever is wrong with what the file says
        return Memory()


def _loss(document: Any) -> Loss:
    """A loss from its JSON. Raises ValueError or TypeError where that has another form."""
    merge, day, path, title, blobs, (keys, lines) = document
    lost = Lost(tuple(LostKey(key, tuple(values), *rest) for key, values, *rest in keys), tuple(lines))
    return Loss(merge, day, path, title, tuple(blobs), lost)


def remember(state: AnyPath, root: Path, memory: Memory) -> None:
    """Save what is remembered of a vault, in one step. Raises EnvironmentFailed."""
    file = Path(state_of(state, root), _FILE)
    unfinished = file.with_name(f"{_FILE}.{os.getpid()}")
    with os_errors_as_sentences(file):
        unfinished.write_text(json.dumps({"version": 1, **memory._asdict()}), encoding="utf-8")
        unfinished.replace(file)
