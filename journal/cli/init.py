"""``journal init``: makes a folder a vault, or adopts one; overwrites nothing and changes no note."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote

from journal.cli.call import Option, Words
from journal.cli.command import Command
from journal.cli.which_vault import find_vault, last_used, remember
from journal.config import SETTINGS_FILE
from journal.errors import BadCall, NoVault, os_errors_as_sentences
from journal.model import Kind
from journal.places import example_vault, is_home_or_above
from journal.regex import regex
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context
    from journal.model import Understood
    from journal.vault.vault import Vault

__all__ = ["COMMANDS", "DEFAULT_SETTINGS"]

_DAY_PATH = '# path = "journal/%Y-%m-%d.md"  # the note of a day, for “journal today”\n'
DEFAULT_SETTINGS = f"""\
# Settings of this vault. Take the # off a line to change it; what is missing takes its default.

# What is no note, in the way of .gitignore, such as ["archive/", "*.draft.md"].
# exclude = []

# Above this size in bytes only a note's frontmatter is read.
# max_note_bytes = 4194304

[follow_up]
# wait_days = 7        # quiet days after asking before a nudge
# nudge_gap_days = 7   # quiet days after a nudge before the next
# max_nudges = 2       # then let go
# outcome_days = 7     # from their answer to writing down what came of it
# homework_days = 90   # what you read about somebody goes stale after this
# rest_days = []       # days on which no wait ends, such as ["sat", "sun"]

[respect]
# meetings_per_year = 2   # with each contact, unless their own note says otherwise

[sync]
# git = false          # “journal sync” commits, merges and pushes by git
# auto_commit = false  # the terminal UI commits what changed after 30 s without a further write

[messages]
# keep = true          # what was sent is kept at the end of its note

[journal]
{_DAY_PATH}
[cadence]
# How often to be in touch with whoever has a tag, such as: mentor = "8w"
"""
_SPECIAL = regex(r"([\\*?\[\]!#]| $)")
"""Characters with a special meaning in a pattern of git."""


def _init(context: Context) -> int:
    from journal.cli.understood import record
    from journal.model import Understood
    from journal.sync import setup
    from journal.vault.vault import Vault

    root = _folder(context)
    missing = _missing(root)
    for_git = setup.missing_texts(root)
    texts = {**{path: ("", text) for path, text in missing.items()}, **for_git}
    dry = "--dry-run" in context.call.options
    told: Sequence[str] = ()
    if not dry:
        _write(root, missing)
        setup.write(root, for_git)
        remember(context.environment.user_state(), root)
        told = [*_unsaid(root, missing), *setup.allow(root, context.environment.user_state())]
    if context.json:
        changes = [{"path": path, "changed": {}, "diff": _diff(path, *both)} for path, both in texts.items()]
        found = Vault.open(root).understood(context.today) if root.is_dir() else Understood()
        context.print_json({"version": 1, "changes": changes, "understood": record(found)})
        return 0
    for path, (before, after) in texts.items():
        if dry:
            for line in _diff(path, before, after).splitlines():
                context.print(line, whole=True)
        else:
            context.print(f"{'added to' if before else 'made'} {path}")
    if not dry:
        for sentence in told:
            context.print(sentence)
        _print_next(context, root, bool(missing))
    return 0


def _folder(context: Context) -> Path:
    """The folder to make a vault of: DIR, else --vault, else the current one. Raises BadCall."""
    word, option = context.call.word("DIR"), context.call.options.get("--vault")
    if word and option:
        raise BadCall(f"Name the folder once: {word}, or --vault {option}.")
    root = Path(os.path.abspath(os.path.join(context.environment.cwd, os.path.expanduser(word or option or "."))))
    if not (word or option) and is_home_or_above(root, Path(os.path.expanduser("~"))):
        raise BadCall(f"{root} holds more than notes: name a folder for the notes, as in journal init ~/journal.")
    if root.exists() and not root.is_dir():
        raise BadCall(f"{root} is a file: name a folder, which need not be there yet.")
    return root


def _missing(root: Path) -> Mapping[str, str]:
    """The files that a vault should have besides notes and this one lacks: their texts by path.

    Templates go into the vault's own folder of templates, but not if its notes count: then they would be notes too. New
    settings exclude that folder. A template whose name is there in another case is not missing: on other systems both
    would be one file.
    """
    from journal.sync.repository import has_repository
    from journal.vault.write.templates import holds_no_notes, template_folders

    folders = template_folders(root)
    is_new = not os.path.lexists(root / SETTINGS_FILE)
    folder = next((each for each in folders if is_new or holds_no_notes(each)), "templates")
    there = {name.lower() for each in folders for name in os.listdir(root / each)}
    texts = {
        f"{folder}/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted(Path(example_vault(), "templates").glob("*.md"))
        if path.name not in there
    }
    if not is_new:
        return texts
    exclude = "" if holds_no_notes(folder) else f"exclude = [{_pattern(folder)}]  # its templates\n"
    settings = DEFAULT_SETTINGS.replace("# exclude = []\n", exclude or "# exclude = []\n")
    settings = settings.replace(_DAY_PATH, _day_path(root))
    if has_repository(root):
        settings = settings.replace("# git = false ", "git = true    ")
    return {SETTINGS_FILE: settings, **texts}


def _day_path(root: Path) -> str:
    """The line of the settings that says where the note of a day is: where Obsidian has it, if that can be said."""
    from json import dumps

    from journal.vault.write.daily_notes import daily_notes

    found = daily_notes(root)
    if found is None:
        return _DAY_PATH
    path, asked = found
    shown = dumps(asked)
    if path is None:
        return f"{_DAY_PATH}# Obsidian has {shown}, which cannot be said here: %Y, %m and %d are all there is.\n"
    return f"path = {dumps(path, ensure_ascii=False)}  # as Obsidian has it\n"


def _unsaid(root: Path, missing: Mapping[str, str]) -> Iterator[str]:
    """Sentences for new settings: that the days' notes cannot be where Obsidian has them, or begin as there."""
    from journal.vault.disk.walk import TEMPLATES
    from journal.vault.write.daily_notes import daily_notes, daily_template
    from journal.vault.write.templates import template_folders

    if SETTINGS_FILE not in missing:
        return
    found, template = daily_notes(root), daily_template(root)
    if found and found[0] is None:
        where = f"where Obsidian has the note of a day ({found[1]})"
        yield f"“journal today” writes to journal/: {where} cannot be said here."
    ours = f"{next(iter(template_folders(root)), TEMPLATES[0])}/day.md"
    if template and template != ours and not (root / ours).exists():
        how = f"copy {template} to {ours} for what Obsidian begins with"
        yield f"“journal today” begins a note with its day alone: {how}."


