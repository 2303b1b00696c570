"""How far apart two colours look: CIEDE2000, as written down by Sharma, Wu and Dalal (Color Research 2005, 30:21)."""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Lab = tuple[float, float, float]
_WHITE = (0.95047, 1.0, 1.08883)
"""D65."""
_FROM_LINEAR = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))


def lab(linear: tuple[float, ...]) -> Lab:
    """A colour of linear RGB, each part 0 to 1, as L*, a*, b*."""
    x, y, z = (
        _root(sum(a * b for a, b in zip(row, linear, strict=True)) / white)
        for row, white in zip(_FROM_LINEAR, _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(part: float) -> float:
    return part ** (1 / 3) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29


def difference(one: Lab, other: Lab) -> float:
    """How far apart they look; about 2 can just be seen side by side."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    grown = 1.5 - 0.5 * sqrt(chroma / (chroma + 25**7))
    c1, c2 = hypot(a1 * grown, b1), hypot(a2 * grown, b2)
    h1, h2 = degrees(atan2(b1, a1 * grown)) % 360, degrees(atan2(b2, a2 * grown)) % 360
    lightness, c, turn, hue = (l1 + l2) / 2, (c1 + c2) / 2, h2 - h1, (h1 + h2) / 2
    if abs(turn) > 180:
        turn -= 360 if turn > 0 else -360
        hue += 180 if hue < 180 else -180
    if not c1 * c2:
        turn, hue = 0.0, h1 + h2
    weight = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    dl = (l2 - l1) / (1 + 0.015 * (lightness - 50) ** 2 / sqrt(20 + (lightness - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * c)
    dh = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * c * weight)
    rotation = -2 * sqrt(c**7 / (c**7 + 25**7)) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh)
