"""Values as compact JSON and back, by what ``json`` has in C: importing the rest compiles six expressions."""

from __future__ import annotations

from _json import encode_basestring_ascii, make_encoder, make_scanner

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["encoded", "parsed"]


def _refuse(value: object) -> object:
    raise TypeError(f"JSON has no {type(value).__name__}")


class _AsItStands:
    """How a text is read: as ``json.loads`` does."""

    strict, object_hook, object_pairs_hook = True, None, None
    parse_int, parse_float, parse_constant = int, float, float


_encode: Any = make_encoder(None, _refuse, encode_basestring_ascii, None, ":", ",", False, False, True)
_scan: Any = make_scanner(_AsItStands)  # type: ignore[arg-type]  # it reads these names alone


def encoded(value: Any) -> str:
    """A value as compact JSON."""
    return "".join(_encode(value, 0))


def parsed(text: Any) -> Any:
    """The value of a text that ``encoded`` gave, or SQLite. Raises ValueError, TypeError for what is no text."""
    try:
        value, end = _scan(text, 0)
    except StopIteration:
        end = -1
    if end != len(text):
        raise ValueError(f"no JSON: {text}")
    return value
