"""The picture of the rooms in CONTRIBUTING.md, drawn from the imports: ``python .ci/rooms.py [--write] [ROOT]``.

Without --write it says where the picture is no longer true, or where imports run in a circle; with it, it draws the
picture anew. A room is a package, or a file that stands beside packages. The same imports give the same picture.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypeAlias

import grimp

Graph: TypeAlias = Mapping[str, set[str]]
"""From each room, or file, to those that it imports."""

PACKAGES = ("journal", "tui")
WITH_ROOMS = ("journal", "journal.vault", "tui")
"""Packages that are drawn as the rooms inside them. Any other package is one room."""

BEGIN, END = "<!-- make rooms: begin -->", "<!-- make rooms: end -->"


class Circle(Exception):
    """Imports that lead back to where they began."""


def files(root: Path) -> Graph:
    """Every file of the packages with what it imports of them, imports for types alone included."""
    sys.path.insert(0, str(root))
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    return {file: graph.find_modules_directly_imported_by(file) for file in graph.modules}


def rooms(files: Graph) -> Graph:
    """Every room with the rooms that its files import."""
    found: dict[str, set[str]] = {_room(file): set() for file in files}
    for file, imports in files.items():
        found[_room(file)] |= {_room(other) for other in imports} - {_room(file)}
    return found


def in_order(graph: Graph) -> list[str]:
    """What stands on others behind what it stands on. Raises Circle where there is no such order."""
    try:
        return list(TopologicalSorter({name: sorted(graph[name]) for name in sorted(graph)}).static_order())
    except CycleError as error:
        raise Circle("imports run in a circle: " + " imports ".join(reversed(error.args[1]))) from error


def without_shortcuts(graph: Graph) -> Graph:
    """The graph without the arrows that other arrows imply: who imports A, which imports B, may import B."""
    below: dict[str, set[str]] = {}
    for name in in_order(graph):
        below[name] = graph[name].union(*(below[other] for other in graph[name]))
    return {name: graph[name] - {far for near in graph[name] for far in below[near]} for name in graph}


def picture(graph: Graph) -> str:
    """The library, with the rooms of the vault in a frame of their own, and the terminal UI, which stands on it."""
    library = {room: imports for room, imports in graph.items() if room.startswith("journal")}
    front = {room: {_outside(other) for other in imports} for room, imports in graph.items() if room not in library}
    return "\n\n".join([_drawn(library), _drawn({**front, "journal": set()})])


def put_in(text: str, picture: str) -> str:
    """The document with this picture between its two marks. ValueError where they are missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"has no place for the picture of the rooms, between {BEGIN} and {END}")
    return f"{before}{begin}\n\n{picture}\n\n{end}{after}"


def _room(file: str) -> str:
    room, _, rest = file.partition(".")
    while rest and room in WITH_ROOMS:
        name, _, rest = rest.partition(".")
        room = f"{room}.{name}"
    return room


def _outside(room: str) -> str:
    """The room, or the library as one where it is a part of that."""
    return "journal" if room.partition(".")[0] == "journal" else room


def _drawn(graph: Graph) -> str:
    arrows = without_shortcuts(graph)
    lone = set(graph).difference(*graph.values()) - {room for room in graph if graph[room]}
    shown = [room for room in reversed(in_order(graph)) if room not in lone]
    inside = [_short(room) for room in shown if room.startswith("journal.vault.")]
    frame = ["    subgraph vault", *(f"        {room}" for room in inside), "    end"] if inside else []
    return "\n".join(["```mermaid", "flowchart TD", *frame, *_arrows(shown, arrows), "```"])


def _arrows(shown: list[str], arrows: Graph) -> Iterator[str]:
    for room in shown:
        if arrows[room]:
            yield f"    {_short(room)} --> {' & '.join(_short(other) for other in shown if other in arrows[room])}"


def _short(room: str) -> str:
    """The room's name within its package: ``vault.write``."""
    return room.partition(".")[2] or room


def main(arguments: list[str]) -> int:
    write = "--write" in arguments
    root = Path(next((one for one in arguments if one != "--write"), ".")).resolve()
    document = root / "CONTRIBUTING.md"
    text = document.read_text(encoding="utf-8")
    try:
        imports = files(root)
        in_order(imports)
        now = put_in(text, picture(rooms(imports)))
    except Circle as circle:
        print(circle)
        return 1
    except ValueError as error:
        print(f"{document.name}: {error}")
        return 1
    if write:
        document.write_text(now, encoding="utf-8")
    elif now != text:
        print(f"{document.name}: its picture of the rooms is not what the imports are: make rooms")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
