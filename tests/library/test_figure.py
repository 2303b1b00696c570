"""The stick figure: bodies that keep their limbs, feet that stand, pictures that fit and tell two poses apart."""

from __future__ import annotations

from math import dist

import pytest

from library.catalogue import Catalogue
from library.figure import FOOT, HEEL, SHIN, SOLE, THIGH, TORSO, Figure, Leg, Pose, joints, strip
from library.figures import FIGURES

SHARES = [0, 0.25, 0.5, 0.75, 1]


@pytest.mark.parametrize("id", FIGURES)
def test_a_body_keeps_its_limbs_on_the_way(id: str) -> None:
    """Between two poses every limb is as long as before; in neither does anything sink into the floor."""
    for share in SHARES:
        at = joints(FIGURES[id].at(share))
        assert dist(at["hip"], at["shoulder"]) == pytest.approx(TORSO)
        for leg in ("near", "far"):
            assert dist(at["hip"], at[f"{leg} knee"]) == pytest.approx(THIGH)
            assert dist(at[f"{leg} knee"], at[f"{leg} ankle"]) == pytest.approx(SHIN)
            assert dist(at[f"{leg} heel"], at[f"{leg} toes"]) == pytest.approx(FOOT + HEEL)
        if share in (0, 1):
            assert min(y for _, y in at.values()) > -SOLE


@pytest.mark.parametrize("id", FIGURES)
def test_a_picture_fits_and_moves(id: str) -> None:
    """At most seven rows of 52 cells, on a floor, and the first frame is not the last."""
    rows = strip(FIGURES[id])
    assert 2 <= len(rows) <= 7
    assert all(len(row) <= 3 * 16 + 2 * 2 for row in rows)
    first, last = ([row.ljust(52)[at : at + 16] for row in rows] for at in (0, 36))
    assert first != last
    assert set("".join(rows)) <= {" ", *map(chr, range(0x2801, 0x2900))}


def test_every_drawn_exercise_exists() -> None:
    """No figure belongs to an exercise that is not there."""
    assert set(FIGURES) <= {exercise.id for exercise in Catalogue.built_in().all()}


def test_half_way_is_half_way() -> None:
    """Angles are mixed evenly; the ends are the poses themselves."""
    figure = Figure(Pose(near=Leg(0, 0, 0)), Pose(near=Leg(40, -20, 10)))
    assert figure.at(0) == figure.start
    assert figure.at(1) == figure.end
    assert figure.at(0.5).near == Leg(20, -10, 5)


def test_one_foot_stands_on_the_floor_and_a_hop_leaves_it() -> None:
    """The lowest point of the feet is on the ground, or as high above it as the hop."""
    standing = joints(FIGURES["single-leg-squat"].end)
    hopping = joints(FIGURES["pogo-hops"].end)
    feet = ("near toes", "near heel", "far toes", "far heel")
    assert min(standing[name][1] for name in feet) == pytest.approx(0)
    assert min(hopping[name][1] for name in feet) == pytest.approx(FIGURES["pogo-hops"].end.lift)
