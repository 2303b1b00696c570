"""Which movement is drawn for which exercise. Pure data over ``library.figure``."""

from __future__ import annotations

from library.figure import Arm, Figure, Leg, Pose, Stroke

_WALL: tuple[Stroke, ...] = (((0.94, 0.0), (0.94, 0.95)),)
_BACK_WALL: tuple[Stroke, ...] = (((0.2, 0.0), (0.2, 0.95)),)
_STEP: tuple[Stroke, ...] = (((0.5, 0.12), (1.0, 0.12)), ((0.5, 0.0), (0.5, 0.12)))
_CHAIR: tuple[Stroke, ...] = (((0.22, 0.27), (0.5, 0.27)), ((0.24, 0.0), (0.24, 0.55)), ((0.48, 0.0), (0.48, 0.27)))

_TO_WALL = Arm(72, 98)
_UP = Leg(-4, 0, -40)
_FLAT = Leg()
_TUCKED = Leg(35, -60, -30)

_RAISE = Figure(
    Pose(near=_FLAT, far=_FLAT, arm=_TO_WALL, x=0.68),
    Pose(near=_UP, far=_UP, arm=_TO_WALL, x=0.68),
    _WALL,
)
_ONE_RAISE = Figure(
    Pose(near=_FLAT, far=_TUCKED, arm=_TO_WALL, x=0.68),
    Pose(near=_UP, far=_TUCKED, arm=_TO_WALL, x=0.68),
    _WALL,
)
_BENT_RAISE = Figure(
    Pose(near=Leg(22, -16), far=Leg(22, -16), arm=_TO_WALL, torso=4, x=0.68),
    Pose(near=Leg(18, -16, -40), far=Leg(18, -16, -40), arm=_TO_WALL, torso=4, x=0.68),
    _WALL,
)
_DROP = Figure(
    Pose(near=Leg(-4, 0, -35), far=Leg(-4, 0, -35), arm=Arm(40, 80), x=0.6, ground=0.12),
    Pose(near=Leg(4, 4, 25), far=Leg(30, -60, -20), arm=Arm(40, 80), x=0.6, ground=0.08),
    _STEP,
)
_BALANCE = Figure(
    Pose(near=_FLAT, far=_FLAT, arm=Arm(60, 90), x=0.68),
    Pose(near=Leg(3, -3), far=Leg(45, -45, -20), arm=Arm(30, 40), other_arm=Arm(-40, -40), x=0.68),
    _WALL,
)
_FREE_BALANCE = Figure(
    Pose(near=_FLAT, far=_FLAT, arm=Arm(-25, 45)),
    Pose(near=Leg(3, -3), far=Leg(40, -50, -20), arm=Arm(-25, 45)),
)
_SQUAT = Figure(
    Pose(near=_FLAT, far=_TUCKED, arm=Arm(40, 70)),
    Pose(near=Leg(58, -26), far=Leg(78, 30, 10), torso=32, arm=Arm(70, 90)),
)
_STEP_DOWN = Figure(
    Pose(near=_FLAT, far=Leg(8, 8), arm=Arm(40, 70), x=0.7, ground=0.12),
    Pose(near=Leg(48, -24), far=Leg(20, 14, 10), torso=22, arm=Arm(60, 80), x=0.7, ground=0.0),
    (((0.4, 0.12), (0.72, 0.12)), ((0.72, 0.0), (0.72, 0.12))),
)
_LUNGE = Figure(
    Pose(near=Leg(26, 14), far=Leg(-22, -34, -45), arm=Arm(-20, 40), x=0.8),
    Pose(near=Leg(72, -12), far=Leg(-12, -84, -60), torso=6, arm=Arm(-20, 40), x=0.8),
)
_HINGE = Figure(
    Pose(near=Leg(2, -4), far=_FLAT, arm=Arm(5, 10), x=0.6),
    Pose(near=Leg(14, -10), far=Leg(-72, -76, -100), torso=72, arm=Arm(0, 0), x=0.6),
)
_CALF_STRETCH = Figure(
    Pose(near=Leg(10, 0), far=Leg(-16, -16), torso=4, arm=Arm(70, 100), x=0.74),
    Pose(near=Leg(38, -16), far=Leg(-24, -28), torso=16, arm=Arm(75, 95), x=0.74),
    _WALL,
)
_SOLEUS_STRETCH = Figure(
    Pose(near=Leg(10, 0), far=Leg(-10, -16), torso=4, arm=Arm(70, 100), x=0.8),
    Pose(near=Leg(52, -24), far=Leg(18, -36), torso=6, arm=Arm(75, 110), x=0.8),
    _WALL,
)
_KNEE_TO_WALL = Figure(
    Pose(near=Leg(20, 4), far=Leg(-14, -26, -30), arm=Arm(70, 100), x=0.84),
    Pose(near=Leg(50, -32), far=Leg(-6, -46, -45), torso=6, arm=Arm(60, 110), x=0.84),
    _WALL,
)
_TOE_RAISE = Figure(
    Pose(near=Leg(16, 16), far=Leg(16, 16), torso=-8, arm=Arm(-5, 5), x=0.6),
    Pose(near=Leg(16, 16, 35), far=Leg(16, 16, 35), torso=-8, arm=Arm(-5, 5), x=0.6),
    _BACK_WALL,
)
_HEEL_WALK = Figure(
    Pose(near=Leg(14, 8, 30), far=Leg(-10, -8, 30), arm=Arm(-20, -10), other_arm=Arm(20, 30), x=0.62),
    Pose(near=Leg(-10, -8, 30), far=Leg(14, 8, 30), arm=Arm(20, 30), other_arm=Arm(-20, -10), x=0.5),
)
_TOE_WALK = Figure(
    Pose(near=Leg(14, 4, -40), far=Leg(-12, -12, -45), arm=Arm(-20, -10), other_arm=Arm(20, 30), x=0.62),
    Pose(near=Leg(-12, -12, -45), far=Leg(14, 4, -40), arm=Arm(20, 30), other_arm=Arm(-20, -10), x=0.5),
)
_TANDEM = Figure(
    Pose(near=Leg(12, 6), far=Leg(-8, -8), arm=Arm(-40, -40), other_arm=Arm(40, 40), x=0.6),
    Pose(near=Leg(-8, -8), far=Leg(12, 6), arm=Arm(40, 40), other_arm=Arm(-40, -40), x=0.6),
)
_HOP = Figure(
    Pose(near=Leg(14, -12, -6), far=Leg(14, -12, -6), torso=4, arm=Arm(-20, 50)),
    Pose(near=Leg(0, 0, -45), far=Leg(0, 0, -45), arm=Arm(-10, 60), lift=0.05),
)
_ONE_HOP = Figure(
    Pose(near=Leg(30, -24), far=_TUCKED, torso=10, arm=Arm(-40, -30), x=0.45),
    Pose(near=Leg(10, -8, -30), far=Leg(50, -40, -20), torso=4, arm=Arm(40, 70), x=0.75, lift=0.06),
)
_JACK = Figure(
    Pose(near=Leg(46, -30), far=Leg(46, -30), torso=24, arm=Arm(50, 110)),
    Pose(near=Leg(62, -8, -25), far=Leg(20, -46, -25), torso=24, arm=Arm(50, 110), x=0.62, lift=0.04),
)
_SPLIT_JUMP = Figure(
    Pose(near=Leg(52, -10), far=Leg(-14, -60, -50), torso=6, arm=Arm(-30, 30), x=0.78),
    Pose(near=Leg(-16, -40, -50), far=Leg(40, -6, -30), torso=4, arm=Arm(40, 80), x=0.4, lift=0.06),
)
_MARCH = Figure(
    Pose(near=_FLAT, far=_FLAT, arm=Arm(-20, 20), other_arm=Arm(20, 60)),
    Pose(near=Leg(-3, 0, -25), far=Leg(85, -5, 0), arm=Arm(40, 110), other_arm=Arm(-40, 10)),
)
_SKIP = Figure(
    Pose(near=Leg(8, -6), far=Leg(20, -30, -20), arm=Arm(-20, 20), other_arm=Arm(20, 60)),
    Pose(near=Leg(-3, 0, -45), far=Leg(85, -5, 0), arm=Arm(40, 110), other_arm=Arm(-40, 10), lift=0.05),
)
_FIGURE_FOUR = Figure(
    Pose(near=Leg(6, -6, -12), far=Leg(10, -4, -10), torso=4, arm=Arm(-20, 60)),
    Pose(near=Leg(6, -6, -12), far=Leg(34, -70, -50), torso=4, arm=Arm(-20, 60)),
)
_WALL_LEAN = Figure(
    Pose(near=Leg(-14, -14), far=Leg(-14, -14), torso=14, arm=Arm(80, 85), x=0.52),
    Pose(near=Leg(-14, -16, -15), far=Leg(30, -70, -50), torso=14, arm=Arm(80, 85), x=0.52),
    _WALL,
)
_PLANK = Figure(
    Pose(near=Leg(-68, -68, -75), far=Leg(-68, -68, -75), torso=83, arm=Arm(0, 0), hip=0.29, x=0.55),
    Pose(near=Leg(-68, -68, -75), far=Leg(78, -82, -70), torso=83, arm=Arm(0, 0), hip=0.29, x=0.55),
)
_BRIDGE = Figure(
    Pose(near=Leg(128, 8), far=Leg(128, 8), torso=-89, arm=Arm(95, 95), hip=0.05, x=0.5),
    Pose(near=Leg(90, 0), far=Leg(90, 0), torso=-115, arm=Arm(95, 95), hip=0.2, x=0.5),
)
_SIDE_LYING = Figure(
    Pose(near=Leg(90, 90, 60), far=Leg(90, 90, 60), torso=-80, arm=Arm(60, 80), hip=0.07, x=0.48),
    Pose(near=Leg(122, 122, 60), far=Leg(90, 90, 60), torso=-80, arm=Arm(60, 80), hip=0.07, x=0.48),
)
_LONG_SIT_PULL = Figure(
    Pose(near=Leg(88, 88, 55), far=Leg(88, 88, 80), torso=-4, arm=Arm(60, 70), hip=0.05, x=0.3),
    Pose(near=Leg(88, 88, 105), far=Leg(88, 88, 80), torso=-8, arm=Arm(50, 66), hip=0.05, x=0.3),
    (((0.56, 0.22), (0.84, 0.14)),),
)
_LONG_SIT_BAND = Figure(
    Pose(near=Leg(88, 88, 95), far=Leg(88, 88, 80), torso=-6, arm=Arm(-20, -10), hip=0.05, x=0.2),
    Pose(near=Leg(88, 88, 50), far=Leg(88, 88, 80), torso=-6, arm=Arm(-20, -10), hip=0.05, x=0.2),
)
_LONG_SIT_UP = Figure(_LONG_SIT_BAND.end, _LONG_SIT_BAND.start, (((0.74, 0.1), (1.12, 0.04)),))
_CHAIR_RAISE = Figure(
    Pose(near=Leg(90, 0), far=Leg(90, 0), arm=Arm(30, 70), hip=0.28, x=0.36),
    Pose(near=Leg(100, 0, -35), far=Leg(100, 0, -35), arm=Arm(30, 70), hip=0.28, x=0.36),
    _CHAIR,
)
_CHAIR_FOOT = Figure(
    Pose(near=Leg(84, 40, -30), far=Leg(90, 0), arm=Arm(-10, 20), hip=0.28, x=0.36),
    Pose(near=Leg(84, 40, 45), far=Leg(90, 0), arm=Arm(-10, 20), hip=0.28, x=0.36),
    _CHAIR,
)
_JACK_STEP = Figure(
    Pose(near=_FLAT, far=_FLAT, arm=Arm(8, 8), other_arm=Arm(-8, -8)),
    Pose(near=Leg(18, 18), far=Leg(-18, -18), arm=Arm(140, 160), other_arm=Arm(-140, -160), x=0.68),
)
_BAND_WALK = Figure(
    Pose(near=Leg(14, -12), far=Leg(10, -14), torso=8, arm=Arm(-25, 45)),
    Pose(near=Leg(32, 14), far=Leg(-6, -22), torso=8, arm=Arm(-25, 45), x=0.7),
)

