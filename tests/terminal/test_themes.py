"""Surefoot's own themes can be read, and their lights told apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual.color import Color
from textual.theme import Theme

from screens.terminal.themes import COLOURED, NO_COLOUR, THEMES
from tests.support.ciede2000 import Lab, difference, lab
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


# What is seen of a colour, in linear RGB: by most, and with the two common kinds of red-green blindness (Viénot,
# Brettel and Mollon 1999).
VISIONS = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}
LIGHTS_APART, SIDES_APART = 11.0, 14.0
"""CIEDE2000 between two lights, and between left and right, at least."""
PUBLISHED = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (61.0, -5.0, 29.0), 22.8977),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.263),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
]
"""Pairs of the paper's own test data: across the turn of the hue, grey, dark, blue, far apart."""


@pytest.mark.parametrize(("one", "other", "apart"), PUBLISHED)
def test_the_difference_of_two_colours_is_as_published(one: Lab, other: Lab, apart: float) -> None:
    """To four places, either way round."""
    assert round(difference(one, other), 4) == round(difference(other, one), 4) == apart


def seen(color: Color, vision: str) -> Lab:
    """A colour as it is seen."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    parts = (sum(a * b for a, b in zip(row, linear, strict=True)) for row in VISIONS[vision])
    return lab(tuple(max(0.0, part) for part in parts))


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
@pytest.mark.parametrize("vision", VISIONS)
def test_lights_and_sides_look_apart_to_everybody(theme: Theme, vision: str) -> None:
    """Any two lights, and left and right, beside their marks and words."""
    made = theme.to_color_system().generate() | theme.variables
    least = dict.fromkeys(combinations(("success", "warning", "error"), 2), LIGHTS_APART)
    least[("left", "right")] = SIDES_APART
    colours = {name: seen(Color.parse(made[name]), vision) for pair in least for name in pair}
    apart = {(one, other): round(difference(colours[one], colours[other]), 1) for one, other in least}
    assert {pair: found for pair, found in apart.items() if found < least[pair]} == {}


def test_the_theme_without_colour_has_greys_only() -> None:
    """Every colour of it: nothing is told by a hue."""
    made = NO_COLOUR.to_color_system().generate() | NO_COLOUR.variables
    names = "foreground background surface panel primary accent success warning error text-muted left right run work"
    for name in (*names.split(), "link", "line", "select", "border", "block-cursor-background"):
        assert len(set(Color.parse(made[name]).rgb)) == 1, name
