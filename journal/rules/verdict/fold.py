"""One fold over days: from what held yesterday and what was noted today to what holds today.

``advance`` carries a state on by a day, in place, and says what shows on it. A day that is not over is advanced from a
copy of yesterday's state, as often as it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from journal.entries import ANKLES, Ankle, Answer, Fact, Whose
from journal.rules.ankle.courses import ends_course
from journal.rules.path import twist
from journal.rules.path.days import Board
from journal.rules.path.ladder import (
    ANEW,
    HALF_HOUR,
    NEVER,
    RESTED,
    RESTED_MOST,
    TOP,
    TRIED_KEPT,
    USUAL_START,
    Ladder,
    Tried,
    climbed,
    counts,
    outcome,
)
from journal.rules.path.noted import BONY, NO_BODY, UNRATED, BodyDay
from journal.rules.verdict import words
from journal.rules.verdict.said import (
    FREE,
    Allows,
    WhoseRow,
    Word,
    aged,
    heard,
    is_quiet,
    keys_of,
    still_so,
    strictest,
    word_of,
)
from journal.rules.verdict.table import (
    BY_ID,
    HELPS,
    LOADS,
    OF_ANKLE,
    OF_BODY,
    RUNS,
    STAYS,
    Help,
    LoadLevel,
    Looks,
    RuleRow,
    RunLevel,
    Step,
)
from journal.rules.verdict.views import ANY_FEEL, BONES, FEEL_MARKS, HIGH, MIDDLE, SORE, AnkleState, OnAnkle, OnBody
from journal.vocabulary import SIGNS

OFF_DAYS, OFF_FOR = 28, 84
"""So many days without running begin it anew, for at most so many days."""
REOPENED, OPENINGS_KEPT = 28, 90
_SIGN_STEP = {"now": 0, "today": 1, "week": 2}


WhoseStep = tuple[str, Whose, int]
"""One step of a row, or of a stop sign by its id, and whose it is."""


class State:
    """What is carried from day to day: both ankles, what showed, what was said, the open question, the ladder.

    ``clocks`` holds for each step of a row when it last spoke, ``showing`` since when it shows, ``not_seen`` the day on
    which "not yet" was said. ``open`` holds the newest instant of each context of a stop-sign question that nobody has
    answered up to ``answered``, ``unsure`` the days of rolls of which nobody has said which ankle it was, ``told`` is
    the day of the last that was told of. ``tried`` are the last days on the ladder, ``rung`` is where the day began.
    ``relapses`` are the last days on which an ankle was sore again soon after (row C4). ``slow`` counts the days up to
    yesterday on which no more than a walk was allowed.
    """

    __slots__ = (
        "answered",
        "clocks",
        "due",
        "fired",
        "half_hour",
        "half_hour_twice",
        "i",
        "ladder",
        "last_ran",
        "left",
        "not_seen",
        "off_days",
        "off_since",
        "off_why",
        "open",
        "rated_days",
        "relapses",
        "right",
        "rung",
        "showing",
        "slow",
        "told",
        "tried",
        "unsure",
        "words",
    )

    def __init__(self) -> None:
        self.i = -1
        self.left, self.right = AnkleState(), AnkleState()
        self.clocks: dict[WhoseStep, int] = {}
        self.showing: dict[WhoseStep, int] = {}
        self.fired: frozenset[WhoseRow] = frozenset()
        self.words: tuple[Word, ...] = ()
        self.due: tuple[tuple[str, int, float], ...] = ()
        self.open: dict[str, float] = {}
        self.answered = 0.0
        self.rated_days = 0
        self.slow = 0
        self.ladder: Ladder | None = None
        self.half_hour = self.half_hour_twice = self.last_ran = self.off_since = NEVER
        self.off_days = 0
        self.off_why = ""
        self.tried: tuple[Tried, ...] = ()
        self.relapses: tuple[int, ...] = ()
        self.rung = 0
        self.unsure: tuple[int, ...] = ()
        self.told = NEVER
        self.not_seen: dict[WhoseRow, int] = {}

    def copy(self) -> State:
        """Another one that holds the same; its dictionaries are its own."""
        other = object.__new__(State)
        for name in State.__slots__:
            setattr(other, name, getattr(self, name))
        other.left, other.right = self.left.copy(), self.right.copy()
        other.clocks = dict(self.clocks)
        return other

    @property
    def unseen(self) -> set[WhoseRow]:
        """The rows and signs with a step that shows until somebody has seen it."""
        return {(id, side) for id, side, place in self.clocks if _step((id, side, place)).lasting}

    def ankle(self, side: Ankle) -> AnkleState:
        """One ankle's."""
        return self.left if side == "left" else self.right


