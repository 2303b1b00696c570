"""A side view of the body as a stick figure: poses, what lies between two of them, and the lines they make. Pure.

Angles are degrees. A limb hangs at 0 and swings forward (to the right) with positive angles; the trunk stands upright
at 0 and leans forward with positive ones; a foot is flat at 0, toes up with positive ones. Lengths are in body heights.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import ceil, cos, radians, sin

import msgspec

Point = tuple[float, float]
Stroke = tuple[Point, Point]

TORSO, THIGH, SHIN, FOOT, HEEL = 0.3, 0.24, 0.24, 0.13, 0.04
UPPER_ARM, FOREARM, NECK, HEAD = 0.15, 0.15, 0.04, 0.055
HEAD_CORNERS = 8
HEIGHT = 1.16
"""What the rows of a picture hold, in body heights: a body on a low step, in a small hop."""
SOLE = 0.045
"""How far the floor is drawn below what stands on it, so that a flat foot can be told from a raised heel."""


class Leg(msgspec.Struct, frozen=True):
    """Thigh and shin from straight down, the foot from flat."""

    thigh: float = 0
    shin: float = 0
    foot: float = 0


class Arm(msgspec.Struct, frozen=True):
    """Upper arm and forearm from straight down."""

    upper: float = 0
    fore: float = 0


class Pose(msgspec.Struct, frozen=True):
    """A body at one moment.

    The lowest foot stands on ``ground``, ``lift`` above it in a hop; with ``hip`` the hips are at that height instead,
    sitting or lying. ``x`` is where the toes of the ``near`` leg are (the hips, with ``hip``).
    """

    near: Leg = Leg()
    far: Leg = Leg()
    torso: float = 0
    arm: Arm = Arm(5, 10)
    other_arm: Arm | None = None
    x: float = 0.5
    ground: float = 0
    lift: float = 0
    hip: float | None = None


class Figure(msgspec.Struct, frozen=True):
    """A movement from one pose to another, and the things around it: walls, steps, bands, as lines."""

    start: Pose
    end: Pose
    around: tuple[Stroke, ...] = ()

    def at(self, share: float) -> Pose:
        """The pose so far on the way: 0 the start, 1 the end."""
        return between(self.start, self.end, share)


def between(one: Pose, other: Pose, share: float) -> Pose:
    """The pose a share of the way from one to the other; angles are mixed, so limbs keep their length."""

    def mixed(a: float, b: float) -> float:
        return a + (b - a) * share

    def leg(a: Leg, b: Leg) -> Leg:
        return Leg(mixed(a.thigh, b.thigh), mixed(a.shin, b.shin), mixed(a.foot, b.foot))

    def arm(a: Arm, b: Arm) -> Arm:
        return Arm(mixed(a.upper, b.upper), mixed(a.fore, b.fore))

    both_arms = None
    if one.other_arm is not None and other.other_arm is not None:
        both_arms = arm(one.other_arm, other.other_arm)
    return Pose(
        near=leg(one.near, other.near),
        far=leg(one.far, other.far),
        torso=mixed(one.torso, other.torso),
        arm=arm(one.arm, other.arm),
        other_arm=both_arms,
        x=mixed(one.x, other.x),
        ground=mixed(one.ground, other.ground),
        lift=mixed(one.lift, other.lift),
        hip=None if one.hip is None or other.hip is None else mixed(one.hip, other.hip),
    )


def _down(start: Point, angle: float, length: float) -> Point:
    return start[0] + sin(radians(angle)) * length, start[1] - cos(radians(angle)) * length


def _leg_points(hip: Point, leg: Leg) -> tuple[Point, Point, Point, Point, Point]:
    """Hip, knee, ankle, toes and heel."""
    knee = _down(hip, leg.thigh, THIGH)
    ankle = _down(knee, leg.shin, SHIN)
    along = cos(radians(leg.foot)), sin(radians(leg.foot))
    toes = ankle[0] + along[0] * FOOT, ankle[1] + along[1] * FOOT
    heel = ankle[0] - along[0] * HEEL, ankle[1] - along[1] * HEEL
    return hip, knee, ankle, toes, heel


def joints(pose: Pose) -> dict[str, Point]:
    """Where each joint of the pose is, in body heights from the left edge and the floor."""
    origin = (0.0, 0.0)
    near, far = _leg_points(origin, pose.near), _leg_points(origin, pose.far)
    if pose.hip is None:
        lowest = min(point[1] for leg in (near, far) for point in leg)
        hip = pose.x - near[3][0], pose.ground + pose.lift - lowest
    else:
        hip = pose.x, pose.hip
    found: dict[str, Point] = {"hip": hip}
    for name, leg in (("near", pose.near), ("far", pose.far)):
        _, knee, ankle, toes, heel = _leg_points(hip, leg)
        found |= {f"{name} knee": knee, f"{name} ankle": ankle, f"{name} toes": toes, f"{name} heel": heel}
    up = sin(radians(pose.torso)), cos(radians(pose.torso))
    shoulder = hip[0] + up[0] * TORSO, hip[1] + up[1] * TORSO
    reach = TORSO + NECK + HEAD
    found["shoulder"] = shoulder
    found["head"] = hip[0] + up[0] * reach, hip[1] + up[1] * reach
    for name, arm in (("", pose.arm), ("other ", pose.other_arm)):
        if arm is not None:
            elbow = _down(shoulder, arm.upper, UPPER_ARM)
            found |= {f"{name}elbow": elbow, f"{name}hand": _down(elbow, arm.fore, FOREARM)}
    return found


_BONES = (
    ("hip", "shoulder"),
    *(
        (f"{leg} {a}" if a != "hip" else a, f"{leg} {b}")
        for leg in ("near", "far")
        for a, b in (("hip", "knee"), ("knee", "ankle"), ("heel", "toes"))
    ),
    ("shoulder", "elbow"),
    ("elbow", "hand"),
    ("shoulder", "other elbow"),
    ("other elbow", "other hand"),
)


def lines_of(pose: Pose) -> list[Stroke]:
    """The pose as straight lines, the head as a small ring."""
    at = joints(pose)
    lines = [(at[a], at[b]) for a, b in _BONES if a in at and b in at]
    x, y = at["head"]
    ring = [
        (x + HEAD * cos(radians(360 / HEAD_CORNERS * n)), y + HEAD * sin(radians(360 / HEAD_CORNERS * n)))
        for n in range(HEAD_CORNERS + 1)
    ]
    return [*lines, *pairwise(ring)]


def drawn(lines: Iterable[Stroke], columns: int = 16, rows: int = 7) -> list[str]:
    """The lines in braille, 2 dots a cell across and 4 down; ``HEIGHT`` fills the rows."""
    scale = (rows * 4 - 1) / HEIGHT
    dots: set[tuple[int, int]] = set()
    for (x0, y0), (x1, y1) in lines:
        steps = max(1, ceil(max(abs(x1 - x0), abs(y1 - y0)) * scale))
        for step in range(steps + 1):
            share = step / steps
            dots.add((round((x0 + (x1 - x0) * share) * scale), round((y0 + (y1 - y0) * share) * scale)))
    bits = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
    cells = [[0] * columns for _ in range(rows)]
    for x, up in dots:
        y = rows * 4 - 1 - up
        if 0 <= x < columns * 2 and 0 <= y < rows * 4:
            cells[y // 4][x // 2] |= bits[y % 4][x % 2]
    return ["".join(chr(0x2800 + cell) if cell else " " for cell in row) for row in cells]


def strip(figure: Figure, columns: int = 16, rows: int = 7, frames: int = 3) -> list[str]:
    """The movement as frames side by side, from start to end, on one floor; without the empty rows above."""
    floor: Stroke = ((0.02, 0.0), (columns * 2 / ((rows * 4 - 1) / HEIGHT) - 0.06, 0.0))
    pictures = []
    for n in range(frames):
        lines = [*lines_of(figure.at(n / max(1, frames - 1))), *figure.around]
        raised = [((x0, y0 + SOLE), (x1, y1 + SOLE)) for (x0, y0), (x1, y1) in lines]
        pictures.append(drawn([*raised, floor], columns, rows))
    strip = ["  ".join(row).rstrip() for row in zip(*pictures, strict=True)]
    first = next(n for n, row in enumerate(strip) if row)
    return strip[first:]
