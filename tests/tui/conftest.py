"""The vault that the tests of the terminal UI look at, and how they wait for the app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from tests.seen import PATIENCE
from tests.tui.network import NETWORK
from tests.tui.rest import at_rest, paint_later
from tests.tui.stage import write
from tui.app import JournalApp


@pytest.fixture
def network(home: Path) -> Path:
    """A copy of the small vault, which a test may change; ``~/network`` to who looks at it."""
    return write(home / "network", NETWORK)


@pytest.fixture(autouse=True)
def rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that is pressed has done its work when the test goes on, and a toast stays until it has been looked for."""
    for where in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{where}.wait_for_idle", at_rest)
    monkeypatch.setattr(Compositor, "render_update", paint_later)
    monkeypatch.setattr(JournalApp, "NOTIFICATION_TIMEOUT", PATIENCE)


@pytest.fixture(scope="session", autouse=True)
def parsed_styles() -> Iterator[None]:
    """Styles are parsed for the first app that shows them in its colours, not for each; and a rule is found quickly:
    its own hash calls ``id``, which tells the guard of the real home, half a million times in a test or two.
    """
    parsed: dict[tuple[object, ...], list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parse_once(sheet: Stylesheet, *text: object, **more: object) -> list[RuleSet]:
        key = (*text, *more.items(), *sheet._variables.items())
        if key not in parsed:
            parsed[key] = parse(sheet, *text, **more)  # type: ignore[arg-type]
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        patch.setattr(RuleSet, "__hash__", object.__hash__)  # by identity too
        yield