def _pattern(folder: str) -> str:
    """The gitignore pattern for a folder, as TOML."""
    from json import dumps

    plain = _SPECIAL.sub(r"\\\1", folder)
    return dumps(f"/{plain}/", ensure_ascii=False)


def _write(root: Path, texts: Mapping[str, str]) -> None:
    """Write new files, each whole or not at all, and the folders for them. texts: by path from root.

    Raises EnvironmentFailed and Refused.
    """
    from journal.vault.disk.store import create

    with os_errors_as_sentences(root):
        root.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        create(root, path, text.encode())


def _diff(path: str, before: str, after: str) -> str:
    from difflib import unified_diff

    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return "".join(unified_diff(old, new, path if before else "/dev/null", path))


def _print_next(context: Context, root: Path, new: bool) -> None:
    """Print what the folder is now; begin it with a goal and a person where it has none; print what comes next."""
    from journal.cli.understood import in_words
    from journal.vault.vault import Vault

    vault = Vault.open(root)
    understood = vault.understood(context.today)
    found = f"{count(understood.notes, 'note')}, {count(understood.asks, 'ask')}"
    context.print(f"{root} {'is a vault now' if new else 'was a vault already'}: {found}; no note was changed.")
    for sentence in in_words(understood):
        context.print(sentence)
    given = _begun(context, vault, understood) if context.environment.has_terminal else {}
    where = "" if _is_found(context, root) else f" --vault {quote(str(root))}"
    if understood.asks:
        context.print(f"Next: journal{where}")
    else:
        goal = f" --goal {quote(given[Kind.GOAL])}" if Kind.GOAL in given else ""
        contact = quote(given[Kind.PERSON]) if Kind.PERSON in given else "NAME"
        context.print(f"Next: journal{where}, then press a to write your first ask. Or without the screen:")
        context.print(f'  journal new ask "Could you …?" --contact {contact}{goal}{where}', whole=True)


def _begun(context: Context, vault: Vault, understood: Understood) -> Mapping[Kind, str]:
    """Ask for a goal and for a first person, each where there is none yet, and make their notes, as one undo step.

    Gives what was typed; nothing for a question that was skipped.
    """
    from journal.vault.write.new_note import NewNote

    typed = {
        kind: answer
        for kind, question, there in (
            (Kind.GOAL, "What do you want to reach, in a few words? Enter skips: ", understood.goals),
            (Kind.PERSON, "Who is the first person you could ask for help? Enter skips: ", understood.people),
        )
        if not there and (answer := context.ask(question))
    }
    if typed:
        written = vault.create_all([NewNote(kind, name, {}) for kind, name in typed.items()], context.today)
        for change in written.changes:
            context.print(f"made {change.path}")
    return typed


def _is_found(context: Context, root: Path) -> bool:
    """Whether a call that names no vault finds this one."""
    try:
        return find_vault(None, context.environment) == str(root)
    except NoVault:
        return last_used(context.environment.user_state()) == str(root)


COMMANDS = (
    Command(
        "init",
        _init,
        words=(Words("DIR", "the folder (else the current one); it need not be there yet", least=0),),
        more="""It adds journal.toml and templates where they are missing, and overwrites nothing:
a folder of notes that is there already is adopted as it is, as often as you like.
A vault in git has git merge notes by key, and may be synced, on this machine:
.gitattributes and .gitignore get the lines that they lack.
Templates go where yours are: the folder that Obsidian is set to, or templates.
On a terminal it asks for a goal and for a first person where there are none yet, and says what it understood
of the notes that are there.""",
        options=(Option("--dry-run", "print what would be written, and write nothing"),),
    ),
)
