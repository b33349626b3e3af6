"""Keys are looked up when somebody uses them, and not before."""

from __future__ import annotations

from journal.vault.queries.lazy_keys import LazyKeys


def test_keys_are_looked_up_when_they_are_used() -> None:
    asked = []

    def look_up() -> list[str]:
        asked.append(1)
        return ["mood", "ask"]

    keys = LazyKeys(look_up)
    assert asked == []
    assert "mood" in keys
    assert "moods" not in keys
    assert (list(keys), len(keys)) == (["mood", "ask"], 2)
    assert asked
