"""What the fold's state on a day comes to, told: rows in their words, the headline, both ankles, caps, questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal

from journal.entries import ANKLES, Ankle, Whose
from journal.rules.path import twist
from journal.rules.path.caps import BACK, EASY_SHARE, Longest, longest, run_days
from journal.rules.path.days import Board
from journal.rules.path.ladder import NEVER, TOP, counts
from journal.rules.path.noted import UNRATED
from journal.rules.verdict.bars import BarNow, bars_now, facts_of, no_raises
from journal.rules.verdict.fold import Day
from journal.rules.verdict.said import FREE, Allows, Word
from journal.rules.verdict.showing import Shown
from journal.rules.verdict.signs import SHORT
from journal.rules.verdict.state import State
from journal.rules.verdict.table import BY_ID, HELPS, LOADS, RUNS, Help, LoadLevel, RunLevel
from journal.rules.verdict.verdict import (
    FREE_WORDS,
    LIMIT_WORDS,
    TRIED_SHOWN,
    UNKNOWN_MIN,
    CourseNow,
    LadderNow,
    PathNow,
    Question,
    RowNow,
    SideNow,
    TriedNow,
    Verdict,
    mark,
)
from journal.rules.verdict.views import OnAnkle
from journal.rules.verdict.words import RISING_FROM
from journal.vocabulary import QUESTIONS, ROW_WORDS

DOCTOR_DAYS = (range(3, 10), range(14, 17), range(42, 45), range(84, 87))
"""Days of soreness on which the doctor's line is printed."""
MORNINGS = 28
DAYS_BETWEEN = 28
"""Days of the usual after which somebody back from the steps runs on two days running."""
SEEN, AS_BEFORE, STOPPED, CHANGED = (
    "{limit}: it was seen.",
    "{limit}, as before you asked {who}.",
    "No exercises, as {who} said.",
    "Change the exercises, as {who} said.",
)
"""What row A says where nobody's words are known: of what was seen, and of what was asked without a limit."""
_ONE_LEG = "30 s on one leg"
_WHO = {
    "physio": "the physio",
    "doctor": "the doctor",
    "urgent": "urgent care",
    "pharmacist": "the pharmacist",
    "other": "somebody else",
}


def told(after: State, day: Day, board: Board) -> Verdict:
    """The verdict of a day: ``after`` is the state at its end, ``board`` what is noted of all days up to it."""
    place = day.place
    rows = _rows(day)
    km, minutes, knows_longest = _caps(board, place)
    ladder = _ladder(after, day, board)
    # The last step is a run as usual, by the cap.
    run = "usual" if day.run == "ladder" and ladder is not None and ladder.rung == TOP else day.run
    views: dict[Ankle, OnAnkle] = {"left": day.left, "right": day.right}
    sides = {side: _side(rows, side, views[side], day) for side in ANKLES}
    bars = bars_now(views)
    twists = tuple(
        _path(views[side], after.half_hour, day, sides, bars) for side in ANKLES if views[side].since_twist is not None
    )
    return Verdict(
        day=day.body.day,
        help=day.help,
        load=day.load,
        run=day.run,
        mark=mark(day.help, day.load),
        headline=_headline(rows),
        ask=_second(day, rows),
        rows=rows,
        left=sides["left"],
        right=sides["right"],
        bars=bars,
        ladder=ladder,
        cap_km=km.most,
        cap_min=minutes.most,
        most_km=_most(run, km.most, km.tolerated),
        most_min=_most(run, minutes.most, minutes.tolerated, UNKNOWN_MIN),
        longest_km=km.tolerated,
        tried=tuple(
            TriedNow(date.fromordinal(board.first + one.day), one.rung, one.tolerated, one.length)
            for one in after.tried
            if place - one.day <= TRIED_SHOWN
        ),
        questions=tuple(_questions(after, day, twists, bars, knows_longest)),
        relapses=tuple(date.fromordinal(board.first + one) for one in after.relapses if place - one <= twist.YEAR),
        signs=day.body.open,
        twists=twists,
        not_before=_free_day(after, board, place) if RUNS.index(run) > RUNS.index("ladder") else None,
    )


def _free_day(after: State, board: Board, place: int) -> date | None:
    """The day after one that is free of running, as each is after a run in the first weeks of the usual."""
    is_new = after.half_hour_twice != NEVER and place - after.half_hour_twice < DAYS_BETWEEN
    return date.fromordinal(board.first + place + 1) if is_new and after.last_ran == place - 1 else None


def _usual_longest(board: Board, place: int) -> float | None:
    """What the runner said is their usual longest run, in km."""
    for body in reversed(board.body[: place + 1]):
        for answer in reversed(body.answers):
            if answer.question == "usual-longest":
                return float(answer.value)
    return None


