"""TOML as settings mostly are, read without tomllib: importing that takes a third of a command's time."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

__all__ = ["plain_toml"]

_MOST_DIGITS = 15


def plain_toml(text: str) -> Mapping[str, Any] | None:
    """The document, where each line is a comment, names a table, or gives a key a number, a truth, a text or texts.

    None for any other, be it TOML or not.
    """
    document: dict[str, Any] = {}
    table = document
    for line in text.split("\n"):
        line = line.strip(" \t")
        if not line.isprintable():
            return None
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            name, closing, rest = line[1:].partition("]")
            if not closing or not _is_bare(name) or name in document:
                return None
            table = document[name] = {}
        else:
            key, _, written = line.partition("=")
            key = key.rstrip(" ")
            value, rest = _value(written.lstrip(" "))
            if value is None or not _is_bare(key) or key in table:
                return None
            table[key] = value
        if rest.lstrip(" ")[:1] not in ("", "#"):
            return None
    return document


def _is_bare(key: str) -> bool:
    """Whether a key may stand without quotes, and names no table in a table."""
    return key.isascii() and key.replace("_", "a").replace("-", "a").isalnum()


def _value(written: str) -> tuple[bool | int | str | list[str] | None, str]:
    """The value that a text begins with, None where that is no plain one; and what follows."""
    if written.startswith('"'):
        return _text(written)
    if written.startswith("["):
        return _texts(written)
    word = written.partition("#")[0].rstrip(" ")
    if word in ("true", "false"):
        return word == "true", ""
    is_number = word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS and (word == "0" or word[0] != "0")
    return int(word) if is_number else None, ""


def _text(written: str) -> tuple[str | None, str]:
    """A text in quotes, and what follows them; None where there is none, or a sign in it stands for another."""
    text, closing, rest = written[1:].partition('"')
    is_plain = written.startswith('"') and closing and "\\" not in text
    return text if is_plain else None, rest


def _texts(written: str) -> tuple[list[str] | None, str]:
    """A list of texts in quotes, and what follows it; None where it is another list, or ends on another line."""
    texts: list[str] = []
    rest = written[1:].lstrip(" ")
    while not rest.startswith("]"):
        text, rest = _text(rest)
        rest = rest.lstrip(" ")
        if text is None or rest[:1] not in (",", "]"):
            return None, rest
        texts.append(text)
        rest = rest.removeprefix(",").lstrip(" ")
    return texts, rest[1:]
