"""Styles are worked out once for all apps of a worker: what the sheets say, and which rules a widget has.

By everything they hang on: a widget of the same type, id, classes and states, under the same, by the same rules.
"""

from __future__ import annotations

from typing import Any

from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

TOLD = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")
"""What a widget is told besides its rules."""
Narrowed = tuple[int, list[str]]
"""Some rules of all sheets, by a number, and the states they ask for."""

_made, _set_variables, _apply, _replace = (
    Stylesheet.__init__,
    Stylesheet.set_variables,
    Stylesheet.apply,
    Stylesheet.replace_rules,
)
_parsed: dict[frozenset[tuple[str, str]], Any] = {}
_narrowed: dict[tuple[RuleSet, ...], Narrowed] = {}
_worked_out: dict[tuple[object, ...], tuple[RulesMap, list[bool]]] = {}


def with_rules_parsed_once(self: Stylesheet, *, variables: dict[str, str] | None = None) -> None:
    """What style sheets say under these colours, read by the first app of a worker for all: a tenth of a start."""
    _made(self, variables=variables)
    self._parse_cache = _parsed.setdefault(frozenset(self._variables.items()), {})


def with_others_parsed_once(self: Stylesheet, variables: dict[str, str]) -> None:
    """The same where the colours are others."""
    self._parse_cache = LRUCache(1)  # which Textual empties
    _set_variables(self, variables)
    self._parse_cache = _parsed.setdefault(frozenset(variables.items()), {})


def narrowed(sheets: Stylesheet, names: frozenset[str]) -> Narrowed:
    """The rules that may concern a widget of these names."""
    of_all = sheets.rules_map  # another one once a sheet came
    if sheets.__dict__.get("_narrowed", (None,))[0] is not of_all:
        sheets.__dict__["_narrowed"] = of_all, dict[frozenset[str], Narrowed]()
    known: dict[frozenset[str], Narrowed] = sheets.__dict__["_narrowed"][1]
    if names not in known:
        named = {rule for name in of_all.keys() & names for rule in of_all[name]}
        rules = tuple(rule for rule in sheets.rules if rule in named)
        selectors = [selector for rule in rules for one in rule.selector_set for selector in one.selectors]
        states = sorted({state for selector in selectors for state in selector.pseudo_classes})
        known[names] = _narrowed.setdefault(rules, (len(_narrowed), states))
    return known[names]


def apply(
    self: Stylesheet, node: DOMNode, *, animate: bool = False, cache: dict[tuple[Any, ...], RulesMap] | None = None
) -> None:
    """The rules of a widget, found by Textual for the first of its kind: an eighth of a test."""
    number, states = narrowed(self, frozenset(node._selector_names))
    path = [
        (type(one), one._id, frozenset(one._classes), *[one.has_pseudo_class(state) for state in states])
        for one in node.css_path_nodes
    ]
    if known := _worked_out.get((number, *path)):
        rules, told = known
        for name, is_so in zip(TOLD, told, strict=True):
            setattr(node, name, is_so)
        base = node.styles.base
        if base._rules or node._is_mounted:
            self.replace_rules(node, rules, animate=animate)
        else:  # nothing is drawn yet that each rule would have drawn anew
            base._rules.update(rules)
            base._updates += 1
            node._nodes.updated()
            node.notify_style_update()
        self._process_component_classes(node)
        return
    found: dict[tuple[Any, ...], RulesMap] = {}
    _apply(self, node, animate=animate, cache=found)
    if found and not animate:  # none of a widget whose place among others counts
        _worked_out[number, *path] = node.styles.base._rules.copy(), [getattr(node, name) for name in TOLD]


def replace_rules(cls: type[Stylesheet], node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
    """Of rules that are as they were nothing is set anew."""
    if animate:
        return _replace(node, rules, animate)
    had, new = node.styles.base._rules, rules
    for name in had.keys() | new.keys():
        if name not in had or name not in new or had[name] != new[name]:  # type: ignore[literal-required]
            setattr(node.styles.base, name, new.get(name))
    node.notify_style_update()


def install() -> None:
    """Let every style sheet work this way."""
    RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]  # which is what its own comes to, at a call each
    Stylesheet.__init__ = with_rules_parsed_once  # type: ignore[method-assign]
    Stylesheet.set_variables = with_others_parsed_once  # type: ignore[method-assign]
    Stylesheet.apply = apply  # type: ignore[method-assign]
    Stylesheet.replace_rules = classmethod(replace_rules)  # type: ignore[assignment, method-assign]
