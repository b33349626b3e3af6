"""A package's names, each imported when it is first asked for: no command needs all of them."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["lazy_names"]


def lazy_names(package: str, home_of: Mapping[str, str]) -> Callable[[str], object]:
    """A ``__getattr__`` for a package that imports each name when it is first used.

    home_of: the module that has each name.
    """

    def look_up(name: str) -> object:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found: object = getattr(__import__(f"{package}.{home_of[name]}", fromlist=[name]), name)
        setattr(sys.modules[package], name, found)
        return found

    return look_up
