"""A day as it is folded, handed from one part of the fold to the next."""

from __future__ import annotations

from journal.entries import Whose
from journal.rules.path.days import Board
from journal.rules.verdict.said import WhoseRow
from journal.rules.verdict.state import State
from journal.rules.verdict.views import OnAnkle, OnBody

Fired = dict[WhoseRow, tuple[int, ...]]
"""The rows that fire on a day, with the places of the steps that do."""


class Today:
    """A day under way: what is carried into it and changed by it, what was noted, and what a rule is handed of it."""

    __slots__ = ("ankles", "board", "facts", "fired", "left", "noted", "place", "right", "runner", "state")
    left: OnAnkle
    right: OnAnkle
    ankles: tuple[OnAnkle, OnAnkle]
    runner: OnBody

    def __init__(self, state: State, board: Board) -> None:
        self.state, self.board = state, board
        self.place = place = state.place
        self.noted = board.body[place]
        self.facts = tuple(one for one in board.facts if one.since.toordinal() - board.first <= place)
        self.fired: Fired = {}

    def rising(self, side: Whose) -> bool:
        """Whether an ankle is rising."""
        return (self.left if side == "left" else self.right).rising
