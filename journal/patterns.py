"""gitignore patterns, matched without backtracking: one pattern must not stop every command.

In a name each piece between two stars is looked for once, from the left, and then stays where it was found; the same
holds for the names between two ``**``.
"""

from __future__ import annotations

from journal.errors import BadSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

__all__ = ["MOST_PATTERNS", "as_regex", "path_excluder"]

MOST_PATTERNS = 1_000
_LONGEST = 1_000
"""Characters of a pattern; a name in a folder has at most 255."""
_FOLDERS = r"(?:[^/]*/)*"


def path_excluder(patterns: Sequence[str]) -> Callable[[str], bool]:
    """A test whether gitignore patterns exclude a path. A folder ends with a slash, and is tested before what is in it.

    The last pattern that fits decides. Raises BadSettings with the text of an invalid pattern.
    """
    if len(patterns) > MOST_PATTERNS:
        raise BadSettings(f"there are {len(patterns):,} patterns, and {MOST_PATTERNS:,} are the most: name folders.")
    found = [(compiled, text.startswith("!")) for text in patterns if (compiled := _compiled(text)) is not None]
    found.reverse()

    def is_excluded(path: str) -> bool:
        for pattern, includes in found:
            if pattern.fullmatch(path):
                return not includes
        return False

    return is_excluded


def as_regex(text: str) -> str:
    """A pattern as a regular expression for a whole path; "" for a blank line or a comment. Raises ValueError."""
    pattern = text.rstrip("\r\n")
    kept = pattern.rstrip(" ")
    if kept.endswith("\\") and kept != pattern:  # a blank that is meant
        kept += " "
    pattern = kept
    if not pattern or pattern.startswith("#"):
        return ""
    pattern = pattern.removeprefix("!")
    if not pattern:
        raise ValueError("nothing follows the !")
    end = "/" if pattern.endswith("/") else "/?"
    pattern = pattern.removesuffix("/")
    names = pattern.split("/")
    if len(names) == 1:
        names = ["**", *names]
    elif not names[0]:
        del names[0]
    if not names or names == [""]:
        return ""
    return _path(names) + end


def _compiled(text: str) -> re.Pattern[str] | None:
    """The regular expression of a pattern; None for a blank line or a comment. Raises BadSettings."""
    import re  # at once, since it is theirs and may be wrong

    try:
        if len(text) > _LONGEST:
            raise ValueError(f"it has more than {_LONGEST:,} characters")
        wanted = as_regex(text)
        return re.compile(wanted, re.DOTALL) if wanted else None
    except (ValueError, re.error) as error:
        shown = text if len(text) <= 60 else f"{text[:60]}…"
        raise BadSettings(f"“{shown}” is no pattern ({error}).") from None


def _path(names: Sequence[str]) -> str:
    """A regular expression for names of folders, one below the other; ``**`` stands for any number of them."""
    pieces: list[list[str]] = [[]]
    for name in names:
        if name == "**":
            pieces.append([])
        else:
            pieces[-1].append(_name(name))
    first, *others = pieces
    wanted = "/".join(first)
    for place, piece in enumerate(others, 1):
        wanted += "/" if first and place == 1 else ""
        if place < len(others):
            wanted += f"(?>(?:[^/]*/)*?{'/'.join(piece)}/)" if piece else ""
        elif piece:
            wanted += _FOLDERS + "/".join(piece)
        else:
            wanted += ".+"
    return wanted


def _name(glob: str) -> str:
    """A regular expression for one name between slashes."""
    from re import escape

    pieces = [""]
    place = 0
    while place < len(glob):
        letter = glob[place]
        place += 1
        if letter == "*":
            pieces.append("")
        elif letter == "?":
            pieces[-1] += "[^/]"
        elif letter == "[":
            letters, place = _letters(glob, place)
            pieces[-1] += letters
        elif letter == "\\":
            if place == len(glob):
                raise ValueError("nothing follows the \\")
            pieces[-1] += escape(glob[place])
            place += 1
        else:
            pieces[-1] += escape(letter)
    first, *others = pieces
    if not others:
        return first
    if not any(pieces):
        return "[^/]+"
    between = "".join(f"(?>[^/]*?{piece})" for piece in others[:-1] if piece)
    return f"{first}{between}[^/]*{others[-1]}"


def _letters(glob: str, place: int) -> tuple[str, int]:
    """A regular expression for a set of letters that begins behind ``[``, and the place where it ends.

    Raises ValueError.
    """
    from re import escape

    turned = glob[place : place + 1] in ("!", "^")
    place += turned
    found, first = "", True
    while True:
        if place >= len(glob):
            raise ValueError("a [ is not closed")
        letter = glob[place]
        if letter == "]" and not first:
            break
        if letter == "[" and glob[place + 1 : place + 2] == ":":
            end = glob.find(":]", place + 2)
            kind = glob[place + 2 : end] if end >= 0 else ""
            if kind not in _KINDS:
                raise ValueError("a set of letters that nobody knows")
            found += _KINDS[kind]
            place, first = end + 2, False
            continue
        if letter == "\\":
            place += 1
            letter = glob[place : place + 1]
            if not letter:
                raise ValueError("a [ is not closed")
        found += letter if letter == "-" and not first and glob[place + 1 : place + 2] != "]" else escape(letter)
        place, first = place + 1, False
    return f"(?!/)[{'^' if turned else ''}{found}]", place + 1


_KINDS = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": " \\t", "cntrl": "\\x00-\\x1f\\x7f", "digit": "0-9",
    "graph": "!-~", "lower": "a-z", "print": " -~", "punct": "!-/:-@\\[-`{-~", "space": "\\s", "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}  # fmt: skip
