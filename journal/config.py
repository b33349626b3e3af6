"""journal.toml of a vault and the user's own config, as frozen settings.

A key nobody knows is named in ``warnings`` and otherwise ignored, so that a vault written by a
newer version still opens. Of a conflict that git left the first side counts, as in notes, and ``warnings``
names it; a value of the wrong type, or a file that is no TOML, is refused.
"""

from __future__ import annotations

import os

from journal.errors import BadSettings
from journal.named_tuple import NamedTuple
from journal.places import CONFIG_FILE, SETTINGS_FILE
from journal.plain_toml import plain_toml
from journal.regex import regex
from journal.smallfile import read_small

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from journal.model import Span
    from journal.paths import AnyPath

__all__ = [
    "CONFIG_FILE",
    "DAY_PATH",
    "SETTINGS_FILE",
    "TABLES",
    "USER_TABLES",
    "Settings",
    "UserConfig",
    "read_settings",
    "read_user_config",
]

DAY_PATH = "journal/%Y-%m-%d.md"
_MOST_PARTS = 500
"""Parts of one key: what more take to read grows with their square."""
_QUOTED = regex(r"\"(?>(?:[^\"\\]|\\.)*)(?:\"|$)|'[^']*+(?:'|$)")
_LINE = regex(r"\(at line (\d+), column \d+\)")
_TWICE, _KEY_OF_TABLE = regex(r"Cannot declare \((.*)\) twice"), regex(r"'([^']*)'")
_SHOWN = 80
"""Characters."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of a week as rest_days names them, in the order of ``date.weekday``."""


class Settings(NamedTuple):
    """A vault's journal.toml (docs/rules.md, "Settings"; docs/format.md 1).

    The ``_days`` are days; rest_days: the days of the week on which no wait ends; meetings_per_year is the budget
    of a contact that names none of its own; cadence: by tag, casefolded, how often to be in touch with those who have
    it; exclude: gitignore patterns of what is not a note; max_note_bytes: above it only the frontmatter is read; git:
    sync is turned on; auto_commit: the terminal UI commits what changed, once it is quiet; keep: what was sent is
    kept in its note; day_path: where the note of a day is (see ``path_on``); warnings: a sentence per key that nobody
    knows, and one where git left a conflict.
    """

    wait_days: int = 7
    nudge_gap_days: int = 7
    max_nudges: int = 2
    outcome_days: int = 7
    homework_days: int = 90
    rest_days: tuple[str, ...] = ()
    meetings_per_year: int = 2
    cadence: Mapping[str, Span] = {}
    exclude: tuple[str, ...] = ()
    max_note_bytes: int = 4 * 1024 * 1024
    git: bool = False
    auto_commit: bool = False
    keep: bool = True
    day_path: str = DAY_PATH
    warnings: tuple[str, ...] = ()


TABLES = {
    "": ("exclude", "max_note_bytes"),
    "follow_up": ("wait_days", "nudge_gap_days", "max_nudges", "outcome_days", "homework_days", "rest_days"),
    "respect": ("meetings_per_year",),
    "sync": ("git", "auto_commit"),
    "messages": ("keep",),
    "journal": ("path",),
}
"""The keys of journal.toml by their tables; [cadence] has any keys."""


_FIELDS = {"journal.path": "day_path"}
"""Of keys whose field in Settings is called otherwise."""

_LISTS = {"exclude": '["archive/"]', "rest_days": '["sat", "sun"]', "files": '["~/Connections.csv"]'}
"""By key: an example of its list of texts."""

USER_TABLES = {"": ("default_vault",), "network": ("files",)}
"""The keys of the user's config.toml by their tables; [keys] has the ids of keyboard keys."""


class UserConfig(NamedTuple):
    """The user's config.toml.

    default_vault: the vault to open where no other is named, None for none. keys: remapped keyboard keys of the
    terminal UI by id, as written; ``journal.keyboard`` checks them. files: exports of the person's network, of the
    table [network]; a relative one lies in the folder of the config. warnings: as those of ``Settings``.
    """

    default_vault: str | None = None
    keys: Mapping[str, str] = {}
    files: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()


def read_settings(root: AnyPath) -> Settings:
    """The settings of the vault at root; the defaults where it has no journal.toml. Raises BadSettings."""
    path = os.path.join(root, SETTINGS_FILE)
    document, conflict = _load(path, root)
    cadence = dict(_spans(path, document.pop("cadence", {})))
    settings = Settings(**_read(path, document, conflict, TABLES, Settings._field_defaults), cadence=cadence)
    try:
        if settings.exclude:
            from journal.patterns import path_excluder

            path_excluder(settings.exclude)
    except BadSettings as error:
        raise BadSettings(f"{path}: exclude cannot be used: {error.sentence} Mend that line, or delete it.") from None
    return settings


def read_user_config(folder: AnyPath) -> UserConfig:
    """The user's config.toml in folder; the defaults where there is none. Raises BadSettings."""
    from pathlib import Path

    path = os.path.join(folder, CONFIG_FILE)
    document, conflict = _load(path)
    keys = dict(_keys(path, "", document.pop("keys", {})))
    found = _read(path, document, conflict, USER_TABLES, UserConfig._field_defaults)
    files = tuple(Path(folder, os.path.expanduser(file)) for file in found.pop("files", ()))
    return UserConfig(**found, keys=keys, files=files)


def _spans(path: str, table: Any) -> Iterator[tuple[str, Span]]:
    """The spans of the table [cadence], by tag. Raises BadSettings."""
    for tag, text in table.items() if isinstance(table, dict) else [("", table)]:
        from journal.dates import parse_span

        span = parse_span(text) if isinstance(text, str) and tag else None
        if span is None:
            wanted = 'write a tag and a span below [cadence], such as mentor = "8w".'
            raise BadSettings(
                f"{path}: cadence{tag and f'.{_shown(tag)}'} = {_shown(repr(text))} is no span of time: {wanted}"
            )
        yield tag.casefold().lstrip("#"), span


