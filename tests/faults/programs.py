"""Programs that the tests of writing run beside themselves: ``python -m tests.faults.programs NAME ARGUMENTS``."""

from __future__ import annotations

import hashlib
import os
import random
import re
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from journal.errors import NoteChanged
from journal.vault.disk import lock, note_file, store, temporary
from journal.vault.write.change import Change
from journal.vault.write.undo import Log, Step

NOTES = [f"n{number}.md" for number in range(20)]
LIMIT = 1_000_000
PATIENCE = 20.0
"""Seconds after which a save that is not to be seen counts as lost."""
ENOUGH = "enough"
"""The file that tells ``saves`` to end."""


def sealed(version: int) -> bytes:
    """A text whose last line shows that it is whole."""
    text = f"version: {version}\n".encode() + b"words " * (version * 37 % 4_000)
    return text + b"\n" + hashlib.sha256(text).hexdigest().encode()


def version_of(text: bytes) -> int:
    body, _, seal = text.rpartition(b"\n")
    assert hashlib.sha256(body).hexdigest().encode() == seal, "a note is not whole"
    return int(body[len(b"version: ") : body.index(b"\n")])


def kills(folder: str, rounds: str) -> None:
    """Kill a writer again and again; after each, every note is whole, and the newest step can be taken back."""
    root, state, keep = (Path(folder) / name for name in ("vault", "state", "kept"))
    written = dict.fromkeys(NOTES, 0)
    for note in NOTES:
        (root / note).write_bytes(sealed(0))
    swept = 0
    for _ in range(int(rounds)):
        ours, theirs = os.pipe()
        writer = os.fork()
        if not writer:
            os.close(ours)
            _write_forever(root, state, keep, theirs)
        os.close(theirs)
        os.read(ours, 1)
        time.sleep(random.uniform(0, 0.02))
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        with open(ours, "rb") as said:
            for line in said.read().splitlines(keepends=True):
                if line.endswith(b"\n"):
                    name, number = line.split()
                    written[name.decode()] = int(number)
        for note in NOTES:
            version = version_of((root / note).read_bytes())
            assert version in (written[note], written[note] + 1), f"{note}: {version}, {written[note]}"
            written[note] = version
        with lock.held(state, root, wait=0):
            leftovers = [file for file in os.listdir(root) if temporary.is_leftover(file)]
            swept += len(temporary.sweep(root, leftovers, keep=keep))
            assert sorted(os.listdir(root)) == sorted(NOTES)
            if any(written.values()):
                log = Log(state, root, keep=keep)
                (change,) = log.undo().changes
                assert (root / change.path).read_bytes() == change.after
                assert log.redo().changes == (change.taken_back,)
    sys.stdout.write(f"{rounds} kills, {sum(written.values())} edits, {swept} leftovers swept\n")


def _write_forever(root: Path, state: Path, keep: Path, said: int) -> None:
    log = Log(state, root, keep=keep)
    os.write(said, b"\n")
    while True:
        note = random.choice(NOTES)
        with lock.held(state, root):
            old = note_file.read(root, note, LIMIT)
            version = version_of(old) + 1
            new = sealed(version)
            with log.recording(Step("counted", (Change(note, old, new),))):
                store.replace(root, note, old, new, keep=keep)
        os.write(said, f"{note} {version}\n".encode())


def edits(folder: str, name: str, number: str) -> None:
    """When told to, add lines to notes that others of us write to."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    root, state, keep = (Path(folder) / name for name in ("vault", "state", "kept"))
    for line in range(int(number)):
        note = NOTES[line % len(NOTES)]
        with lock.held(state, root):
            old = note_file.read(root, note, LIMIT)
            store.replace(root, note, old, old + f"{name} {line}\n".encode(), keep=keep)


def save_in_place(note: Path, text: bytes) -> None:
    """As nano, emacs and VS Code do."""
    with note.open("wb", buffering=0) as file:
        file.write(text[:100])
        if random.random() < 0.3:
            time.sleep(random.uniform(0, 0.002))
        file.write(text[100:])


def save_after_a_while(note: Path, text: bytes) -> None:
    """Open without emptying, think, then write."""
    with note.open("r+b", buffering=0) as file:
        time.sleep(random.uniform(0, 0.003))
        file.truncate()
        file.write(text)


def save_by_rename(note: Path, text: bytes) -> None:
    """As sync programs and most editors do."""
    new = note.with_name("new~")
    new.write_bytes(text)
    new.replace(note)


def save_after_renaming_away(note: Path, text: bytes) -> None:
    """As vim does."""
    note.rename(note.with_name("x.md~"))
    note.write_bytes(text)


SAVES: dict[str, Callable[[Path, bytes], None]] = {
    "in place": save_in_place,
    "after a while": save_after_a_while,
    "by rename": save_by_rename,
    "after renaming away": save_after_renaming_away,
}


def saves(folder: str, way: str, number: str) -> None:
    """Save a note with a new serial every few milliseconds; each must then be in the note, or kept.

    number: how many saves there are at least; they go on until ENOUGH is there.
    """
    note, keep = Path(folder) / "vault" / "x.md", Path(folder) / "kept"
    serial = lost = 0
    while serial < int(number) or not (Path(folder) / ENOUGH).exists():
        serial += 1
        SAVES[way](note, serial_text(serial))
        lost += not _appears(serial, note, keep)
        time.sleep(random.uniform(0, 0.004))
        lost += not _appears(serial, note, keep)
    sys.stdout.write(f"{serial} {lost}\n")


def serial_text(serial: int) -> bytes:
    return f"serial: {serial}\n".encode() + b"words " * 300


def serial_of(text: bytes) -> int | None:
    match = re.match(rb"serial: (\d+)\n", text)
    return int(match[1]) if match else None


def _appears(serial: int, note: Path, keep: Path) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for file in (note, *(keep.iterdir() if keep.exists() else ())):
            with suppress(FileNotFoundError):
                if serial_of(file.read_bytes()) == serial:
                    return True
    return False


def edit(folder: Path) -> bool:
    """One edit of ours of the note that ``saves`` saves: read, add a word, replace. False where it was refused."""
    try:
        old = note_file.read(folder / "vault", "x.md", LIMIT)
        if serial_of(old) is None:
            return False
        store.replace(folder / "vault", "x.md", old, old + b"ours ", keep=folder / "kept")
    except (FileNotFoundError, NoteChanged):
        return False
    return True


PROGRAMS: dict[str, Callable[..., None]] = {"kills": kills, "edits": edits, "saves": saves}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](*sys.argv[2:])