FIGURES: dict[str, Figure] = {
    "single-leg-heel-raise": _ONE_RAISE,
    "double-leg-heel-raise": _RAISE,
    "isometric-heel-raise-hold": _RAISE,
    "bent-knee-heel-raise": _BENT_RAISE,
    "seated-heel-raise": _CHAIR_RAISE,
    "eccentric-heel-drop": _DROP,
    "supported-single-leg-balance": _BALANCE,
    "single-leg-balance": _FREE_BALANCE,
    "single-leg-balance-eyes-closed": _FREE_BALANCE,
    "single-leg-squat": _SQUAT,
    "step-down": _STEP_DOWN,
    "split-squat": _LUNGE,
    "three-way-lunge": _LUNGE,
    "single-leg-rdl": _HINGE,
    "soleus-stretch": _SOLEUS_STRETCH,
    "gastrocnemius-stretch": _CALF_STRETCH,
    "knee-to-wall-mobilisation": _KNEE_TO_WALL,
    "towel-calf-stretch": _LONG_SIT_PULL,
    "band-four-way": _LONG_SIT_UP,
    "band-dorsiflexion": _LONG_SIT_UP,
    "band-plantarflexion": _LONG_SIT_BAND,
    "ankle-pumps": _LONG_SIT_BAND,
    "ankle-circles": _CHAIR_FOOT,
    "ankle-alphabet": _CHAIR_FOOT,
    "tibialis-wall-raise": _TOE_RAISE,
    "heel-walk": _HEEL_WALK,
    "toe-walk": _TOE_WALK,
    "tandem-walk": _TANDEM,
    "pogo-hops": _HOP,
    "lateral-hops": _HOP,
    "jump-rope": _HOP,
    "single-leg-hop": _ONE_HOP,
    "squat-jack": _JACK,
    "step-jack": _JACK_STEP,
    "split-jump": _SPLIT_JUMP,
    "a-march": _MARCH,
    "neutral-ankle-drill": _MARCH,
    "a-skip": _SKIP,
    "pose-change-of-support": _FIGURE_FOUR,
    "pose-forward-pull": _FIGURE_FOUR,
    "pose-wall-fall": _WALL_LEAN,
    "mountain-climber": _PLANK,
    "glute-bridge": _BRIDGE,
    "side-lying-hip-abduction": _SIDE_LYING,
    "lateral-band-walk": _BAND_WALK,
}
"""By exercise id; what shows nothing from the side (the toes, the sole, a board) has none."""