class Shown(Struct, frozen=True):
    """A step that shows: its row (``S`` with the sign), whose, and since when it has been showing."""

    row: RuleRow
    step: Step
    side: Whose
    since: int
    fires: bool
    sign: str = ""
    word: Word | None = None
    allows: Allows | None = None

    @property
    def load(self) -> LoadLevel:
        """What it gives, or the limit that was said."""
        return self.step.load if self.allows is None else self.allows[0]

    @property
    def run(self) -> RunLevel:
        """What it gives, or the limit that was said."""
        return self.step.run if self.allows is None else self.allows[1]


class Day(Struct, frozen=True):
    """What shows on a day and what it comes to; the views for the sentences."""

    i: int
    shown: tuple[Shown, ...]
    help: Help
    load: LoadLevel
    run: RunLevel
    left: OnAnkle
    right: OnAnkle
    body: OnBody


def advance(state: State, board: Board) -> Day:
    """Carry a state on by a day; what shows on that day."""
    views, of_body, fired, run = _advance(state, board)
    i = state.i
    shown = tuple(sorted(_shown(state, i, fired), key=_order))
    return Day(
        i,
        shown,
        max((one.step.help for one in shown), key=HELPS.index, default=HELPS[0]),
        min((one.load for one in shown), key=LOADS.index, default=FREE[0]),
        run,
        views["left"],
        views["right"],
        of_body,
    )


def skip(state: State, board: Board) -> None:
    """Carry a state on by a day of which nothing is asked; a day on which nothing can show costs next to nothing."""
    i = state.i + 1
    if (
        board.left.worst[i] <= 0
        and board.right.worst[i] <= 0
        and not board.left.flags[i]
        and not board.right.flags[i]
        and (board.body[i] is NO_BODY or _is_plain(board.body[i]))
        and _is_quiet(state, board, i)
    ):
        state.i = i
        if i and board.body[i - 1].ran:
            state.last_ran = i - 1
        for ankle, side in ((state.left, board.left), (state.right, board.right)):
            if side.worst[i] == 0:
                ankle.rated = (*ankle.rated[1 - words.RATED_KEPT :], i)
            ankle.unsettled = False
        state.rated_days += board.rated[i]
        state.answered = max(state.answered, board.body[i].answered)
        state.slow = 0
        state.fired = frozenset()
        state.showing = {}
    else:
        _advance(state, board, brief=True)


def _is_plain(body: BodyDay) -> bool:
    return not (body.rolls or body.signs or body.asked or body.answers)


def _is_quiet(state: State, board: Board, i: int) -> bool:
    """Whether nothing is under way that a day without soreness could show or change."""
    if state.clocks or state.words or state.open or state.due or state.ladder is not None or board.facts:
        return False
    if state.last_ran != NEVER and i - state.last_ran > OFF_DAYS:
        return False
    if state.off_since != NEVER and i - state.off_since <= OFF_FOR:
        return False
    return all(
        ankle.course == NEVER
        and max(ankle.last) < i - 28
        and not ankle.bone_held
        and not ankle.rising_held
        and (not ankle.twists.days or i - ankle.twists.last > twist.YEAR)
        for ankle in (state.left, state.right)
    )


