"""Textual's choice of styles, kept: most tests show the same widgets in the same places.

What a stylesheet says of a node hangs on that node and on those that it stands in: their types, ids and classes, and
those of their pseudo-classes that a rule for it names. The next node that stands alike is told what the first one was.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import pytest
from textual.css.model import RuleSet
from textual.css.styles import RenderStyles, RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

_OF_APP = frozenset({"ansi", "dark", "inline", "light", "nocolor"})
"""Pseudo-classes that are the same for all nodes of an app."""
_textual_apply = Stylesheet.apply
_textual_parse = Stylesheet._parse_rules
_textual_replace = Stylesheet.replace_rules
Place: TypeAlias = tuple[object, ...]


class Parts(dict[str, RenderStyles]):
    """The styles of a node's parts, such as a field's cursor; each is made when somebody looks at it."""

    def __init__(self, node: DOMNode, rules: Mapping[str, RulesMap]) -> None:
        super().__init__()
        self._node, self._rules = node, rules

    def __contains__(self, name: object) -> bool:
        return name in self._rules or super().__contains__(name)

    def __missing__(self, name: str) -> RenderStyles:
        part = DOMNode(classes=name)
        part._attach(self._node)
        part.styles.base._rules.update(self._rules[name])
        part.styles.base._updates += 1
        self[name] = part.styles
        return part.styles

    def copy(self) -> dict[str, RenderStyles]:
        return {**self, **{name: self[name] for name in self._rules}}

    def clear(self) -> None:
        self._rules = {}
        super().clear()


class Chosen:
    """What a stylesheet says of nodes in one place, and of their parts. rules: None where it says nothing."""

    def __init__(self, node: DOMNode, rules: RulesMap | None) -> None:
        self._rules = rules
        base = node.styles.base
        self._bare = None if rules is None or "transitions" in rules else base.get_rules()
        self._parts = {name: part.get_rules() for name, part in node._component_styles.items()}
        self._has = node._has_hover_style, node._has_focus_within, node._has_order_style, node._has_odd_or_even
        self._remember(node)

    def _remember(self, node: DOMNode) -> None:
        vars(node)["_kept_styles"] = self, node.styles.base._updates

    def give(self, node: DOMNode, animate: bool) -> None:
        """Do to a node what Textual would."""
        node._has_hover_style, node._has_focus_within, node._has_order_style, node._has_odd_or_even = self._has
        before, updates = vars(node).get("_kept_styles", (None, 0))
        if before is self and updates == node.styles.base._updates:  # and nothing has changed its styles since
            if self._rules is not None:
                node.notify_style_update()
            return
        if self._rules is not None:
            self._replace(node, self._rules, animate)
        if self._parts:
            node._component_styles = Parts(node, self._parts)
            if before is None or before._parts != self._parts:
                node.refresh()
        self._remember(node)

    def _replace(self, node: DOMNode, rules: RulesMap, animate: bool) -> None:
        """Give a node its rules: those that are others, where none takes its time to change."""
        base, bare = node.styles.base, self._bare
        if bare is None:
            _textual_replace(node, rules, animate)
            return
        if base._rules or node._is_mounted or animate:
            now: dict[str, object] = dict(base._rules)
            others = [name for name in now.keys() | bare.keys() if now.get(name) != bare.get(name)]
            for name in others:
                setattr(base, name, rules.get(name))
        else:  # nothing of it is shown yet that would have to be drawn anew
            base._rules.update(bare)
            base._updates += 1
            others = list(bare)
        if others or not animate:
            node.notify_style_update()


class Styling:
    """All that was parsed and chosen so far."""

    def __init__(self) -> None:
        self._parsed: dict[Place, list[RuleSet]] = {}
        self._variables: dict[Place, int] = {}
        self._sheets: dict[tuple[RuleSet, ...], int] = {}
        self._rules: dict[tuple[RuleSet, ...], int] = {}
        self._named: dict[Place, tuple[int, bool, list[str]]] = {}
        self._chosen: dict[Place, Chosen] = {}
        self._replaced: dict[DOMNode, RulesMap] = {}

    def keep(self, patch: pytest.MonkeyPatch) -> None:
        """Keep them from now on. A rule's own hash calls ``id``, of which the guard of the real home is told; this one
        is by identity too.
        """

        def parse(sheet: Stylesheet, css: str, *text: Any, **more: Any) -> list[RuleSet]:
            variables = self._number_of_variables(sheet) if "$" in css else None
            key = (css, *text, *more.items(), variables)
            if key not in self._parsed:
                self._parsed[key] = _textual_parse(sheet, css, *text, **more)
            return self._parsed[key]

        def apply(sheet: Stylesheet, node: DOMNode, *, animate: bool = False, cache: Any = None) -> None:
            place = self._place(sheet, node)
            if chosen := self._chosen.get(place):
                chosen.give(node, animate)
            else:
                _textual_apply(sheet, node, animate=animate, cache=cache)
                self._chosen[place] = Chosen(node, self._replaced.pop(node, None))

        def replace(node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
            self._replaced[node] = rules
            _textual_replace(node, rules, animate)

        patch.setattr(Stylesheet, "_parse_rules", parse)
        patch.setattr(Stylesheet, "apply", apply)
        patch.setattr(Stylesheet, "replace_rules", staticmethod(replace))
        patch.setattr(RuleSet, "__hash__", object.__hash__)

    def _place(self, sheet: Stylesheet, node: DOMNode) -> Place:
        """All that decides which rules of a sheet are a node's, and those of its parts."""
        kind = type(node), node._id, frozenset(node._classes)
        own = self._number(sheet), kind
        named = self._named.get(own)
        if named is None:
            named = self._named[own] = self._names(sheet, node)
        rules, of_app, each = named
        app = (node.app.theme, node.app.is_inline, node.app.native_ansi_color, node.app.no_color) if of_app else None
        place: list[object] = [rules, app, kind, _holding(node, each)]
        above: object = node._parent
        while isinstance(above, DOMNode):
            place.append((type(above), above._id, frozenset(above._classes), _holding(above, each)))
            above = above._parent
        return tuple(place)

    def _names(self, sheet: Stylesheet, node: DOMNode) -> tuple[int, bool, list[str]]:
        """What a sheet asks of a node and its parts: the number of the rules that could be theirs, whether these hang
        on the app, and the pseudo-classes that they name besides.
        """
        parts = [DOMNode(classes=name) for name in node._get_component_classes()]
        selectors = sheet.rules_map.keys() & node._selector_names.union(*(part._selector_names for part in parts))
        could_be = {rule for name in selectors for rule in sheet.rules_map[name]}
        rules = tuple(rule for rule in sheet.rules if rule in could_be)
        names = frozenset[str]().union(*(rule.pseudo_classes for rule in rules))
        number = self._rules.setdefault(rules, len(self._rules))
        return number, not names.isdisjoint(_OF_APP), sorted(names - _OF_APP)

    def _number_of_variables(self, sheet: Stylesheet) -> int:
        """The same for sheets with the same variables, of which there are hundreds."""
        variables, number = vars(sheet).get("_kept_variables", (None, 0))
        if variables is not sheet._variables:
            number = self._variables.setdefault(tuple(sheet._variables.items()), len(self._variables))
            vars(sheet)["_kept_variables"] = sheet._variables, number
        return int(number)

    def _number(self, sheet: Stylesheet) -> int:
        """The same for sheets with the same rules."""
        rules, number = vars(sheet).get("_kept_number", (None, 0))
        if rules is not sheet.rules:
            number = self._sheets.setdefault(tuple(sheet.rules), len(self._sheets))
            vars(sheet)["_kept_number"] = sheet.rules, number
        return int(number)


def _holding(node: DOMNode, names: list[str]) -> tuple[str, ...]:
    """Which of some pseudo-classes a node has."""
    checks: dict[str, Any] = node._PSEUDO_CLASSES
    return tuple(name for name in names if name in checks and checks[name](node))
