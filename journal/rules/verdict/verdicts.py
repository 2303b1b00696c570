"""The verdicts of a journal's days, by one fold over them.

``Verdicts`` keeps the fold and continues it; ``verdict`` is the same for one moment and keeps nothing.
"""

from __future__ import annotations

from datetime import date, datetime

from journal.rules.path import twist
from journal.rules.path.days import Board, Days
from journal.rules.path.noted import EMPTY, DayNotes
from journal.rules.verdict.fold import advance, skip
from journal.rules.verdict.running import UNKNOWN, slow_before
from journal.rules.verdict.state import Begun, State
from journal.rules.verdict.telling import told
from journal.rules.verdict.verdict import TRIED_SHOWN, Verdict

_EVERY = 7
"""A state is kept every so many days, to go on from when an older day changes or is asked for, as week after week."""


class Verdicts:
    """The verdicts of a journal, by one fold over its days that is kept and continued.

    ``begun``: what the fold begins with, where that is not the first of the days.
    """

    def __init__(self, days: Days, begun: Begun | None = None) -> None:
        self.days, self._begun = days, begun
        state = self._new(days.first) if begun is None else begun.state(days.first)
        self._states: dict[int, State] = {state.place: state}

    def with_days(self, days: Days, since: date) -> Verdicts:
        """The same for changed days; what was folded of days before ``since`` stays."""
        other = Verdicts(days, self._begun)
        if days.first == self.days.first:
            before = since.toordinal() - days.first
            other._states |= {place: state for place, state in self._states.items() if place < before}
        return other

    def at(self, moment: datetime) -> Verdict:
        """The verdict at a moment, by every entry whose own time is not after it."""
        ordinal, notes = self.days.until(moment)
        return self._on(ordinal, notes)

    def on(self, day: date) -> Verdict:
        """The verdict of a day gone by, by everything up to its end."""
        return self._on(day.toordinal(), None)

    def knows_running(self, day: date) -> bool:
        """Whether nothing that a verdict from a day on says of running hangs on what was before the fold's first.

        Small steps that were under way then are over once more was allowed. Runs on them are told of for half a year,
        and count for a year after a twist or an operation.
        """
        place = day.toordinal() - self.days.first - TRIED_SHOWN
        if self._begun is None or place <= 0:
            return True
        state = self._before(place)
        if any(ankle.twisted_within_a_year(place) for ankle in (state.left, state.right)) or self.days.facts:
            state = self._before(max(place + TRIED_SHOWN - twist.YEAR, 1))
        return state.free >= self._begun.state(self.days.first).place + UNKNOWN

    def _on(self, ordinal: int, notes: DayNotes | None) -> Verdict:
        if ordinal < self.days.first:
            board, state = Board(ordinal, [notes or EMPTY], self.days.facts), self._new(ordinal)
        else:
            board, state = self.days.board(ordinal), self._before(ordinal - self.days.first).copy()
        if notes is not None:
            board = board.extended(state.place + 2, state.place + 1, notes)
        day = advance(state, board)
        return told(state, day, board)

    def _new(self, first: int) -> State:
        """The state before the first day of a journal."""
        return State(slow=slow_before(first, self.days.facts))

    def _before(self, place: int) -> State:
        """The state of the day before, folding what has not been folded yet."""
        if place - 1 not in self._states:
            board = self.days.board(self.days.first + place - 1)
            state = self._states[max(folded for folded in self._states if folded < place)].copy()
            while state.place < place - 1:
                # The last day in full: what is said today is measured by what showed on it.
                (advance if state.place == place - 2 else skip)(state, board)
                if state.place % _EVERY == 0:
                    self._states[state.place] = state.copy()
            self._states[state.place] = state
        return self._states[place - 1]


def verdict(days: Days, moment: datetime) -> Verdict:
    """What a runner may do at a moment, decided from everything noted up to it."""
    return Verdicts(days).at(moment)