def _advance(
    after: State, board: Board, *, brief: bool = False
) -> tuple[dict[Ankle, OnAnkle], OnBody, dict[WhoseRow, tuple[int, ...]], RunLevel]:
    begun = _begun(after, board)
    after.i = i = after.i + 1
    body = board.body[i]
    if body.rolls:
        _roll(after, board, i)
    if body.answers:
        _answer(after, board, i)
    if begun is not None:
        after.left.twists = twist.kept(after.left.twists, begun.left.twists)
        after.right.twists = twist.kept(after.right.twists, begun.right.twists)
    facts = _facts(board, i)
    _run_outcome(after, board, i)
    after.rung = after.ladder.rung if after.ladder is not None else 0
    views: dict[Ankle, OnAnkle] = {
        "left": _ankle(after, board, i, facts, "left"),
        "right": _ankle(after, board, i, facts, "right"),
    }
    after.rated_days += board.rated[i]
    _questions(after, board, i, views)
    off = _off(after, i)
    if brief and begun is None and not (off or facts) and _leaves_no_trace(after, board, i, views):
        after.fired, after.showing, after.slow = frozenset(), {}, 0
        for view in views.values():
            view.state.unsettled = False
        return views, OnBody(board, i, facts, frozenset(), off, after.rated_days), {}, FREE[1]
    of_body = OnBody(board, i, facts, frozenset(after.open), off, after.rated_days)
    fired = _fired(after, board, i, views, of_body)
    if body.asked or body.answers or body.cleared or after.due:
        _listen(after, board, i, fired, views)
    _speak(after, board, i, fired, views)
    run = _run(after, i)
    if any(key[0] == "C4" and key not in after.fired for key in fired):
        after.relapses = (*after.relapses[1 - TRIED_KEPT :], i)
    _ladder(after, i, run, fired, views, begun)
    for view in views.values():
        view.state.unsettled = 0 in fired.get(("R4", view.name), ())
    after.slow = after.slow + 1 if run in ("none", "walk") else 0
    if after.words:
        after.words = aged(after.words, i, fired, lambda side: views["left" if side == "left" else "right"].rising)
    after.fired = frozenset(fired)
    return views, of_body, fired, run


def _begun(after: State, board: Board) -> State | None:
    """The state as it stood before tomorrow's run, where the ladder begins with that run and what was noted of it or
    after it would undo that; ``after`` is carried no further.
    """
    i = after.i + 1
    if after.ladder is not None or not board.body[i].ran:
        return None
    off = (
        after.slow >= OFF_DAYS
        or (after.last_ran != NEVER and i - after.last_ran >= OFF_DAYS)
        or (after.off_since != NEVER and i - after.off_since <= OFF_FOR)
    )
    on_the_way = any(ankle.twists.days and i - ankle.twists.last <= twist.YEAR for ankle in (after.left, after.right))
    if not (off or on_the_way or after.words or board.facts or board.body[i].asked):
        return None
    if (notes := board.body[i].before_run()) is None:
        return None
    earlier = after.copy()
    _advance(earlier, board.extended(len(board), i, notes))
    return earlier if earlier.ladder is not None else None


def _leaves_no_trace(after: State, board: Board, i: int, views: Mapping[Ankle, OnAnkle]) -> bool:
    """Whether whatever shows today ends with the day: mild soreness that comes and goes, and nothing else under way.

    No row of such a day has a clock, none holds a runner to walking, and nobody speaks of it tomorrow.
    """
    if after.open or after.words or after.due or after.clocks or after.ladder is not None:
        return False
    if i + 1 >= len(board) or not (_is_plain(board.body[i]) and _is_plain(board.body[i + 1])):
        return False
    ran = i if board.body[i].ran else after.last_ran
    return all(
        max(view.state.last[MIDDLE:]) <= i - 28
        and not (view.state.came_back and i - view.state.openings[-1] <= 14)
        and not (view.state.bone_held or view.state.unsettled)
        and not (view.state.twists.days and i - view.state.twists.last <= twist.YEAR)
        and not (ran != NEVER and view.side.days[ran].bone_during >= 2)
        and view.course_day < 84
        and not view.rising_within
        for view in views.values()
    )


def _facts(board: Board, i: int) -> tuple[Fact, ...]:
    return tuple(one for one in board.facts if one.since.toordinal() - board.first <= i) if board.facts else ()


def _roll(after: State, board: Board, i: int) -> None:
    """Twists of the day; of a roll with both ankles sore both, until it is said which."""
    for roll in board.body[i].rolls:
        unsure = roll.left and roll.right
        for side, sore in (("left", roll.left), ("right", roll.right)):
            if sore:
                ankle = after.left if side == "left" else after.right
                ankle.twists = twist.twisted(ankle.twists, i, unsure=unsure)
        if unsure and i not in after.unsure:
            after.unsure = (*after.unsure, i)


