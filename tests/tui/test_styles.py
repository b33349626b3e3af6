"""The styles that tests keep are those that Textual chooses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from tests.tui import styles
from tests.tui.stage import Stage, staged


async def test_what_is_kept_of_each_widget_is_what_textual_chooses(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):  # the second app is told what the first one was
        async with staged(network) as stage:
            for keys in ((), ("2",), ("3", "j"), ("enter",), ("escape", "1", "o", "x"), ("escape", "colon")):
                await stage.press(*keys)
                await compared(stage, monkeypatch)
            stage.app.theme = "textual-light"
            await stage.pilot.pause()
            await compared(stage, monkeypatch)


@pytest.mark.parametrize("key", ["question_mark", "a", "z", "colon"])
async def test_a_dialog_has_nothing_below_it_styled_anew(
    network: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    styled: set[DOMNode] = set()
    apply = Stylesheet.apply

    def told(sheet: Stylesheet, node: DOMNode, *, animate: bool = False, cache: Any = None) -> None:
        styled.add(node)
        apply(sheet, node, animate=animate, cache=cache)

    async with staged(network) as stage:
        below = stage.app.screen
        await stage.press(key, "escape")  # the first one brings the styles of all dialogs
        monkeypatch.setattr(Stylesheet, "apply", told)
        await stage.press(key)
        assert styled
        assert stage.app.screen is not below
        await stage.press("escape")
        assert stage.app.screen is below
        assert not styled & set(below.query("Rows, Preview"))


async def compared(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    nodes = list(stage.app.screen.walk_children(with_self=True))
    kept = [said(node) for node in nodes]
    with monkeypatch.context() as patch:
        patch.setattr(Stylesheet, "apply", styles._textual_apply)
        patch.setattr(Stylesheet, "replace_rules", staticmethod(styles._textual_replace))
        stage.app.stylesheet.update_nodes(nodes)
    assert kept
    assert [said(node) for node in nodes] == kept


def said(node: DOMNode) -> tuple[object, ...]:
    """What the stylesheet says of a node and of its parts."""
    parts = {name: part.get_rules() for name, part in node._component_styles.copy().items()}
    return node, node.styles.base.get_rules(), parts, node._has_hover_style, node._has_focus_within
