"""What shows on a day: what fires and nobody has spoken of, what stays, and what somebody said."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from journal.entries import ANKLES, Answer, Whose
from journal.rules.verdict.said import (
    FREE,
    Allows,
    WhoseRow,
    WhoseStep,
    Word,
    heard,
    is_quiet,
    keys_of,
    strictest,
    word_of,
)
from journal.rules.verdict.state import State
from journal.rules.verdict.table import BY_ID, HELPS, RUNS, STAYS, Help, LoadLevel, RuleRow, RunLevel, Step, step_of
from journal.rules.verdict.today import Fired, Today
from journal.vocabulary import SIGNS

_PLACE = {id: place for place, id in enumerate(BY_ID)}


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

    @property
    def order(self) -> tuple[int, int, int, str, str]:
        """Where it is told: as the table has it, the runner's before an ankle's."""
        word = self.word.id if self.word else ""
        step = self.row.steps.index(self.step)
        return _PLACE[self.row.id], step, ("body", *ANKLES).index(self.side), self.sign, word


def listen(today: Today) -> None:
    """What was said today: the rows it closes are quiet from here on."""
    state, place, noted = today.state, today.place, today.noted
    if not (noted.asked or noted.answers or noted.cleared or state.due):
        return
    said: list[object] = [*noted.asked]
    said += [one for one in noted.answers if one.question.startswith("seen:")]
    for sign, day in noted.cleared:
        if sign in SIGNS:
            state.due = (*state.due, (sign, max(day - today.board.first, place), noted.signs[0][0]))
    said += [(sign, at) for sign, day, at in state.due if day == place]
    state.due = tuple(one for one in state.due if one[1] > place)
    if not said:
        return
    gave: dict[WhoseRow, Allows] = {}
    helps: dict[WhoseRow, Help] = {}
    spoken: list[WhoseStep] = [*state.showing]
    spoken += [(*row, step) for row, steps in today.fired.items() for step in steps]
    for clock in spoken:
        row, step = clock[:2], step_of(clock)
        gave[row] = strictest(gave.get(row, FREE), (step.load, step.run))
        helps[row] = max(helps.get(row, HELPS[0]), step.help, key=HELPS.index)
    rising: dict[Whose, bool] = {side: today.rising(side) for side in ANKLES}
    for one in said:
        if isinstance(one, Answer) and one.value is not True:
            _take_back(state, one)
            continue
        word = word_of(one, place, today.board, gave, helps, rising)  # type: ignore[arg-type]
        if not (word.keys or word.who):  # that something was seen which nobody's word closes
            continue
        later = {(sign, "body") for at, ids in noted.signs if at > word.at for sign in ids}
        known = {clock[:2] for clock in state.showing}
        known |= {(sign, "body") for at, ids in noted.signs if at <= word.at for sign in ids}
        fired = {(*row, step): place for row, steps in today.fired.items() for step in steps}
        spoke = state.clocks | {clock: last for clock, last in fired.items() if step_of(clock).stays}
        ended = () if word.who else tuple((clock, last) for clock, last in spoke.items() if clock[:2] in word.keys)
        # A sign that was ticked only after it was said is news on that very day.
        state.words = heard(state.words, replace(word, gaps=(later - known) & word.keys, quieted=ended))
        state.clocks = {clock: last for clock, last in state.clocks.items() if clock[:2] not in word.keys}


def _take_back(state: State, answer: Answer) -> None:
    """Not seen after all, while it holds that it was: what that ended shows again."""
    keys = keys_of(answer.side, (answer.question.partition(":")[2],))
    kept = []
    for word in state.words:
        if word.quieted and word.keys & keys and word.holds(state.place):
            state.clocks = {**state.clocks, **{clock: last for clock, last in word.quieted if clock[:2] in keys}}
            word = replace(word, keys=word.keys - keys, over=word.keys <= keys)
        kept.append(word)
    state.words = tuple(kept)


def show(today: Today) -> None:
    """What shows today: what fires and is not quiet, and what stays."""
    state, place = today.state, today.place
    before, showing, clocks = state.showing, dict[WhoseStep, int](), state.clocks
    for row, steps in today.fired.items():
        if not state.words or not is_quiet(state.words, row, place, today.board, today.rising):
            for step in steps:
                clock = (*row, step)
                showing[clock] = before.get(clock, place)
                if step_of(clock).stays:
                    clocks[clock] = place
    for clock in [clock for clock, last in clocks.items() if last != place]:
        if stays_on(state, clock, place):
            showing[clock] = before.get(clock, place)
        else:
            del clocks[clock]
    state.showing = showing


def stays_on(state: State, clock: WhoseStep, place: int) -> bool:
    """Whether a step that has spoken shows on a day on which it does not fire."""
    return place - state.clocks[clock] <= STAYS or step_of(clock).lasting


def strictest_run(state: State) -> RunLevel:
    """The strictest run of what shows and what was said."""
    found = [step_of(clock).run for clock in state.showing]
    for word in state.words:
        if word.holds(state.place) or word.is_due(state.place):
            found += [run for _, run in word.allows.values()]
    return min(found, key=RUNS.index, default=FREE[1])


def shown_on(today: Today) -> list[Shown]:
    """What shows, one by one."""
    state, place = today.state, today.place
    shown = [_as_shown(clock, since, today.fired) for clock, since in state.showing.items()]
    row = BY_ID["A"]
    for word in state.words:
        if word.holds(place) or word.is_due(place):
            step = row.steps[0 if word.holds(place) else 1]
            shown += [
                Shown(row, step, side, word.begun, True, word=word, allows=allows)
                for side, allows in word.allows.items()
            ]
    return shown


def _as_shown(clock: WhoseStep, since: int, fired: Fired) -> Shown:
    id, side, step = clock
    sign = id if id in SIGNS else ""
    return Shown(BY_ID["S" if sign else id], step_of(clock), side, since, step in fired.get((id, side), ()), sign)
