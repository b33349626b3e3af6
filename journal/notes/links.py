"""Names and links as notes word them (docs/format.md 2, "Names", and 5)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from journal.model import Name
from journal.notes.remembered import remembered
from journal.notes.spelling import fold, is_note, seen, shown_name
from journal.regex import regex

__all__ = ["LINK", "body_links", "each_once", "first_address", "is_relative", "names", "sendable"]

_WIKILINK = r"\[\[([^\[\]\n]{1,1000}+)\]\]"
_MARKDOWN_TARGET = r"<[^<>\n]{0,1000}+>|[^()\s]{0,1000}+(?>(?:\([^()\s]{0,100}+\)[^()\s]{0,100}+){0,10})"
_MARKDOWN_LINK = rf"""\[([^\[\]]*+)\]\([ ]?({_MARKDOWN_TARGET})(?>(?:[ ]++"[^"\n]*+")?)[ ]?\)"""
LINK = f"{_WIKILINK}|{_MARKDOWN_LINK}"
"""A pattern for a link of either kind."""
_LINK = regex(LINK)
_ONLY_WIKILINK = regex(_WIKILINK)
_SPECIAL = regex(r"[|#/\\]|^\s*\.|\.\w+\s*$")
"""What a wikilink that is no bare name has."""

_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_ATTACHMENTS = frozenset(
    "3gp avif base bmp canvas csv doc docx eml flac gif htm html ics jpeg jpg json m4a mkv mov mp3 mp4 odp ods odt ogg "
    "ogv pdf png ppt pptx svg txt vcf wav webm webp xls xlsx zip".split()
)
"""The ends of the names of files that are no notes."""
_ATOM = r"""\s@,;:<>"()\[\]{}|/*`\\"""
_ADDRESS = regex(rf"[^{_ATOM}]{{1,64}}@(?:[^{_ATOM}?!.]{{1,63}}\.)*[^{_ATOM}?!.]{{1,63}}+(?!\.{{1,2}}\w)")
"""An e-mail address, in whatever it stands."""
_WITH_ADDRESS = regex(r"(?i)\s*\"?([^<>\"]*?)\"?\s*<\s*(?:mailto:)?([^<>\s@]+@[^<>\s@]+)\s*>\s*(?:[,;]|\Z)")
_ADDRESS_BEHIND = regex(r"(?i)\s*<\s*(?:mailto:)?([^<>\s@]+@[^<>\s@]+)\s*>")
_ADDRESS_BESIDE = regex(
    r"(?i)\s*([^\s<>()@,;][^<>()@,;]*?)\s*(?:[(\[](?:mailto:)?([^\s<>()@,;]+@[^\s<>()@,;]+)[)\]]"
    r"|\s[-–—]\s+(?:mailto:)?([^\s<>()@,;]+@[^\s<>()@,;]+))\s*"
)
"""A name with its address in round brackets or behind a dash."""


def names(text: str, path: str, *, by_words: bool = False) -> tuple[Name, ...]:
    """The names in one text of a note, each once. path: of the note, from the vault's root.

    Where the text has links, these and the names that commas separate from them; else the whole text is one name. A
    link that would leave the vault is left out; by_words: it stands for its words.
    """
    if "[" not in text:
        if "@" in text:
            return each_once(_with_addresses(text))
        plain = shown_name(text)
        return (Name(plain, plain),) if plain else ()
    folder = _start_of_relative_links(text, path)
    if only := _ONLY_WIKILINK.fullmatch(text):
        name = _wikilink(only[1], folder) or (_outside(only[1]) if by_words else None)
        return () if name is None else (name,)
    return each_once(_names_among_links(text, folder, by_words=by_words))


def first_address(text: str) -> str | None:
    """The first e-mail address in a text, however people write it; None where there is none."""
    if not text.isascii():
        text = normalize("NFC", seen(text)).replace("＠", "@")
    if "%40" in text:
        text = text.replace("%40", "@")
    match = _ADDRESS.search(text)
    return match[0] if match else None


def sendable(address: str) -> str:
    """An e-mail address with its domain as mail programs send it (``xn--``); unchanged where that cannot be."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"
    except UnicodeError:
        return address


def _with_addresses(text: str) -> Iterator[Name]:
    """Names with their addresses, ``Maria Lopez <maria@x.org>``, with commas between several; else one name, with an
    address in brackets or behind a dash if it has one. No name for a blank text.
    """
    found = []
    position = 0
    while position < len(text) and (match := _WITH_ADDRESS.match(text, position)):
        name = shown_name(match[1]) or match[2]
        found.append(Name(name, name, match[2]))
        position = match.end()
    if found and not text[position:].strip():
        yield from found
    elif beside := _ADDRESS_BESIDE.fullmatch(text):
        name = shown_name(beside[1])
        yield Name(name, name, beside[2] or beside[3])
    elif plain := shown_name(text):
        yield Name(plain, plain, plain if _ADDRESS.fullmatch(plain) else None)


def _start_of_relative_links(text: str, path: str) -> str:
    """The folder from which relative links in a text are resolved; "" for a text without any.

    Links that mean the same in every folder are then worked out once.
    """
    return posixpath.dirname(path) if is_relative(text) else ""


def is_relative(text: str) -> bool:
    """Whether a text may have a link whose meaning depends on the folder of its note."""
    return "](" in text or "./" in text


def each_once(found: Iterable[Name]) -> tuple[Name, ...]:
    """The names in order, without later ones that mean the same (docs/format.md 5)."""
    found = tuple(found)
    if len(found) < 2:
        return found
    once: dict[str, Name] = {}
    for name in found:
        once.setdefault(fold(name.target), name)
    return tuple(once.values())


def body_links(prose: str, path: str) -> tuple[Name, ...]:
    """The notes that a body links to or embeds, each once; no attachments, no web. prose: the body without its code."""
    first = prose.find("[")
    if first < 0:
        return ()
    text = prose[first:]
    folder = _start_of_relative_links(text, path)
    once: dict[str, Name] = {}
    for inside, _, target in _LINK.findall(text):
        if link := _body_link(inside, target, folder):
            once.setdefault(*link)
    return tuple(once.values())


@remembered
def _body_link(inside: str, target: str, folder: str) -> tuple[str, Name] | None:
    """The note that a link in a body names, and that name folded; None for a link to something else.

    inside: the text of a wikilink, "" for a Markdown link. target: of a Markdown link.
    """
    if inside:
        name = None if inside[0] == "#" else _wikilink(inside, folder)
    else:
        name = None if _SCHEME.match(target.lstrip("<")) else _markdown_target(target, folder)
    if name is None:
        return None
    _, dot, extension = name.target.rpartition(".")
    return None if dot and extension.lower() in _ATTACHMENTS else (fold(name.target), name)


def _names_among_links(text: str, folder: str, *, by_words: bool) -> Iterator[Name]:
    """The names that the links of a text name, and the plain names that commas separate from them, in order.

    by_words: as in ``names``.
    """
    gap_start = 0
    found = False
    for match in _LINK.finditer(text):
        yield from _between(text[gap_start : match.start()], after_link=found, before_link=True)
        gap_start, found = match.end(), True
        if match[1] is not None:
            name = _wikilink(match[1], folder) or (_outside(match[1]) if by_words else None)
        elif _SCHEME.match(match[3].lstrip("<")):
            label = shown_name(match[2])
            address = first_address(match[3]) if match[3].lstrip("<").lower().startswith("mailto:") else None
            name = Name(label, label, address) if label else None
        else:
            name = _markdown_target(match[3], folder) or (_outside(f"{match[3]}|{match[2]}") if by_words else None)
        if name is not None:
            behind = _ADDRESS_BEHIND.match(text, match.end())
            yield name._replace(address=behind[1]) if behind else name
    yield from _between(text[gap_start:], after_link=found, before_link=False)


def _between(gap: str, *, after_link: bool, before_link: bool) -> Iterator[Name]:
    """The plain names in the gap beside a link: those that commas separate from it, not the words that belong to the
    link.
    """
    parts = gap.split(",") if after_link or before_link else [gap]
    for part in parts[after_link : len(parts) - before_link]:
        yield from _with_addresses(part)


@remembered
def _wikilink(inside: str, folder: str) -> Name | None:
    """The name in a wikilink; None where it leads to no note."""
    inside = shown_name(inside)
    if not _SPECIAL.search(inside):
        return Name(inside, inside) if inside else None
    target = inside.partition("|")[0].rstrip("\\").strip()
    heading = target.find("#", 1)
    if heading > 0:
        target = target[:heading].rstrip()
    return _inside_vault(target, folder if target.startswith(("./", "../")) else "")


def _markdown_target(target: str, folder: str) -> Name | None:
    """The name that a Markdown link's target means; None where it leads to no note."""
    from urllib.parse import unquote

    return _inside_vault(unquote(target.strip("<>").partition("#")[0]), folder)


def _outside(inside: str) -> Name | None:
    """The name that a link out of the vault has in words: its alias, else the last part of its target; None for no such
    link.

    inside: as in a wikilink.
    """
    from urllib.parse import unquote

    target, _, alias = inside.partition("|")
    path = posixpath.normpath(unquote(target.strip("<>")).partition("#")[0].strip().lstrip("/"))
    if ".." not in path.split("/"):
        return None
    last = path.rpartition("/")[2].strip()
    words = shown_name(alias) or shown_name(posixpath.splitext(last)[0] if is_note(last) else last)
    return Name(words, words)


def _inside_vault(target: str, folder: str) -> Name | None:
    """The name of a note at a target seen from a folder; None for no target and for one outside the vault."""
    if not target:
        return None
    if folder or "/" in target or target in (".", ".."):
        target = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
        if target in (".", "..") or target.startswith("../"):
            return None
    if is_note(target):
        target = posixpath.splitext(target)[0]
    return Name(target, shown_name(target.rpartition("/")[2]))
