"""The styles that tests keep are those that Textual chooses."""

from __future__ import annotations

from pathlib import Path

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
    parts = {name: part.get_rules() for name, part in node._component_styles.items()}
    return node, node.styles.base.get_rules(), parts, node._has_hover_style, node._has_focus_within
