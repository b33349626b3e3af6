"""Textual's choice of styles, kept: most tests show the same widgets in the same places.

What a stylesheet says of a node hangs on that node and on those that it stands in: their types, ids and classes, and
those of their pseudo-classes that a rule for it names. The next node that stands alike is told what the first one was.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import pytest
from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

_OF_APP = frozenset({"ansi", "dark", "inline", "light", "nocolor"})
"""Pseudo-classes that are the same for all nodes of an app."""
_textual_apply = Stylesheet.apply
_textual_parse = Stylesheet._parse_rules
_textual_replace = Stylesheet.replace_rules
Place: TypeAlias = tuple[object, ...]


class Chosen:
    """What a stylesheet says of nodes in one place. rules: None where it says nothing."""

    def __init__(self, node: DOMNode, rules: RulesMap | None) -> None:
        self._rules = rules
        self._bare: RulesMap | None = None
        self._has = node._has_hover_style, node._has_focus_within, node._has_order_style, node._has_odd_or_even

    def give(self, node: DOMNode, animate: bool) -> None:
        """Do to a node what Textual would."""
        node._has_hover_style, node._has_focus_within, node._has_order_style, node._has_odd_or_even = self._has
        base = node.styles.base
        if self._rules is None:
            return
        if vars(node).get("_kept_styles") == (self, base._updates):  # and nothing has changed its styles since
            node.notify_style_update()
        elif base._rules or node._is_mounted or animate:
            _textual_replace(node, self._rules, animate)
        elif self._bare is None:
            _textual_replace(node, self._rules)
            self._bare = base.get_rules()
        else:  # nothing of it is shown yet that would have to be drawn anew
            base._rules.update(self._bare)
            base._updates += 1
            node.notify_style_update()
        vars(node)["_kept_styles"] = self, base._updates


class Styling:
    """All that was parsed and chosen so far."""

    def __init__(self) -> None:
        self._parsed: dict[Place, list[RuleSet]] = {}
        self._variables: dict[Place, int] = {}
        self._sheets: dict[tuple[RuleSet, ...], int] = {}
        self._named: dict[Place, tuple[bool, list[str]]] = {}
        self._chosen: dict[Place, Chosen] = {}
        self._replaced: dict[DOMNode, RulesMap] = {}

    def keep(self, patch: pytest.MonkeyPatch) -> None:
        """Keep them from now on. A rule's own hash calls ``id``, of which the guard of the real home is told; this one
        is by identity too.
        """

        def parse(sheet: Stylesheet, *text: Any, **more: Any) -> list[RuleSet]:
            key = (*text, *more.items(), self._number_of_variables(sheet))
            if key not in self._parsed:
                self._parsed[key] = _textual_parse(sheet, *text, **more)
            return self._parsed[key]

        def apply(sheet: Stylesheet, node: DOMNode, *, animate: bool = False, cache: Any = None) -> None:
            place = self._place(sheet, node)
            if chosen := self._chosen.get(place):
                chosen.give(node, animate)
                sheet._process_component_classes(node)
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
        """All that decides which rules of a sheet are a node's."""
        own = self._number(sheet), type(node), node._id, frozenset(node._classes)
        named = self._named.get(own)
        if named is None:
            rules = [rule for name in sheet.rules_map.keys() & node._selector_names for rule in sheet.rules_map[name]]
            names = frozenset[str]().union(*(rule.pseudo_classes for rule in rules))
            named = self._named[own] = not names.isdisjoint(_OF_APP), sorted(names - _OF_APP)
        of_app, each = named
        place: list[object] = [own]
        if of_app:
            app = node.app
            place += app.theme, app.is_inline, app.native_ansi_color, app.no_color
        above: object = node
        while isinstance(above, DOMNode):
            checks: dict[str, Any] = above._PSEUDO_CLASSES
            holding = tuple(name for name in each if name in checks and checks[name](above))
            place.append((type(above), above._id, frozenset(above._classes), holding))
            above = above._parent
        return tuple(place)

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
