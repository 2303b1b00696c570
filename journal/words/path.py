"""The way back in words: what to do after a twist, how much is done, what opens next, and how each run went. Pure.

Source: docs/rules.md, "After a twist" and "Back to running".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from journal.dates import long_day, short_day
from journal.entries import Ankle, SelfTest, Support
from journal.rules.ankle.self_tests import PROTOCOLS, history
from journal.rules.path.ladder import TOP, USUAL_START
from journal.rules.path.twist import BALANCE_BLOCK, BALANCE_SESSIONS, EARLY, EARLY_FROM, LADDER_FROM, TRUSTED, YEAR
from journal.rules.verdict.bars import no_raises, run_due
from journal.rules.verdict.table import BY_ID, LOADS, RUNS, RunLevel
from journal.rules.verdict.verdict import PathNow, TriedNow, Verdict
from journal.vocabulary import ROW_WORDS, SELF_TESTS, SUPPORTS
from library.exercise import number

MOVES, BALANCE = "first-moves", "balance"
"""Routines of the library that the steps lead to."""


class PathLine(Struct, frozen=True):
    """A line of the way back: what it is about in a word, the sentence, and the routine it leads to."""

    label: str
    text: str
    routine: str = ""


STEPS: dict[str, tuple[PathLine, ...]] = {
    "T1": (
        PathLine("Protect", "No running or jumps. Snug brace or tape by day, off at night."),
        PathLine("Move", "Bend and circle it every hour, as far as it lets you.", MOVES),
        PathLine("Walk", "Put weight on it as pain allows: short ways, slow and even."),
        PathLine("Raise", "Foot up. Ice for 20 min at most, in a cloth, not on numb skin."),
        PathLine("Leave", "No heat, alcohol or massage. About tablets ask a pharmacist."),
    ),
    "T2": (
        PathLine("Move", "Circles; stand on both feet at a wall.", MOVES),
        PathLine("Walk", "Short flat walks, seated raises: at 2 of 10 or less, no limp."),
        PathLine("Support", "A brace or tape while you are on your feet, off at night."),
    ),
    "T3": (
        PathLine("Walk", "On flat ground, 30 min at most. A bike or a pool is open too."),
        PathLine("Raises", "At 3 of 10 or less: two feet, then one; a band without pain."),
    ),
    "T4": (PathLine("Ground", "Run on flat, even ground. Walk 5 min before and after."),),
    "T5": (PathLine("Ground", "Trails and jumps come back one at a time."),),
}
"""What to do now, by phase."""
_ICES, _WALKS, _RAISED, _TRAILS = STEPS["T1"][3], STEPS["T2"][1], STEPS["T3"][1], STEPS["T5"][0]
RAISES: dict[PathLine, PathLine | None] = {
    _WALKS: PathLine("Walk", "Short and flat: at 2 of 10 or less, no limp."),
    _RAISED: None,
}
"""The steps with raises on both feet, and what is left of each where an ankle has none that day."""
_FOOT_UP = PathLine("Raise", "Foot up.")
UNANSWERED = (
    PathLine("Protect", "No running or jumps. Stay off it until the question is answered."),
    _FOOT_UP,
)
"""What to do early after a twist while a stop-sign question is open: nothing that one of its signs would forbid, as
weight on it, a snug brace, moving or cooling it are."""


def path_lines(found: Verdict, worn: Sequence[Support] = ()) -> tuple[PathLine, ...]:
    """What to do after a twist and what opens next; of two ankles the steps of the one less far on.

    ``worn``: the braces, tapes and sleeves the runner has.

    Nothing where help comes first. While the question after a twist or new soreness is open, only what none of its
    signs forbids, early after a twist; the weekly one leaves what the verdict does.
    """
    if found.help_first:
        return ()
    first = min(found.path, key=lambda one: one.phase, default=None)
    if found.unanswered:
        return (_head(first, found), *UNANSWERED) if first is not None and first.phase in EARLY else ()
    steps = _steps(first, found) if first else ()
    return (*steps, *(line for one in found.twists for line in _of_ankle(one, found, worn)))


def _steps(one: PathNow, found: Verdict) -> Iterator[PathLine]:
    """What the phase asks for, where that is what the day gives: nothing that was noted leaves less, no word more."""
    if one.old:
        return
    asks = BY_ID[one.phase].steps[0]
    is_so = (found.load, found.run) == (asks.load, asks.run)
    yield _head(one, found, _NOW if is_so else "")
    yield from (line for step in STEPS[one.phase] if (line := _allowed(step, one, found))) if is_so else ()


def _allowed(step: PathLine, one: PathNow, found: Verdict) -> PathLine | None:
    """The step without raises on both feet on a day without them for either ankle; its own rating is in it. Without ice
    with nerve loss, and nothing of trails and jumps where a bar forbids either."""
    bars = {bar.id for bar in found.bars}
    if step is _ICES and "barefoot" in bars:
        return _FOOT_UP
    if step is _TRAILS and not bars.isdisjoint(("high-impact", "unsteady")):
        return None
    other = found.sides[_other(one.side)]
    none = no_raises(other.load, other.facts) or found.sides[one.side].facts.bone_forefoot
    return RAISES.get(step, step) if none else step


_NOW = " What to do now:"


def _head(one: PathNow, found: Verdict, then: str = _NOW) -> PathLine:
    """Which ankle, or both of one day, and the day."""
    same = [each.side for each in found.path if (each.day, each.phase) == (one.day, one.phase)]
    return PathLine("Twist", f"{' and '.join(same).capitalize()}, day {one.day}{'' if one.day else ', today'}.{then}")


def _other(side: Ankle) -> Ankle:
    return "right" if side == "left" else "left"


def _of_ankle(one: PathNow, found: Verdict, worn: Sequence[Support]) -> Iterator[PathLine]:
    """What is counted of one ankle, and what its next questions wait for."""
    balances = LOADS.index(found.sides[one.side].load) >= LOADS.index("no-impact")
    # On a day of care for one ankle nobody stands on the other foot alone.
    balances = balances and LOADS.index(found.sides[_other(one.side)].load) > LOADS.index("care")
    if balances and one.phase not in EARLY and one.balance < BALANCE_BLOCK and not one.old:
        done = f"{one.side.capitalize()}: three times a week, {one.balance} of {BALANCE_BLOCK} sessions done."
        yield PathLine("Balance", done, BALANCE)
    if one.phase not in ("T1", "T2", "T3"):
        until = long_day(found.day + timedelta(days=YEAR - one.day)).partition(" ")[2]
        own = [each for each in worn if each.until is None and each.side in (one.side, "both")]
        what = next((SUPPORTS[each.type].label for each in own if each.type != "sleeve"), "brace or tape")
        told = "; a sleeve is no brace" if own and all(each.type == "sleeve" for each in own) else ""
        words = f"wear {'' if what == 'tape' else 'a '}{what} for runs and jumps, until {until}{told}"
        yield PathLine("Support", f"{one.side.capitalize()}: {words}.")
    if one.phase and not _is_kept(one, found):
        yield PathLine("Next", f"{one.side.capitalize()}: {_next(one, found)}.")


_OPENS: dict[str, RunLevel] = {"T1": "none", "T2": "walk", "T3": "ladder", "T4": "ladder", "T5": "ladder"}
"""How one runs, at least, in what comes after a phase."""


def _is_kept(one: PathNow, found: Verdict) -> bool:
    """Whether something else keeps away what comes next, whatever is answered: birth, an operation, a sore bone."""
    least = RUNS.index(_OPENS[one.phase])
    return any(RUNS.index(row.run) < least for row in found.rows if row.id not in _OPENS)


def _next(one: PathNow, found: Verdict) -> str:
    twisted = found.day - timedelta(days=one.day)
    if one.phase == "T1":
        return (
            f"gentle raises and balance on both feet from {short_day(twisted + timedelta(days=EARLY_FROM), found.day)}"
        )
    if one.phase == "T2":
        walked = f", {one.walked} of them done" if one.walked else ""
        return f"balance and raises, after a 10 min walk without a limp, at 2 of 10 or less, on 2 days{walked}"
    if one.phase == "T3" and "p2" in one.asks:  # which names what is asked for; the rest of it is met
        return "running by small steps, once the answer to the question is yes"
    if one.phase == "T3":
        begin = twisted + timedelta(days=LADDER_FROM)
        steps = f"running by small steps{f', from {short_day(begin, found.day)}' if begin > found.day else ''}"
        if one.lacks is not None:
            return ", after ".join([steps, *([" and ".join(one.lacks)] if one.lacks else [])])
        return (
            f"{steps}, after a 30 min brisk walk and 3 mornings at 2 of 10 or less, "
            "3 days without swelling and 7 without giving way"
        )
    jumps = all(bar.id != "high-impact" for bar in found.bars)
    hops = f"{'' if jumps else 'once there are jumps again '}10 hops at 2 of 10 or less"
    if one.phase == "T4" and one.old:
        return f"running as usual, after raises at 90 % of the other side and {hops}"
    if one.phase == "T4":
        return (
            f"running as usual, after a 30 min run that went well, {BALANCE_SESSIONS} balance sessions, trust of "
            f"{TRUSTED} of 10, and {hops}"
        )
    begin = (one.passed or found.day) + timedelta(days=7)
    return f"running as usual from {short_day(begin, found.day)}, once 4 days are rated"


WENT = {True: "went well", False: "did not go well", None: "went by without a rating the morning after"}


def _went(run: TriedNow) -> str:
    other = run.tolerated and run.length != "as the rung"
    return f"was {run.length} than the step" if other else WENT[run.tolerated]


def ladder_line(found: Verdict) -> str:
    """What the last run came to, or that it waits for its morning; empty where no step was run."""
    if (step := found.ladder) is None:
        return ""
    if step.waiting is not None:
        when = "Tomorrow on waking" if step.waiting == found.day else "Now"
        return f"The run of {short_day(step.waiting, found.day)} waits for its morning. {when}: rate both ankles."
    last = found.tried[-1] if found.tried else None
    if not run_due(found.run) and (last is None or last.tolerated is not False):
        return ""  # what opens the next step is for a day with one
    if last is None or last.day < found.day - timedelta(days=28):
        if step.rung == TOP:
            return ""
        does, first = "runs" if step.rung >= USUAL_START else "walks", ""
        if does == "runs" and not found.path:
            days = "5 days of walking without pain, then " if step.after_bone else ""
            first = f"First {days}a 30 min brisk walk at 2 of 10 or less. "
        return f"{first}Two {does} that go well, a free day between, open the next step."
    moves = (
        "on to the next step"
        if step.rung > last.rung
        else "back to an earlier one"
        if step.rung < last.rung
        else "this is the last step"
        if step.rung == TOP
        else "one more that goes well opens the next step"
        if step.done
        else "the step stays"
    )
    return f"The run of {short_day(last.day, found.day)} {_went(last)}: {moves}."


def way_back(found: Verdict, since: date) -> Iterator[str]:
    """Where the way back stands, and how each of its runs from a day on went: for the week and the physio's page."""
    for one in found.path:
        counted = "" if one.old else f"; {one.balance} of {BALANCE_BLOCK} balance sessions done"
        yield f"{one.side.capitalize()} ankle, day {one.day}: {ROW_WORDS[one.phase]}{counted}"
    step = found.ladder
    if step is not None and found.run != "ladder":  # else how to run that day says it
        yield f"Back to running: step {step.rung} of {TOP} waits, {step.words}"
    waits = step.waiting if step is not None else None
    for run in found.tried:
        if run.day >= since and run.day != waits:
            yield f"{short_day(run.day, found.day)}, step {run.rung}: {_went(run)}"
    if step is not None and waits is not None:
        yield f"{short_day(waits, found.day)}, step {step.rung}: waits for the morning after"