def _answer(after: State, board: Board, i: int) -> None:
    for answer in board.body[i].answers:
        if answer.question == "which-side":
            _which_rolled(after, board, answer)
        elif answer.question in ("p1", "p2", "p3", "trust"):
            for side in ANKLES:
                if answer.side in (side, "body"):
                    ankle = after.ankle(side)
                    ankle.twists = twist.answered(ankle.twists, answer, i)
        elif answer.question == "still-so":
            after.words = still_so(after.words, answer, i)
        elif answer.question.startswith("seen:") and answer.value is False:
            not_yet = keys_of(answer.side, (answer.question[5:],))
            after.not_seen = {**after.not_seen, **dict.fromkeys(not_yet, i)}


def _which_rolled(after: State, board: Board, answer: Answer) -> None:
    """Which ankle a roll was, with both sore: the one named, or both (``body``).

    The first answer spares the other ankle. One that follows is about its own: yes rolled it too, no spares it.
    """
    yes, first = answer.value is True, bool(after.unsure)
    if (answer.side == "body" and not yes) or (not first and after.told == NEVER):
        return
    if first:
        after.told, after.unsure = after.unsure[-1], after.unsure[:-1]
    day = after.told
    rolled = {side for side in ANKLES if answer.side in (side, "body")} if yes else set(ANKLES) - {answer.side}
    for side in ANKLES:
        ankle = after.ankle(side)
        if side in rolled:
            ankle.twists = twist.twisted_too(ankle.twists, day)
        # Another roll of that day may have been that ankle's for sure.
        elif (first or not yes) and (side == "left", side == "right") not in (
            (one.left, one.right) for one in board.body[day].rolls
        ):
            ankle.twists = twist.spared(ankle.twists, day)


def _run_outcome(after: State, board: Board, i: int) -> None:
    """How yesterday's runs were taken, now that this morning may be rated."""
    if not i:
        return
    ran, ladder = board.body[i - 1].ran, after.ladder
    if ladder is not None and ladder.since <= i - 1 and counts(board, i - 1, ladder.rung):
        how = outcome(board, i - 1)
        after.ladder = climbed(ladder, i - 1, after.last_ran, how)
        after.tried = (*after.tried[1 - TRIED_KEPT :], Tried(i - 1, after.rung or ladder.rung, how.tolerated))
        if ladder.rung == HALF_HOUR and how.tolerated and ran:
            after.half_hour = i
            if after.ladder.rung == TOP:
                after.half_hour_twice = i
    if ran:
        after.last_ran = i - 1


def _ankle(after: State, board: Board, i: int, facts: tuple[Fact, ...], name: Ankle) -> OnAnkle:
    """One ankle's course, twist and marks of the day."""
    ankle = after.ankle(name)
    side = board.left if name == "left" else board.right
    rating = side.worst[i]
    if rating != UNRATED:
        ankle.rated = (*ankle.rated[1 - words.RATED_KEPT :], i)
        if rating:
            ankle.last[SORE] = i
            if rating >= 3:
                ankle.last[MIDDLE] = i
            if rating >= 6:
                ankle.last[HIGH] = i
            if ankle.course == NEVER:
                ankle.course = i
                ankle.came_back = ankle.ended != NEVER and i - ankle.ended <= REOPENED
                ankle.openings = (*(one for one in ankle.openings if i - one < OPENINGS_KEPT), i)
                ankle.sore, ankle.sore_days = (), 0
            ankle.sore, ankle.sore_days = (*ankle.sore[-6:], i), ankle.sore_days + 1
        elif ankle.course != NEVER and ends_course(side.worst, i, ankle.course):
            ankle.course, ankle.ended, ankle.sore, ankle.sore_days = NEVER, i, (), 0
    flags = side.flags[i]
    if flags:
        if flags & BONY:
            ankle.last[BONES] = i
        for place, flag in enumerate(FEEL_MARKS, start=ANY_FEEL):
            if flags & flag:
                ankle.last[place] = i
    if ankle.twists.days:
        place = 0 if name == "left" else 1
        if board.body[i].balance[place]:
            ankle.twists = twist.practised(ankle.twists, board.body[i].balance[place])
        ankle.twists = twist.stepped(ankle.twists, side, i, ankle.rated, after.half_hour)
    return OnAnkle(board, i, facts, name, ankle, after.half_hour_twice)