def _caps(board: Board, place: int) -> tuple[Longest, Longest, bool]:
    """The most in km and in min, and whether anything is known of how far the runner runs."""
    ran = run_days(board, place)
    first = ran[0][0] if ran else 0
    before = [one for one in board.body[max(first - BACK, 0) : first] if one.ran]
    usual = cache(lambda: _usual_longest(board, place))
    km = longest(
        board,
        place,
        ran,
        [board.body[day].km for day, _ in ran],
        max((one.km for one in before if one.km), default=None),
        usual,
    )
    minutes = longest(
        board,
        place,
        ran,
        [board.body[day].minutes for day, _ in ran],
        max((one.minutes for one in before if one.minutes), default=None),
    )
    return km, minutes, km.reckoned or usual() is not None


def _path(view: OnAnkle, half_hour: int, day: Day, sides: Mapping[Ankle, SideNow], bars: tuple[BarNow, ...]) -> PathNow:
    """The way back of an ankle; nobody is asked to try what the day forbids of either, or while help comes first."""
    state, phase = view.state.twists, view.phase
    asks = () if day.help in ("now", "today") else twist.asks(state, view.side, view.place, half_hour)
    if phase and LOADS.index(day.load) < LOADS.index(BY_ID[phase].steps[0].load):
        asks = tuple(id for id in asks if id == "trust")
    if any(bar.id == "high-impact" for bar in bars):
        asks = tuple(id for id in asks if id != "p3")
    if any(no_raises(one.load, one.facts) for one in sides.values()) or any(bar.id == "knee-to-wall" for bar in bars):
        asks = tuple(id for id in asks if id != "p2")
    return PathNow(
        "sprain",
        view.name,
        view.place - state.last,
        phase,
        asks,
        len(state.yes),
        state.balance,
        None if state.p3 == NEVER else date.fromordinal(view.board.first + state.p3),
        state.old,
        twist.lacks_p2(view.side, view.place, state.last) if phase == "T3" and state.ready2 else None,
    )


def _rows(day: Day) -> tuple[RowNow, ...]:
    """The rows that show, each once a side; a word that was said, or a sign, each for itself."""
    grouped: dict[tuple[str, Whose, str, str], list[Shown]] = {}
    for one in day.shown:
        grouped.setdefault((one.row.id, one.side, one.sign, one.word.id if one.word else ""), []).append(one)
    return tuple(_row(steps, day) for steps in grouped.values())


def _row(steps: list[Shown], day: Day) -> RowNow:
    one = max(steps, key=lambda step: (HELPS.index(step.step.help), -LOADS.index(step.load), -RUNS.index(step.run)))
    asks = next((step.step.asks for step in steps if step.step.asks), "")
    view = day.right if one.side == "right" else day.left
    load, run = min((step.load for step in steps), key=LOADS.index), min((step.run for step in steps), key=RUNS.index)
    if one.word is not None:
        words = {"who": _WHO.get(one.word.who, ""), "limit": LIMIT_WORDS[load, run]}
        says, asks = _says_of(one.word, one.step.says, (load, run)).format(**words), asks.format(**words)
        says = says[:1].upper() + says[1:]
    elif one.sign:
        says = one.step.says.format(sign=SHORT[one.sign])
    elif one.side == "body":
        says = one.step.says.format(off=day.body.off)
    else:
        says, asks = view.said(one.step.says), view.said(asks)
    return RowNow(
        one.row.id,
        one.side,
        says,
        one.step.help,
        load,
        run,
        asks,
        one.sign,
        tuple(step.row.steps.index(step.step) + 1 for step in steps),
    )


def _says_of(word: Word, says: str, allows: Allows) -> str:
    """How a word is told: nobody is said to have named a limit, or to have freed what nobody had held."""
    if word.limit == "as-before" and allows == FREE:
        return CHANGED if word.changes else FREE_WORDS
    if not word.who:
        return SEEN
    if word.limit == "as-before":
        return STOPPED if allows[0] == "stop" and allows[1] != "none" else AS_BEFORE
    return says


def _headline(rows: tuple[RowNow, ...]) -> str:
    """The row with the most urgent help, else the lowest load; of equals the first of the table, of what several people
    said the least running.
    """
    urgent = [one for one in rows if one.help in ("now", "today", "week")]
    if urgent:
        return max(urgent, key=lambda one: HELPS.index(one.help)).says
    ids = [one.id for one in rows]
    first = min(rows, key=lambda one: (LOADS.index(one.load), ids.index(one.id), RUNS.index(one.run)), default=None)
    return first.says if first else FREE_WORDS


def _second(day: Day, rows: tuple[RowNow, ...]) -> str:
    """The second line: what to ask, the doctor's line on its set days only."""
    for one in rows:
        if one.asks and (one.id != "C5" or doctor_day(day, one.side)):
            return one.asks
    return ""


def doctor_day(day: Day, side: Whose) -> bool:
    """Whether the line about asking a doctor is printed on this day of the course."""
    view = day.right if side == "right" else day.left
    return any(view.course_day in days for days in DOCTOR_DAYS)


