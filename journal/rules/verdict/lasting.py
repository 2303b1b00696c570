"""What may have begun a row that lasts until somebody has seen it, told from one check-in alone.

So that a verdict need not look back on ten years: of what is old only that matters which may have begun such a row and
has not been seen. ``BEGINS`` says too much rather than too little; the rules themselves decide afterwards.
"""

# No annotations as text, as in journal.entries.
from collections.abc import Callable, Iterator

from msgspec import Struct

from journal.entries import ANKLES
from journal.rules.path.noted import BONE, POINT, SKIN_FEELS, TENDON
from journal.rules.verdict.said import WhoseRow


class SideGlance(Struct, frozen=True, gc=False):
    """One ankle of a check-in, as it stands in the file."""

    rating: int | None = None
    spots: tuple[str, ...] = ()
    feels: tuple[str, ...] = ()


class Glance(Struct, frozen=True, gc=False):
    """As much of a check-in as can begin a row that lasts. ``at`` is its time as it is written."""

    at: str
    moment: str = ""
    left: SideGlance = SideGlance()
    right: SideGlance = SideGlance()
    triggers: tuple[str, ...] = ()
    stop_signs: tuple[str, ...] = ()
    stop_signs_answered_at: str | None = None
    stop_signs_cleared_at: str | None = None

    @property
    def sore(self) -> bool:
        """Whether either ankle was."""
        return bool(self.left.rating or self.right.rating)

    @property
    def rolled(self) -> bool:
        """Whether a sore ankle had rolled."""
        return self.sore and "ankle-roll" in self.triggers

    @property
    def answers(self) -> bool:
        """Whether it answers the stop-sign question."""
        return bool(self.stop_signs) or self.stop_signs_answered_at is not None


Begins = Callable[[SideGlance, Glance, frozenset[str]], bool]
"""Whether an ankle of a check-in can begin a step, by the names of all facts that were noted."""

_BONE_FELT = POINT | {"night", "at-rest"}
VERY_HIGH = 8
"""The least rating that can begin step 1 of row R1, in a session too."""


def _rolled(one: SideGlance, glance: Glance, _: frozenset[str]) -> bool:
    return bool(one.rating) and "ankle-roll" in glance.triggers


def _on_bone(one: SideGlance, glance: Glance, _: frozenset[str]) -> bool:
    if not one.rating or BONE.isdisjoint(one.spots):
        return False
    if glance.moment == "during":
        return one.rating >= 2 or not POINT.isdisjoint(one.feels)
    return not _BONE_FELT.isdisjoint((glance.moment, *one.feels))


def _on_tendon(fact: str) -> Begins:
    return lambda one, _, facts: fact in facts and bool(one.rating) and not TENDON.isdisjoint(one.spots)


BEGINS: dict[tuple[str, int], Begins] = {
    ("M1", 0): _on_tendon("quinolone"),
    ("M2", 0): lambda one, glance, facts: "blood-thinner" in facts and _rolled(one, glance, facts),
    ("M4", 0): lambda one, glance, facts: (
        "under-18" in facts and ("limping" in one.feels or _rolled(one, glance, facts))
    ),
    ("M6", 0): _on_tendon("steroid-tablets"),
    ("M7", 0): lambda one, _, facts: "diabetes-nerve" in facts and not SKIN_FEELS.isdisjoint(one.feels),
    ("G1", 0): lambda one, _, __: "red" in one.feels,
    ("R1", 0): lambda one, _, __: (one.rating or 0) >= VERY_HIGH,
    ("B", 1): _on_bone,
    ("N", 2): lambda one, _, __: "weak" in one.feels,
    ("T6", 0): _rolled,
}
"""Every step that lasts until seen, by row and place, with what begins it; a stop sign is begun by being ticked."""

WINDOW = 14
"""Days that what was noted can go on firing, and all that such a row looks back on before it."""
WHICH_SIDE: WhoseRow = ("which-side", "body")
"""Stands for the question which ankle rolled, which is open until it is answered."""


_WORDS = BONE | {"red", "weak"}
_WITH_FACTS = _WORDS | TENDON | SKIN_FEELS | {"limping"}


def may_begin(glance: Glance, facts: frozenset[str]) -> bool:
    """Whether ``begun`` is worth asking, told at a glance: of ten years hardly a check-in is."""
    left, right = glance.left, glance.right
    return bool(
        glance.triggers
        or glance.stop_signs
        or (left.rating or 0) >= VERY_HIGH
        or (right.rating or 0) >= VERY_HIGH
        or not (_WITH_FACTS if facts else _WORDS).isdisjoint(left.spots + left.feels + right.spots + right.feels)
    )


def begun(glance: Glance, facts: frozenset[str]) -> Iterator[WhoseRow]:
    """The rows and signs that a check-in can begin, with their sides."""
    for sign in glance.stop_signs if glance.stop_signs_cleared_at is None else ():
        yield sign, "body"
    if glance.left.rating and glance.right.rating and "ankle-roll" in glance.triggers:
        yield WHICH_SIDE
    for side in ANKLES:
        one = glance.left if side == "left" else glance.right
        for (id, _), begins in BEGINS.items():
            if begins(one, glance, facts):
                yield id, side