def _questions(after: State, board: Board, i: int, views: Mapping[Ankle, OnAnkle]) -> None:
    """The stop-sign questions that the day's ratings open, less those an answer covers."""
    body = board.body[i]
    opened: list[tuple[float, str]] = [(roll.at, "T") for roll in body.rolls]
    for view in views.values():
        if view.side.days[i].ratings:
            opened += _opened_by_ratings(view)
    after.answered = max(after.answered, body.answered)
    if opened or (after.open and body.answered):
        newest = {**after.open}
        for at, context in opened:
            newest[context] = max(at, newest.get(context, at))
        after.open = {context: at for context, at in newest.items() if at > after.answered}


def _opened_by_ratings(view: OnAnkle) -> list[tuple[float, str]]:
    ankle, i, m = view.state, view.i, view.m
    ratings = view.side.days[i].ratings
    if ankle.course == NEVER and not ankle.bone_held and not ankle.rising_held:
        return []
    found: list[tuple[float, str]] = []
    opens, highest, bone = ankle.course == i, UNRATED, 0
    whole = (view.rising and not view.easing and view.clear(14), view.bone >= 2)
    for place, rated in enumerate(ratings):
        before, highest = highest, max(highest, rated.rating)
        if opens and rated.rating:
            found.append((rated.at, "N"))
            opens = False
        if highest >= 9 > before:
            found.append((rated.at, "N"))
        if rated.morning and rated.rating >= 6 and view.yesterday >= 6:
            found.append((rated.at, "N"))
        if place == 0 and view.course_day > 0 and view.course_day % 7 == 0:
            found.append((rated.at, "W"))
        bone = max(bone, rated.bone)
        last = place == len(ratings) - 1
        rising, bony = whole if last else (_rising_so_far(view, m, highest), view.bone_so_far(bone) >= 2)
        if (rising and not ankle.rising_held) or (bony and not ankle.bone_held):
            found.append((rated.at, "N"))
        ankle.rising_held, ankle.bone_held = rising, bony
    return found


def _rising_so_far(view: OnAnkle, m: list[int], highest: int) -> bool:
    """Step 1 of C2 as it stood when the day had been rated so far; what does not rise by all of the day did not."""
    if not view.rising or not view.clear(14):
        return False
    begin = max(view.i - 40, 0)
    column = [*m[begin : view.i], highest]
    rated = [place - begin for place in view.state.rated if place >= begin]
    return words.is_rising(column, view.i - begin) and not words.is_easing(column, rated)


def _off(after: State, i: int) -> str:
    """Why running begins anew: nobody ran for 28 days, or all of them allowed no more than a walk; else empty."""
    away = i - after.last_ran - 1 if after.last_ran != NEVER else 0
    if away >= OFF_DAYS:
        after.off_since, after.off_days, after.off_why = i, away, "four weeks or more off running"
    elif after.slow >= OFF_DAYS:
        after.off_since, after.off_days, after.off_why = i, after.slow, "only walks were allowed for four weeks"
    begun = after.off_since != NEVER and i - after.off_since <= OFF_FOR
    return after.off_why if after.off_since == i or (begun and after.half_hour_twice <= after.off_since) else ""


def _fired(
    after: State, board: Board, i: int, views: Mapping[Ankle, OnAnkle], of_body: OnBody
) -> dict[WhoseRow, tuple[int, ...]]:
    """Every row that fires today, with the steps that do."""
    found: dict[WhoseRow, tuple[int, ...]] = {}
    seldom = of_body.rated_days < 3 or of_body.rated_in(7) < 3 or not of_body.rated_in(3)
    asked = {"Q": of_body.open, "M5": of_body.facts, "R0": seldom, "R5": seldom, "D": of_body.off}
    if any(asked.values()):
        for id, fires in _FIRES["body"]:
            if asked[id]:
                _add(found, (id, "body"), fires, of_body)
    for _, ids in board.body[i].signs:
        for id in ids:
            if id in SIGNS:
                found[id, "body"] = (_SIGN_STEP[SIGNS[id].word],)
    trained = i > 0 and board.body[i - 1].trained
    ran = i if board.body[i].ran else after.last_ran
    for side, view in views.items():
        grows = ran != NEVER and view.side.days[ran].bone_during >= 2
        for looks in _looks(view, i, trained, grows):
            for id, fires in _FIRES[looks]:
                _add(found, (id, side), fires, view)
    return found


