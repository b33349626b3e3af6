"""``journal doctor``: what is set up, and what to do about what is not."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from journal.cli.call import Option
from journal.cli.command import Command
from journal.cli.table import Text
from journal.cli.understood import in_words, record
from journal.config import CONFIG_FILE, SETTINGS_FILE, read_user_config
from journal.editor import editor_of
from journal.errors import BadSettings, EnvironmentFailed, JournalError, some
from journal.model import Understood
from journal.patterns import path_excluder
from journal.places import cache_folder, message_templates
from journal.sync.health import Finding, copies_left, findings, names
from journal.vault.disk.walk import may_be_note
from journal.vault.index.cache import DAMAGED
from journal.vault.vault import Vault
from journal.vault.watch.mounts import folders_in
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context

__all__ = ["COMMANDS"]

_FOLDERS_LOOKED_AT = 100
"""Of what a link leads to, which may be a whole disk."""
_INOTIFY_LIMIT = Path("/proc/sys/fs/inotify/max_user_watches")


def _doctor(context: Context) -> int:
    if _FIX.name in context.call.options:
        _fix(context)
    vault = _opened(context)
    checks = list(_checks(context, vault))
    understood = vault.understood(context.today) if isinstance(vault, Vault) else Understood()
    if context.json:
        found = [check._asdict() for check in checks]
        context.print_json({"version": 1, "checks": found, "understood": record(understood)})
        return 0
    for check in checks:
        mark = Text("ok  ", "dim") if check.ok else Text("no  ", "late")
        context.print(mark, Text(f"{check.name:<9}", "bold"), check.message)
        if check.cure:
            context.print(" " * 13, check.cure)
    for sentence in in_words(understood):
        context.print(sentence)
    return 0


def _opened(context: Context) -> Vault | JournalError:
    """The vault, read; what hinders where there is none."""
    try:
        return Vault.open(context.vault_folder, cache=cache_folder())
    except JournalError as error:
        return error


def _fix(context: Context) -> None:
    """Set up what git lacks in this clone, and record this person's consent that git may run."""
    from journal.sync import setup

    root = Path(context.vault_folder)
    texts = setup.missing_texts(root)
    setup.write(root, texts)
    told = [*(f"added to {name}" for name in texts), *setup.allow(root, context.environment.user_state())]
    for sentence in () if context.json else told:
        context.print(sentence)


def _checks(context: Context, vault: Vault | JournalError) -> Iterator[Finding]:
    """All checks: of the vault where one is found, then of git, the editor and the terminal."""
    if isinstance(vault, JournalError):
        sentence = vault.sentence.partition("\n")[0]
        is_there = isinstance(vault, BadSettings)
        cure = f"correct {SETTINGS_FILE}" if is_there else "journal init makes one, journal demo shows one"
        yield Finding("vault", False, sentence, cure)
    else:
        yield from (_vault(vault), _settings(vault, context), _notes(vault, context), _cache(vault))
        yield from _templates(vault)
        yield from _links(vault)
        yield _watcher(folders_in(str(vault.root)), _limit())
        yield from _sync(vault, context)
        yield from _merges(vault, context)
    yield _git()
    yield _editor(context)
    yield _terminal(context)


def _vault(vault: Vault) -> Finding:
    """Whether all notes and folders of the vault could be read."""
    message = f"{vault.root}: {count(vault.count_notes(), 'note')}"
    if unread := len(vault.unread()):
        return Finding("vault", False, f"{message}; {count(unread, 'place')} cannot be read", "journal check says why")
    return Finding("vault", True, message)


def _settings(vault: Vault, context: Context) -> Finding:
    """Whether every key is known of the vault's settings and of the person's own, and git left no conflict there."""
    folder = context.environment.user_config()
    try:
        mine = read_user_config(folder)
    except JournalError as error:
        return Finding("settings", False, error.sentence, f"correct {CONFIG_FILE}")
    own = os.path.join(folder, CONFIG_FILE)
    for warnings, file in ((vault.settings.warnings, SETTINGS_FILE), (mine.warnings, own)):
        if warnings:
            return Finding("settings", False, " ".join(warnings), f"correct {file}")
    there = (vault.root / SETTINGS_FILE).is_file()
    return Finding("settings", True, SETTINGS_FILE if there else f"the defaults; there is no {SETTINGS_FILE}")


def _notes(vault: Vault, context: Context) -> Finding:
    errors = {f.path for f in vault.problems(context.today) if f.problem.severity == "error"}
    if errors:
        message = f"{count(len(errors), 'note')} may not mean what was meant"
        return Finding("notes", False, message, "journal check says where")
    return Finding("notes", True, "every note can be read")