def _side(rows: tuple[RowNow, ...], side: Ankle, view: OnAnkle, day: Day) -> SideNow:
    own = [one for one in rows if one.side in (side, "body")]
    load: LoadLevel = min((one.load for one in own), key=LOADS.index, default=LOADS[-1])
    help: Help = max((one.help for one in own), key=HELPS.index, default=HELPS[0])
    ids = tuple(dict.fromkeys(one.id for one in own))
    # Where nobody named a limit, what they looked at at least holds raises back as before.
    bone = min(
        (
            one.since
            for one in day.shown
            if one.side in (side, "body")
            and (one.row.id == "B" or (one.word and one.word.limit == "as-before" and ("B", side) in one.word.keys))
        ),
        default=None,
    )
    rolled = tuple(view.place - place for place in view.state.twists.days if view.place - place <= twist.YEAR)
    return SideNow(load, mark(help, load), ids, facts_of(view, bone), _course(view), rolled)


def _course(view: OnAnkle) -> CourseNow | None:
    opened, place = view.state.course, view.place
    if opened == NEVER:
        return None
    waking = [None] * MORNINGS + [None if value == UNRATED else value for value in view.side.morning[: place + 1]]
    return CourseNow(
        view.worst[opened],
        view.course_day,
        _going(view),
        tuple(waking[-MORNINGS:]),
    )


def _going(view: OnAnkle) -> Literal["", "getting sorer", "easing", "about the same"]:
    """Where soreness goes: rising as row C2 has it, not while it eases; easing also where the week fell as far."""
    if view.rising_within or (view.rising and not view.easing):
        return "getting sorer"
    if view.easing or view.falling:
        return "easing"
    return "about the same" if view.course_day >= RISING_FROM else ""


def _most(run: RunLevel, cap: float | None, tolerated: float | None, least: float | None = None) -> float | None:
    """The most a run word allows, in km or min; None where it says nothing or nothing is known."""
    if run == "usual":
        return cap
    if run == "easy":
        return None if cap is None else round(cap * EASY_SHARE, 2)
    if run == "hold":
        # After days without a run the cap may be less than what was tolerated before them.
        known = least if tolerated is None else tolerated
        return known if known is None or cap is None else min(known, cap)
    return 30.0 if run == "walk" and least is not None else None


def _ladder(after: State, day: Day, board: Board) -> LadderNow | None:
    ladder = after.ladder
    if ladder is None or RUNS.index(day.run) > RUNS.index("ladder"):
        return None
    rung = ladder.does
    return LadderNow(
        rung.number,
        rung.times,
        rung.run_min,
        rung.walk_min,
        rung.words,
        _waiting(ladder.since, ladder.rung, board, day.place),
        date.fromordinal(board.first + ladder.not_before) if ladder.not_before > day.place else None,
        ladder.done,
        day.run == "ladder" and ladder.not_before <= day.place and not board.body[day.place].ran,
        any(one.word is not None and any(key[0] == "B" for key in one.word.keys) for one in day.shown),
    )


def _waiting(since: int, rung: int, board: Board, place: int) -> date | None:
    """The day of the run whose morning has not been rated yet."""
    for ran in (place, place - 1):
        if ran >= max(since, 0) and counts(board, ran, rung):
            mornings = [side.morning[ran + 1] for side in (board.left, board.right) if ran + 1 <= place]
            if all(value == UNRATED for value in mornings):
                return date.fromordinal(board.first + ran)
    return None


def _questions(
    after: State, day: Day, twists: tuple[PathNow, ...], bars: tuple[BarNow, ...], knows_longest: bool
) -> list[Question]:
    found: list[Question] = []
    place = day.place
    if after.unsure:
        found.append(Question("which-side", "body", "Which ankle rolled: left, right or both?"))
    held = " with a hand on something" if any(bar.id == "hand-hold" for bar in bars) else ""
    for one in twists:
        asked = [(id, QUESTIONS[id].label.replace(_ONE_LEG, _ONE_LEG + held)) for id in one.asks]
        found += [Question(id, one.side, asks) for id, asks in asked]
    for word in after.words:
        if word.is_due(place):
            found.append(Question("still-so", word.side, f"Does what {_WHO[word.who]} said still hold?"))
    for shown in day.shown:
        if shown.word is None and _seen_due(after, shown, place):
            id = shown.sign or shown.row.id
            said = SHORT[id] if shown.sign else ROW_WORDS[id]
            found.append(Question(f"seen:{id}", shown.side, f"Was it seen: {said}?"))
    ran = any(body.ran for body in day.body.board.body[max(place - 400, 0) : place + 1])
    waits = day.help in ("now", "today") or any(one.day < twist.LADDER_FROM for one in twists if not one.old)
    if ran and not knows_longest and not waits:
        found.append(Question("usual-longest", "body", QUESTIONS["usual-longest"].label))
    return [*dict.fromkeys(found)]  # one answer is about all that was said of an ankle, or may be seen in it


def _seen_due(after: State, shown: Shown, place: int) -> bool:
    """Whether to ask if it was seen: after now and today the next morning, then daily; after week in 7 days."""
    if not shown.step.stays:
        return False
    wait = 7 if shown.step.help == "week" else 1
    no = after.not_seen.get((shown.sign or shown.row.id, shown.side))
    return place - shown.since >= wait and (no is None or place - no >= wait)
