"""A new note from its template: KIND.md of the vault's templates, else the built-in one (docs/cli.md, "new")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal import notes
from journal.day_path import from_obsidian, path_on
from journal.errors import BadCall, BadSettings, Refused
from journal.model import Appended, Day, Edit, Kind
from journal.named_tuple import NamedTuple
from journal.notes.block import find_block, lines_of
from journal.notes.body import first_sentence
from journal.notes.body_edits import edit_body
from journal.notes.edit import set_key
from journal.notes.frontmatter import BROKEN
from journal.notes.keys import KINDS_WITH
from journal.notes.links import names
from journal.notes.spelling import fold_key, shown_name
from journal.places import example_vault
from journal.regex import regex
from journal.rules import typed_edits
from journal.rules.resolve import Resolver
from journal.rules.typed_edits import Typed
from journal.vault.disk.filenames import FreePaths, stem_of
from journal.vault.write.templates import template_folders, template_text
from journal.vault.write.writer import edited

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from journal.paths import AnyPath

__all__ = ["NewNote", "filled", "new_note", "read_template", "refuse_wordless"]

_PLACEHOLDER = regex(r"\{\{\s*+(title|date)\s*+(?::([^{}\n]*+))?\}\}")
_NOTHING = Edit("", None)
_COMMENT = regex(r"(?<=[ \t])#")


class NewNote(NamedTuple):
    """A note to create.

    text: for an ask, what it asks; else the title. typed: keys and values as a person types them. added: lines for its
    body, None for none.
    """

    kind: Kind
    text: str
    typed: Mapping[str, Typed]
    added: Appended | None = None


def new_note(root: AnyPath, new: NewNote, today: Day, resolver: Resolver, free: FreePaths) -> tuple[str, bytes]:
    """The path and the bytes of a new note; writes nothing.

    free: gives the path. Raises BadCall where the note would have no name, BadDate, Refused and EnvironmentFailed.
    """
    kind, text, typed, added = new
    given = typed_edits.edits_of(_with_text(kind, _collapsed(text, kind), typed), kind, today, resolver)
    edits = {spec.key if (spec := typed_edits.spec_of(edit.key, kind)) else fold_key(edit.key): edit for edit in given}
    whom = _names(edits.get("contact" if kind is Kind.ASK else "people"), resolver)
    if kind in KINDS_WITH["homework"] and edits.get("homework", _NOTHING).value and "homework_date" not in edits:
        edits["homework_date"] = Edit("homework_date", today.isoformat())
    named = _text(edits.get("title")) if kind is Kind.ASK else shown_name(_text(edits.pop("title", None)))
    named = named or first_sentence(_text(edits.get("ask")))
    day = today
    if kind is Kind.MEETING and (met := _text(edits.get("date"))):
        day = Day.fromisoformat(met)
    path = free.take(kind, stem_of(kind, named, day, whom))
    title = " ".join(named.split()) or _title(kind, whom)
    if any("\ud800" <= letter <= "\udfff" for letter in title):
        raise Refused(f"“{title}” is not UTF-8: give it as text.")
    raw = filled(*read_template(root, kind.value), title, day, list(edits.values()))
    if kind is not Kind.ASK and notes.read(path, raw).note.title != title:
        raw = set_key(raw, "title", title, path=path)
    return path, edit_body(raw, added, path=path) if added else raw


def refuse_wordless(new: NewNote) -> None:
    """Raise BadCall for an ask without a text.

    Not in ``new_note``, which is also used to tell the gaps of such an ask.
    """
    kind, text, typed, _ = new
    keyed = (
        value or "" for key, value in typed.items() if (spec := typed_edits.spec_of(key, kind)) and spec.key == "ask"
    )
    if kind is Kind.ASK and not any("".join(said).strip() for said in (text, *keyed)):
        raise BadCall('A new ask needs words: journal new ask "Could you …?" --contact NAME --goal NAME.')


def _collapsed(text: str, kind: Kind) -> str:
    """A text with white space as one space; what is asked keeps its lines and paragraphs."""
    lines = text.strip().splitlines() if kind is Kind.ASK else [text]
    return "\n".join(" ".join(line.split()) for line in lines)


def _with_text(kind: Kind, text: str, typed: Mapping[str, Typed]) -> Mapping[str, Typed]:
    """The keys that a person typed, with the text under its key, and the keys that every new note of this kind has.

    Raises BadCall.
    """
    key = "ask" if kind is Kind.ASK else "title"
    given = {fold_key(name): name for name in typed}
    if text and key in given:
        raise BadCall(f"“{text}” and --{given[key]} both say its {key}: give one of them.")
    says: dict[str, Typed] = {key: text} if text else {}
    if kind is Kind.ASK:  # a draft: an empty asked, and no status (docs/rules.md 1)
        says |= {"asked": "", "status": None} | ({} if text or key in given else {"type": kind.value})
    elif kind is Kind.MEETING:
        says |= {"date": "today"}
    return says | dict(typed)


def _title(kind: Kind, whom: Sequence[str]) -> str:
    """The title of a note without a text. Raises BadCall where there is nothing to make one of."""
    if kind is Kind.ASK:
        return ""
    if kind is Kind.MEETING:
        return f"Meeting with {', '.join(whom)}" if whom else "Meeting"
    raise BadCall(f"A new {kind.value} needs a name: journal new {kind.value} NAME.")


def _text(edit: Edit | None) -> str:
    """The text that an edit sets; "" for none."""
    return edit.value if edit and isinstance(edit.value, str) else ""


def _names(edit: Edit | None, resolver: Resolver) -> list[str]:
    """The shown names of the people in an edit."""
    texts = () if edit is None or edit.value is None else (edit.value,) if isinstance(edit.value, str) else edit.value
    return [resolver.party(name, Kind.PERSON).name for text in texts for name in names(text, "")]


def read_template(root: AnyPath, name: str) -> tuple[str, str]:
    """The path of a template, for messages, and its text; a heading alone where there is none.

    name: of the template, without its extension. Raises BadSettings and EnvironmentFailed.
    """
    example = example_vault()
    own = ((root, folder) for folder in template_folders(root))
    for base, folder in (*own, (example, "templates")):
        path = f"{folder}/{name}.md"
        if (text := template_text(base, path)) is not None:
            return path, text
    return path, "# {{title}}\n"


def filled(path: str, template: str, title: str, day: Day, edits: Sequence[Edit]) -> bytes:
    """The template with its keys set and ``{{title}}``, ``{{date}}`` and ``{{date:FORMAT}}`` replaced.

    path: of the template, for messages. A format with more than year, month and day stays as it stands. Raises
    BadSettings where its frontmatter cannot be read, and Refused.
    """

    def put_in(text: str) -> str:
        return _PLACEHOLDER.sub(shown, text)

    def shown(found: re.Match[str]) -> str:
        if found[1] == "title":
            return title
        pattern = from_obsidian(found[2].strip()) if found[2] else "%Y-%m-%d"
        return found[0] if pattern is None else path_on(pattern, day)

    block = find_block(template)
    start, end = (block.start, block.end) if block else (0, 0)
    written = {fold_key(edit.key) for edit in edits}
    lines: list[str] = []
    named: list[Edit] = []
    for line in lines_of(template[start:end]):
        key, colon, rest = line.partition(":")
        value = _COMMENT.split(rest)[0].strip()
        if colon and line[0] not in " \t#-":
            newline = line[len(line.rstrip("\r\n")) :]
            if _PLACEHOLDER.search(value):
                is_list = value[0] == "[" and value[-1] == "]"
                texts = tuple(put_in(text.strip(" \"'")) for text in (value[1:-1].split(",") if is_list else [value]))
                named.append(Edit(key, texts if is_list else texts[0]))
                line = f"{key}:{' []' if is_list else ''}{newline}"
            elif fold_key(key) in written and value in ("", "[]"):  # what to write there is no longer news
                line = f"{key}: {value}".rstrip() + newline
        lines.append(line)
    raw = f"{template[:start]}{''.join(lines)}{template[end : block.body] if block else ''}".encode()
    raw += put_in(template[block.body if block else 0 :]).encode()
    if broken := next((problem for problem in notes.read(path, raw).note.problems if problem.code in BROKEN), None):
        raise BadSettings(f"{path}: {broken.message}")
    for edit in (*named, *edits):
        raw = edited(raw, edit, path)
    return raw