AT_HAND: dict[str, tuple[str, ...]] = {
    "p2": ("heel-raises", "stance-eyes-open", "knee-to-wall"),
    "p3": ("heel-raises",),
}
"""Self-tests that a question about a twist asks for."""


def at_hand(question: str, side: Ankle, tests: Sequence[SelfTest], since: date) -> tuple[str, ...]:
    """What was measured since a twist of what its question asks for: both sides, and how near they are.

    ``since``: the day of the twist; what was measured before it says nothing.
    """
    other = _other(side)
    found = []
    for test in AT_HAND.get(question, ()):
        label, unit = SELF_TESTS[test].label, PROTOCOLS[test].unit
        mine, theirs = (next(iter(_newest(tests, test, one, since)), None) for one in (side, other))
        if mine is None:
            found.append(f"{label.capitalize()}: not measured since the twist")
            continue
        words = f"{label.capitalize()}: {side} {number(mine.value)} {unit}"
        if theirs is not None:
            words += f", {other} {number(theirs.value)} {unit}"
            if test == "heel-raises" and theirs.value:
                words += f", {100 * mine.value / theirs.value:.0f} %"
            elif test == "knee-to-wall":
                words += f", {number(abs(mine.value - theirs.value))} {unit} apart"
        found.append(words)
    return tuple(found)


def _newest(tests: Sequence[SelfTest], test: str, side: Ankle, since: date) -> Iterator[SelfTest]:
    return (one for one in reversed(history(tests, test, side)) if one.at.date() >= since)
