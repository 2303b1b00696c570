"""The stop-sign question: which ratings of a day open it, in which context, less those that an answer covers."""

from __future__ import annotations

from journal.rules.path.noted import UNRATED
from journal.rules.path.twist import NEVER
from journal.rules.verdict import words
from journal.rules.verdict.today import Today
from journal.rules.verdict.views import OnAnkle

_Opened = tuple[float, str]
"""The instant of what opened the question, and its context: T a twist, N new soreness, W once a week."""


def take_openings(today: Today) -> None:
    """What the day's rolls and ratings open, and what its answers close."""
    state, noted = today.state, today.noted
    opened: list[_Opened] = [(roll.at, "T") for roll in noted.rolls]
    for ankle in today.ankles:
        held = ankle.state
        if ankle.today != UNRATED and (held.course != NEVER or held.bone_held or held.rising_held):
            opened += _opened_by_ratings(ankle)
    state.answered = max(state.answered, noted.answered)
    if opened or (state.open and noted.answered):
        newest = {**state.open}
        for at, context in opened:
            newest[context] = max(at, newest.get(context, at))
        state.open = {context: at for context, at in newest.items() if at > state.answered}


def _opened_by_ratings(ankle: OnAnkle) -> list[_Opened]:
    """The first rating of a course, 9 or more, a morning of 6 or more twice, each week of a course, and where soreness
    begins to rise or bone signals add up."""
    state = ankle.state
    ratings = ankle.side.days[ankle.place].ratings
    found: list[_Opened] = []
    opens, highest, bone = ankle.course_day == 0, UNRATED, 0
    if ankle.course_day > 0 and ankle.course_day % 7 == 0:
        found.append((ratings[0].at, "W"))
    held = state.rising_held or state.bone_held
    if ankle.today < 6 and not (opens or held or ankle.rising or ankle.bone >= 2):
        return found  # as on most days
    whole = (ankle.rising and not ankle.easing and ankle.no_twist_in(14), ankle.bone >= 2)
    for place, rated in enumerate(ratings, start=1):
        before, highest = highest, max(highest, rated.rating)
        if opens and rated.rating:
            found.append((rated.at, "N"))
            opens = False
        if highest >= 9 > before or (rated.morning and rated.rating >= 6 and ankle.yesterday >= 6):
            found.append((rated.at, "N"))
        bone = max(bone, rated.bone)
        rising, bony = whole if place == len(ratings) else _so_far(ankle, highest, bone)
        if (rising and not state.rising_held) or (bony and not state.bone_held):
            found.append((rated.at, "N"))
        state.rising_held, state.bone_held = rising, bony
    return found


def _so_far(ankle: OnAnkle, highest: int, bone: int) -> tuple[bool, bool]:
    """Rising and bony as they stood when the day had been rated so far.

    Step 1 of C2; what does not rise by all of the day did not.
    """
    bony = ankle.bone_so_far(bone) >= 2
    if not ankle.rising or not ankle.no_twist_in(14):
        return False, bony
    begin = max(ankle.place - 40, 0)
    column = [*ankle.worst[begin : ankle.place], highest]
    rated = [place - begin for place in ankle.state.rated if place >= begin]
    return words.is_rising(column, ankle.place - begin) and not words.is_easing(column, rated), bony
