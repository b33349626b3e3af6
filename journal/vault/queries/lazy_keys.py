"""Keys of which most calls need none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

__all__ = ["LazyKeys"]


class LazyKeys(Collection[str]):
    """A collection of keys that is looked up when it is first used."""

    def __init__(self, look_up: Callable[[], Collection[str]]) -> None:
        self._look_up = look_up

    def __contains__(self, key: object) -> bool:
        return key in self._look_up()

    def __iter__(self) -> Iterator[str]:
        return iter(self._look_up())

    def __len__(self) -> int:
        return len(self._look_up())