def _add(found: dict[WhoseRow, tuple[int, ...]], key: WhoseRow, fires: Sequence[Fires], view: OnAnkle | OnBody) -> None:
    steps = [place for place, fires_on in enumerate(fires) if fires_on(view)]
    if steps:
        found[key] = tuple(steps)


Fires = Callable[[Any], bool]
_FIRES: dict[Looks, tuple[tuple[str, tuple[Fires, ...]], ...]] = {
    looks: tuple((row.id, tuple(step.fires for step in row.steps)) for row in rows)
    for looks, rows in {**OF_ANKLE, "body": OF_BODY}.items()
}


def _looks(view: OnAnkle, i: int, trained: bool, grows: bool) -> list[Looks]:
    """Which groups of rows can fire at all; ``grows`` where a bone was rated 2 or more during the last run."""
    ankle, last = view.state, view.state.last
    lately = ankle.course != NEVER or max(last) > i - 28 or trained or ankle.unsettled or ankle.bone_held or grows
    if not lately and not view.facts and (not ankle.twists.days or i - ankle.twists.last > twist.YEAR):
        return []
    found: list[Looks] = []
    if max(last[MIDDLE:]) > max(i - 28, NEVER):
        found = [looks for looks, mark, days in _LATELY if last[mark] > max(i - days, NEVER)]
    if ankle.course != NEVER:
        if ankle.came_back or ankle.sore_days >= 2 or i - ankle.course >= 3:
            found.append("sore")
        if view.last_rated >= 3 and "middle" not in found:
            found.append("middle")
    elif ankle.came_back and last[SORE] > max(i - 14, NEVER):
        found.append("sore")
    if ankle.bone_held or grows or last[BONES] > max(i - 14, NEVER):
        found.append("bone")
    if ankle.twists.days and i - ankle.twists.last <= twist.YEAR:
        found.append("twist")
    if view.facts:
        found.append("fact")
    if ankle.unsettled or (trained and view.side.morning[i] > 2):
        found.append("done")
    return found


_LATELY: tuple[tuple[Looks, int, int], ...] = (
    ("high", HIGH, 28),
    ("middle", MIDDLE, 7),
    ("numb", ANY_FEEL, 14),
    ("giving", ANY_FEEL + 1, 28),
    ("locking", ANY_FEEL + 2, 28),
    ("swollen", ANY_FEEL + 3, 28),
    ("hot", ANY_FEEL + 4, 2),
)
"""Groups of rows with the mark they look for, and in how many days."""


def _listen(
    after: State, board: Board, i: int, fired: Mapping[WhoseRow, tuple[int, ...]], views: Mapping[Ankle, OnAnkle]
) -> None:
    """What was said today: the rows it closes are quiet from here on."""
    body = board.body[i]
    said: list[object] = [*body.asked]
    said += [one for one in body.answers if one.question.startswith("seen:") and one.value is True]
    for sign, day in body.cleared:
        if sign in SIGNS:
            after.due = (*after.due, (sign, max(day - board.first, i), body.signs[0][0]))
    said += [(sign, at) for sign, day, at in after.due if day == i]
    after.due = tuple(one for one in after.due if one[1] > i)
    if not said:
        return
    gave: dict[WhoseRow, Allows] = {}
    helps: dict[WhoseRow, Help] = {}
    spoken: list[WhoseStep] = [*after.showing]
    spoken += [(*key, place) for key, steps in fired.items() for place in steps]
    for clock in spoken:
        key, step = clock[:2], _step(clock)
        gave[key] = strictest(gave.get(key, FREE), (step.load, step.run))
        helps[key] = max(helps.get(key, HELPS[0]), step.help, key=HELPS.index)
    rising: dict[Whose, bool] = {side: view.rising for side, view in views.items()}
    for one in said:
        word = word_of(one, i, board, gave, helps, rising)  # type: ignore[arg-type]
        after.words = heard(after.words, word)
        for clock in [clock for clock in after.clocks if clock[:2] in word.keys]:
            del after.clocks[clock]


def _step(clock: WhoseStep) -> Step:
    return BY_ID["S" if clock[0] in SIGNS else clock[0]].steps[clock[2]]