def _templates(vault: Vault) -> Iterator[Finding]:
    """The templates of messages that no message takes; nothing where there is none."""
    from journal.vault.write.templates import unused_messages

    if unused := unused_messages(vault.root):
        known = sorted(name for name in os.listdir(message_templates()) if name.endswith(".txt"))
        yield Finding("templates", False, f"{some(unused)}: no message takes it", f"call it one of {', '.join(known)}")


def _links(vault: Vault) -> Iterator[Finding]:
    """The linked folders with notes in them, which no list has; nothing where there is none."""
    is_excluded = path_excluder(vault.settings.exclude)
    linked = []
    for folder, inside, _ in os.walk(vault.root):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        for place in (os.path.join(folder, name) for name in inside):
            path = os.path.relpath(place, vault.root)
            if os.path.islink(place) and not is_excluded(f"{path}/") and _holds_notes(place):
                linked.append(path)
    if linked:
        cure = "put the folder itself into the vault, and a link where it was; or name it below exclude in journal.toml"
        yield Finding("links", False, f"notes in linked folders are not read: {some(linked)}", cure)


def _holds_notes(folder: str) -> bool:
    """Whether notes are in a folder or near below it."""
    return any(may_be_note(name) for _, _, names in islice(os.walk(folder), _FOLDERS_LOOKED_AT) for name in names)


def _cache(vault: Vault) -> Finding:
    """The check of the cache; made after all notes were read from it."""
    if vault.notice is None:
        return Finding("cache", True, str(cache_folder()))
    if vault.notice == DAMAGED:
        return Finding("cache", False, vault.notice, "nothing is left to do")
    return Finding("cache", False, vault.notice, "have that folder for yourself, on a disk with room")


def _limit() -> int | None:
    """How many folders one user may watch (Linux); None where the system sets no such limit."""
    try:
        return int(_INOTIFY_LIMIT.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _watcher(folders: int, limit: int | None) -> Finding:
    if limit is None:
        return Finding("watcher", True, f"{count(folders, 'folder')}; the system names no limit")
    if folders >= limit:
        cure = f"sudo sysctl fs.inotify.max_user_watches={max(524288, 4 * folders)}"
        return Finding("watcher", False, f"{count(folders, 'folder')}, but only {limit} can be watched", cure)
    return Finding("watcher", True, f"{count(folders, 'folder')} of at most {limit}")


def _sync(vault: Vault, context: Context) -> Iterator[Finding]:
    """The checks of the vault's repository, of notes' names, and of copies that sync programs left."""
    yield from findings(vault.root, vault.settings, context.environment.user_state())
    paths = [line.path for line in vault.note_lines(context.today)]
    yield from names(paths)
    yield from copies_left(paths)


def _merges(vault: Vault, context: Context) -> Iterator[Finding]:
    """What merges by other programs dropped; with --merges these merges are compared first."""
    from journal.sync.losses import look_at_merges, open_losses, sentence
    from journal.sync.sync import opened

    state = context.environment.user_state()
    is_asked = _MERGES.name in context.call.options
    try:
        skipped = look_at_merges(*opened(vault.root, state), state).skipped if is_asked else ()
        losses = open_losses(vault.root, state)
    except JournalError as error:
        yield Finding("merges", False, error.sentence)
        return
    for told in skipped:
        yield Finding("merges", True, told)
    for loss in losses:
        yield Finding("merges", False, sentence(loss, context.today), "journal sync --restore puts it back")
    if is_asked and not losses:
        yield Finding("merges", True, "merges of others dropped nothing that is missing now")


def _git() -> Finding:
    return Finding("git", True, shutil.which("git") or "not installed; only a vault that you keep in git needs it")


def _editor(context: Context) -> Finding:
    try:
        words, variable = editor_of(context.environment.variables)
    except EnvironmentFailed as error:
        message, _, cure = error.sentence.partition(": ")
        return Finding("editor", False, message, cure)
    return Finding(
        "editor", True, f"{shlex.join(words)} (from {variable})" if variable else f"{words[0]}; set VISUAL for another"
    )


def _terminal(context: Context) -> Finding:
    encoding = (context.environment.stdout.encoding or "utf-8").lower()
    if encoding not in ("utf-8", "utf8"):
        message = f"the encoding is {encoding}: some letters show as ?"
        return Finding("terminal", False, message, "set LANG to C.UTF-8 or another UTF-8 locale")
    kind = context.environment.variables.get("TERM", "")
    if kind in ("", "dumb"):
        message = "TERM names no terminal that can be drawn on"
        return Finding("terminal", False, message, "set TERM to what yours is, such as xterm-256color")
    return Finding("terminal", True, f"{kind}, UTF-8")


_FIX = Option("--fix", "have git merge notes by key here, and let it run in this vault")
_MERGES = Option("--merges", "look at the merges of others since the last sync: what did they drop?")

COMMANDS = (Command("doctor", _doctor, options=(_FIX, _MERGES)),)
