"""Regular expressions that are compiled when they are first used: there are two hundred, and a command needs a few."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Any, AnyStr

__all__ = ["regex"]

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class _Regex:
    """Takes over the methods of the compiled expression when it is asked for the first of them."""

    __slots__ = ("_source", *_METHODS)

    def __init__(self, source: str | bytes) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        import re

        compiled = re.compile(self._source)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(source: AnyStr) -> re.Pattern[AnyStr]:
    """The expression, uncompiled as yet; its flags stand in it: ``(?i)``. A mistake in it is found at its first use."""
    return _Regex(source)  # type: ignore[return-value]  # it has the methods of one
