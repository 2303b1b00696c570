"""What was noted of a rolled ankle, and what was answered: which it was, how it goes, whether a row was seen."""

from __future__ import annotations

from journal.entries import ANKLES, Answer
from journal.rules.path import twist
from journal.rules.path.twist import NEVER
from journal.rules.verdict.said import keys_of, still_so
from journal.rules.verdict.today import Today


def take_rolls(today: Today) -> None:
    """Twists of the day; of a roll with both ankles sore both, until it is said which."""
    state, place = today.state, today.place
    for roll in today.noted.rolls:
        unsure = roll.left and roll.right
        for ankle, sore in ((state.left, roll.left), (state.right, roll.right)):
            if sore:
                ankle.twists = twist.twisted(ankle.twists, place, unsure=unsure)
        if unsure and place not in state.unsure:
            state.unsure = (*state.unsure, place)


def take_answers(today: Today) -> None:
    """The answers of the day, but that something was seen, which is a word."""
    state, place = today.state, today.place
    for answer in today.noted.answers:
        if answer.question == "which-side":
            _which_rolled(today, answer)
        elif answer.question in ("p1", "p2", "p3", "trust"):
            for side in ANKLES:
                if answer.side in (side, "body"):
                    ankle = state.ankle(side)
                    ankle.twists = twist.answered(ankle.twists, answer, place)
        elif answer.question == "still-so":
            state.words = still_so(state.words, answer, place)
        elif answer.question.startswith("seen:") and answer.value is False:
            not_yet = keys_of(answer.side, (answer.question[5:],))
            state.not_seen = {**state.not_seen, **dict.fromkeys(not_yet, place)}


def _which_rolled(today: Today, answer: Answer) -> None:
    """Which ankle a roll was, with both sore: the one named, or both (``body``).

    The first answer spares the other ankle. One that follows is about its own: yes rolled it too, no spares it.
    """
    state = today.state
    yes, first = answer.value is True, bool(state.unsure)
    if (answer.side == "body" and not yes) or (not first and state.told == NEVER):
        return
    if first:
        state.told, state.unsure = state.unsure[-1], state.unsure[:-1]
    day = state.told
    rolled = {side for side in ANKLES if answer.side in (side, "body")} if yes else set(ANKLES) - {answer.side}
    rolls = [(one.left, one.right) for one in today.board.body[day].rolls]
    for side in ANKLES:
        ankle = state.ankle(side)
        if side in rolled:
            ankle.twists = twist.twisted_too(ankle.twists, day)
        # Another roll of that day may have been that ankle's for sure.
        elif (first or not yes) and (side == "left", side == "right") not in rolls:
            ankle.twists = twist.spared(ankle.twists, day)
