"""``journal completion names``: the names of notes that begin with a text, for the completion of shells.

``main`` calls it before it imports anything else, since a shell waits. It looks at no note: names are those that the
cache has. Whatever is wrong, there are no names, and nothing is said: the person is typing.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

__all__ = ["OF", "print_names"]

_PERSON = "(kind = 'person' OR EXISTS (SELECT 1 FROM mention WHERE target = number AND means = 'person'))"
OF = {
    "note": "1",
    "ask": f"(kind = 'ask' OR {_PERSON})",
    "person": _PERSON,
    "goal": "(kind = 'goal' OR EXISTS (SELECT 1 FROM mention WHERE target = number AND means = 'goal'))",
    "meeting": "kind = 'meeting'",
}
"""What the names may be of, and the condition on the row of a note; an ask is named by its contact too."""
_BEGUN = """
SELECT note.id, note.title, name.rank, name.key FROM name JOIN note ON note.number = name.note
WHERE name.key >= ? AND name.key < ? AND NOT note.is_shadowed AND {of} LIMIT 500
"""
_ALL = "SELECT id, title FROM note WHERE NOT is_shadowed AND {of} LIMIT 500"


def print_names(what: str, vault: str, begun: str, stdout: TextIO) -> int:
    """Print the names that begin with a text, one for each note, and give the exit status.

    what: one of OF. vault: as after --vault, empty where none is named.
    """
    try:
        for name in sorted(set(_begun(what, vault, begun) if begun else _all(what, vault))):
            if name.isprintable():  # what is not, nobody can type
                print(name, file=stdout)
    except Exception:  # noqa: BLE001  # no cache, another's, a damaged one: no names
        return 0
    return 0


def _all(what: str, vault: str) -> Iterator[str]:
    """The names of all people or goals, or the ids of all notes of another kind."""
    for own_id, title in _cache(vault).execute(_ALL.format(of=OF[what])):
        yield (title if what in ("person", "goal") else own_id).decode("utf-8", "surrogatepass")


def _begun(what: str, vault: str, begun: str) -> Iterable[str]:
    """A name of each note with one that begins with a text: its title, else its id or an end of it, else an alias."""
    found: dict[bytes, tuple[int, str]] = {}
    first = _folded(begun)
    behind = first + b"\xff"  # behind all that begins so: no UTF-8 has this byte
    for own_id, title, rank, key in _cache(vault).execute(_BEGUN.format(of=OF[what]), (first, behind)):
        called = title.decode("utf-8", "surrogatepass")
        if rank > 1 and _folded(called) == key:
            name = 0, called
        elif rank > 1:
            name = 3, key.decode("utf-8", "surrogatepass")
        else:
            parts = own_id.decode("utf-8", "surrogatepass").split("/")
            name = 1 + rank, "/".join(parts[-1 - key.count(b"/") :])
        found[own_id] = min(name, found.get(own_id, name))
    return (name for _, name in found.values())


def _folded(text: str) -> bytes:
    """A text as ``fold`` has it, in the bytes of the index; of ASCII without its module, which takes long to import."""
    if text.isascii():
        return " ".join(text.lower().split()).encode()
    from journal.notes.spelling import fold

    return fold(text).encode("utf-8", "surrogatepass")


def _cache(named: str):  # type: ignore[no-untyped-def]  # a sqlite3.Connection, whose module nobody waits for
    """A connection to the newest cache of the vault that a call means, to read it only. Raises whatever is wrong."""
    from _sqlite3 import connect

    from journal.cli.which_vault import found_vault, last_used
    from journal.places import cache_prefix, folder

    place = found_vault(named, os.environ, os.getcwd(), lambda: folder("config")) or last_used(folder("state")) or ""
    prefix = cache_prefix(place)
    files = [file for file in os.scandir(folder("cache")) if file.name.startswith(prefix)]
    written = max(
        (file for file in files if file.name.endswith((".db", "-wal"))), key=lambda file: file.stat().st_mtime_ns
    )
    file = written.path.removesuffix("-wal").replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return connect(f"file:{file}?mode=ro", uri=True)