def _keys(path: str, id: str, value: Any) -> Iterator[tuple[str, str]]:
    """The ids of the table [keys] with their keyboard keys.

    id: read so far. TOML reads list.down, written without quotes, as a table in a table; its parts are joined again.
    """
    if isinstance(value, dict):
        for part, inner in value.items():
            yield from _keys(path, f"{id}.{part}".lstrip("."), inner)
    elif id and isinstance(value, str):
        yield id, value
    else:
        raise BadSettings(
            f"{path}: keys{id and f'.{id}'} = {_shown(repr(value))} is no key: "
            'write them as "list.down" = "j,down" below [keys].'
        )


def _read(
    path: str,
    document: Mapping[str, Any],
    conflict: str,
    tables: Mapping[str, Iterable[str]],
    defaults: Mapping[str, Any],
) -> dict[str, Any]:
    """The arguments for Settings or UserConfig, checked against the types of their defaults.

    document, conflict: as ``_load`` gives them. tables: keys by table.
    """
    known = {(table, key) for table, keys in tables.items() for key in keys}
    found: dict[str, Any] = {}
    warnings = [conflict] if conflict else []
    for table, key, value in _entries(document):
        spelled = f"{table}.{key}" if table else key
        if (table, key) not in known:
            from difflib import get_close_matches

            places = {name: f"{of}.{name}" if of else name for of, keys in tables.items() for name in keys}
            near = get_close_matches(key[:_SHOWN], places, n=1)
            hint = f"did you mean {places[near[0]]}?" if near else "it is ignored."
            warnings.append(f"{os.path.basename(path)}: nobody knows the key {_shown(spelled)}; {hint}")
            continue
        where = f"{path}: {spelled} = {value!r}"
        key = _FIELDS.get(spelled, key)
        found[key] = _checked(value, defaults[key], where, _LISTS.get(key, ""))
        if key == "rest_days" and (strange := [day for day in found[key] if day not in WEEKDAYS]):
            raise BadSettings(f"{where}: nobody knows {strange[0]!r}: write any of {', '.join(WEEKDAYS)}.")
        if key == "day_path":
            from journal.day_path import wrong_with

            if wrong := wrong_with(found[key]):
                raise BadSettings(f'{where} {wrong}: write it like "{DAY_PATH}".')
    return {**found, "warnings": tuple(warnings)}


def _checked(value: Any, default: object, where: str, texts: str) -> Any:
    """The value, if it has the type of the default (a text where the default is None). Raises BadSettings.

    texts: an example of a list.
    """
    if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if type(value) is not (str if default is None else type(default)):
        raise BadSettings(f"{where} is of the wrong type: write {_wanted(default, texts)}.")
    if isinstance(value, int) and value < 0:
        raise BadSettings(f"{where} is below 0: write {_wanted(default, texts)}.")
    return value


def _wanted(default: object, texts: str) -> str:
    """The type of a default in words, for the sentence of an error. texts: an example of a list."""
    if isinstance(default, bool):
        return "true or false"
    if isinstance(default, int):
        return f"a whole number, such as {default}"
    return f"a list of texts, such as {texts}" if isinstance(default, tuple) else "a text in quotes"


def _entries(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for key, value in document.items():
        if isinstance(value, dict):
            yield from ((key, inner, value[inner]) for inner in value)
        else:
            yield "", key, value


def _load(path: str, root: AnyPath | None = None) -> tuple[dict[str, Any], str]:
    """A TOML document, empty where there is no file; and the sentence about a conflict that git left in it, or "".

    root: the folder that it must lie in. Raises BadSettings.
    """
    text = read_small(path, root) or ""
    if (plain := plain_toml(text)) is not None:
        return dict(plain), ""
    try:
        return _parsed(path, text), ""
    except BadSettings:
        from journal.conflict import conflicts, first_side

        if not (side := first_side(text)):
            raise
        found = conflicts(text)
        where = f"{path}: git left a conflict in its lines {found[0].first} to {found[-1].last}"
        cure = "keep one side, and delete the lines that begin with <, |, = or >."
        if root is not None:
            cure = f"decide it with “journal resolve {os.path.basename(path)}”, or {cure}"
        try:
            return _parsed(path, side.text), f"{where}, and its first side counts: {cure}"
        except BadSettings:  # and no line of that side is the one to be mended
            raise BadSettings(f"{where}: {cure}") from None


def _parsed(path: str, text: str) -> dict[str, Any]:
    """The TOML document of a text. Raises BadSettings."""
    import tomllib

    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if line.count(".") > _MOST_PARTS and _QUOTED.sub("", line).count(".") > _MOST_PARTS:
            raise BadSettings(f"{path}: line {number} names too many tables, {_shown(line)}: delete it.")
    try:
        return tomllib.loads(text)
    except Exception as error:  # noqa: BLE001  # whatever the file makes of the parser, it is the file that is wrong
        where = _LINE.search(str(error))
        line = lines[int(where[1]) - 1] if where else max(lines, key=lambda line: line.count("[") + line.count("{"))
        told = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "nobody can read it"
        told = _TWICE.sub(lambda found: f"[{'.'.join(_KEY_OF_TABLE.findall(found[1]))}] stands twice", told)
        raise BadSettings(f"{path} is no TOML: {told}. Mend that line, or delete it: {_shown(line)}") from None


def _shown(value: object) -> str:
    """A value from a file as it stands in a sentence, cut where it is long."""
    text = value.strip() if isinstance(value, str) else repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