def _speak(
    after: State, board: Board, i: int, fired: Mapping[WhoseRow, tuple[int, ...]], views: Mapping[Ankle, OnAnkle]
) -> None:
    """What shows today: what fires and is not quiet, and what stays."""

    def rising(side: Whose) -> bool:
        return views["left" if side == "left" else "right"].rising

    before, after.showing = after.showing, {}
    for key, steps in fired.items():
        if not after.words or not is_quiet(after.words, key, i, board, rising):
            for place in steps:
                clock = (*key, place)
                after.showing[clock] = before.get(clock, i)
                step = _step(clock)
                if step.lasting or step.help == "week":
                    after.clocks[clock] = i
    if after.clocks:
        for clock, last in [*after.clocks.items()]:
            if last != i:
                if i - last <= STAYS or _step(clock).lasting:
                    after.showing[clock] = before.get(clock, i)
                else:
                    del after.clocks[clock]


def _run(after: State, i: int) -> RunLevel:
    """The strictest run of what shows and what was said."""
    found = [_step(clock).run for clock in after.showing]
    for word in after.words:
        if word.holds(i) or word.is_due(i):
            found += [run for _, run in word.allows.values()]
    return min(found, key=RUNS.index, default=FREE[1])


def _shown(after: State, i: int, fired: Mapping[WhoseRow, tuple[int, ...]]) -> list[Shown]:
    """What shows, one by one."""
    shown = [_as_shown(clock, since, fired) for clock, since in after.showing.items()]
    for word in after.words:
        if word.holds(i) or word.is_due(i):
            row = BY_ID["A"]
            step = row.steps[0 if word.holds(i) else 1]
            shown += [
                Shown(row, step, side, word.begun, True, word=word, allows=allows)
                for side, allows in word.allows.items()
            ]
    return shown


def _order(one: Shown) -> tuple[int, int, int, str, str]:
    return (
        _PLACE[one.row.id],
        one.row.steps.index(one.step),
        ("body", *ANKLES).index(one.side),
        one.sign,
        (one.word.id if one.word else ""),
    )


_PLACE = {id: place for place, id in enumerate(BY_ID)}


def _as_shown(clock: WhoseStep, since: int, fired: Mapping[WhoseRow, tuple[int, ...]]) -> Shown:
    id, side, place = clock
    sign = id if id in SIGNS else ""
    row = BY_ID["S" if sign else id]
    return Shown(row, row.steps[place], side, since, place in fired.get((id, side), ()), sign)


def _ladder(
    after: State,
    i: int,
    run: RunLevel,
    fired: Mapping[WhoseRow, tuple[int, ...]],
    views: Mapping[Ankle, OnAnkle],
    begun: State | None,
) -> None:
    """The ladder begins when it is what today allows, or allowed before the day's run (``begun``), ends when more is
    allowed, and stays on stricter days; with so many days off that it would begin lower, it is as low.
    """
    relapsed = after.relapses[-1:] == (i,)
    if begun is not None:
        after.ladder, relapsed = begun.ladder, relapsed and begun.relapses[-1:] != (i,)
    if RUNS.index(run) > RUNS.index("ladder") or any(view.since == 0 for view in views.values()):
        after.ladder = None
    elif run == "ladder" and after.ladder is None:
        after.ladder = Ladder(min(_beginnings(after, _shown(after, i, fired)), default=USUAL_START), i)
    elif after.ladder is not None and after.off_since == i and after.off_days > RESTED_MOST:
        after.ladder = replace(after.ladder, rung=min(after.ladder.rung, USUAL_START))
    if after.ladder is not None and relapsed:
        after.ladder = Ladder(max(after.ladder.rung - 2, ANEW), after.ladder.since, 0, after.ladder.not_before)


def _beginnings(after: State, shown: list[Shown]) -> list[int]:
    found: list[int] = []
    for one in shown:
        if one.run != "ladder":
            continue
        of_operation = one.row.id == "M3" or (
            one.word is not None and one.word.keys and any(key[0] == "M3" for key in one.word.keys)
        )
        rested = one.row.id == "D" and OFF_DAYS <= after.off_days <= RESTED_MOST
        found.append(ANEW if of_operation else RESTED if rested else USUAL_START)
    return found
