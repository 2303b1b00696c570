"""Surefoot's own themes can be read, and their lights told apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual.color import Color
from textual.theme import Theme

from screens.terminal.themes import COLOURED, NO_COLOUR, THEMES
from tests.support.contrast import contrast

AA = 4.5
"""WCAG 2.2, 1.4.3: contrast of text, at least."""


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_colour_reaches_aa_on_every_ground(theme: Theme) -> None:
    """Text, muted text, both sides, links and the three lights, on every ground; and the bar of what has the focus."""
    made = theme.to_color_system().generate() | theme.variables
    grounds = {name: Color.parse(made[name]) for name in ("background", "surface", "panel", "select")}
    names = "foreground primary accent success warning error text-muted footer-key-foreground left right link"
    texts = {name: Color.parse(made[name]) for name in names.split()}
    too_low = {
        f"{text} on {ground}": round(contrast(colour, under), 2)
        for text, colour in texts.items()
        for ground, under in grounds.items()
        if contrast(colour, under) < AA
    }
    for bar in ("block-cursor", "block-cursor-blurred"):
        value = contrast(Color.parse(made[f"{bar}-foreground"]), Color.parse(made[f"{bar}-background"]))
        if value < AA:
            too_low[bar] = round(value, 2)
    assert too_low == {}


# What the two common kinds of red-green blindness make of a colour, in linear RGB (Viénot, Brettel and Mollon 1999).
PROTAN = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))
DEUTAN = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))


def seen(color: Color, blindness: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    linear = [(part / 255) ** 2.2 for part in color.rgb]
    return tuple(max(0.0, sum(a * b for a, b in zip(row, linear, strict=True))) ** (1 / 2.2) for row in blindness)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
@pytest.mark.parametrize("blindness", [PROTAN, DEUTAN], ids=["protanopia", "deuteranopia"])
def test_the_three_lights_differ_to_who_sees_no_red_or_green(
    theme: Theme, blindness: tuple[tuple[float, ...], ...]
) -> None:
    """Any two of them are at least a quarter of the cube's side apart, beside their marks and words."""
    made = theme.to_color_system().generate() | theme.variables
    lights = {name: seen(Color.parse(made[name]), blindness) for name in ("success", "warning", "error")}
    for (one, a), (other, b) in combinations(lights.items(), 2):
        distance = sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5
        assert distance >= 0.25, (one, other, distance)


def test_the_theme_without_colour_has_greys_only() -> None:
    """Every colour of it: nothing is told by a hue."""
    made = NO_COLOUR.to_color_system().generate() | NO_COLOUR.variables
    names = "foreground background surface panel primary accent success warning error text-muted left right run work"
    for name in (*names.split(), "link", "line", "select", "border", "block-cursor-background"):
        assert len(set(Color.parse(made[name]).rgb)) == 1, name
