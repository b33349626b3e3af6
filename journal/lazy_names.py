"""A package's names, each imported when it is first asked for: no command needs all of them."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["lazy_names"]


def lazy_names(package: str, home_of: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package. home_of: the module in it where a name stands."""

    def look_up(name: str) -> object:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found: object = getattr(__import__(f"{package}.{home_of[name]}", fromlist=[name]), name)
        setattr(sys.modules[package], name, found)
        return found

    return look_up
