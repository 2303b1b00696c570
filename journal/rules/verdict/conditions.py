"""When a row of the table fires, where that takes more than a line to say; in the words of the table beside it."""

from __future__ import annotations

from collections.abc import Callable

from journal.rules.path import noted
from journal.rules.path.noted import TENDON
from journal.rules.path.twist import NEVER
from journal.rules.verdict.views import OnAnkle
from journal.rules.verdict.words import spots_in


def quinolone(ankle: OnAnkle) -> bool:
    sore = ankle.spots_in(3) & TENDON
    for fact in ankle.known("quinolone", after=180) if sore else ():
        start = ankle.place_of(fact.since)
        before = spots_in(ankle.side, max(start, 0) - 1, 14)
        opened = bool(ankle.state.openings) and ankle.state.openings[-1] >= start
        if opened or sore - before or ankle.rising:
            return True
    return False


def operated(ankle: OnAnkle, low: int, high: int) -> bool:
    for fact in ankle.known("operation", after=365, side=ankle.name):
        start = ankle.place_of(fact.since)
        if low <= ankle.place - start <= high and not (low > 90 and ankle.half_hour_twice > max(start, NEVER)):
            return True
    return False


def child(ankle: OnAnkle) -> bool:
    if not ankle.has("under-18"):
        return False
    rolled = ankle.twisted_ago(0, 0) and ankle.days_with(noted.ROLLED_BONE, 1) > 0
    limps = [place for place in ankle.felt(noted.LIMPING, 2) if ankle.worst[place] >= 1]
    return rolled or len(limps) == 2


def very_high_twice(ankle: OnAnkle) -> bool:
    last = ankle.state.rated[-2:]
    return len(last) == 2 and last[0] >= ankle.place - 3 and all(ankle.worst[place] >= 8 for place in last)


def high_thrice(ankle: OnAnkle) -> bool:
    last = ankle.state.rated[-3:]
    high = len(last) == 3 and last[0] >= ankle.place - 5 and all(ankle.worst[place] >= 6 for place in last)
    return high and ankle.no_twist_in(5)


def lower_since(ankle: OnAnkle) -> int | None:
    """On how many days since it was high it was 2 or less, today included; None where none came before today."""
    since = ankle.worst[ankle.high + 1 : ankle.place + 1]
    low = [place for place, value in enumerate(since, start=ankle.high + 1) if 0 <= value <= 2]
    return len(low) if low and low[0] < ankle.place else None


def was_high(ankle: OnAnkle) -> bool:
    """Not today or yesterday, but within 28 days."""
    return NEVER < ankle.high < ankle.place - 1


def no_low_since(ankle: OnAnkle) -> bool:
    return was_high(ankle) and lower_since(ankle) is None


def few_low_since(ankle: OnAnkle) -> bool:
    return was_high(ankle) and 0 < (lower_since(ankle) or 0) < 3


def unsettled(ankle: OnAnkle) -> bool:
    """Trained or ran yesterday, and this morning is not settled."""
    return ankle.trained_yesterday and ankle.morning > max(2, ankle.side.days[ankle.place - 1].before)


def came_and_went(ankle: OnAnkle) -> bool:
    if ankle.course_day == NEVER or ankle.state.sore_days < 2 or ankle.sore_mornings < 4 or not ankle.no_twist_in(14):
        return False
    values = [value for value in ankle.worst_of(14, ankle.state.course) if value >= 0]
    return 0 in values and any(values[values.index(0) :])


def sore_mostly(ankle: OnAnkle) -> bool:
    last = [ankle.worst[place] for place in ankle.state.sore]
    if ankle.state.sore_days < 10 or sum(last) < 3 * len(last) or ankle.easing:
        return False
    return ankle.sore_in_course(14) >= 10 or ankle.sore_in_course(28) >= 12


def came_back(ankle: OnAnkle) -> bool:
    if not ankle.state.came_back:
        return False
    opened = ankle.state.openings[-1]
    return ankle.place - opened <= 13 or any(value > 2 for value in ankle.worst_of(14, opened + 1))


def third_time(ankle: OnAnkle) -> bool:
    if len(ankle.state.openings) < 3 or not came_back(ankle):
        return False
    latest = ankle.state.openings[-1]
    return sum(latest - one <= 89 for one in ankle.state.openings) >= 3


def still_sore(ankle: OnAnkle) -> bool:
    """From course day 3 on: the last rated day is sore, not the only one, and it does not ease."""
    return ankle.course_day >= 3 and ankle.last_rated >= 1 and ankle.state.sore_days >= 2 and not ankle.easing


def sore_for_long(ankle: OnAnkle) -> bool:
    if ankle.course_day < 84 or not still_sore(ankle):
        return False
    early = max(ankle.worst[ankle.state.course : ankle.state.course + 7], default=0)
    return early < max(ankle.worst_of(7), default=0) + 2


def worse_after_twist(ankle: OnAnkle) -> bool:
    return ankle.twisted_ago(2, 4) and ankle.today >= 6 and ankle.today >= ankle.worst[ankle.state.twists.last]


def third_twist(ankle: OnAnkle) -> bool:
    if not ankle.twisted_ago(0, 14):
        return False
    counted: list[int] = []
    for place in reversed(ankle.state.twists.days):
        if ankle.state.twists.last - place <= 365 and (not counted or counted[-1] - place > 7):
            counted.append(place)
    return len(counted) >= 3


def swollen_again(ankle: OnAnkle) -> bool:
    swollen = ankle.felt(noted.SWOLLEN, 28)
    return len(swollen) >= 3 and swollen[-1] - swollen[0] >= 14 and ankle.no_twist_in(14)


def numb_often(ankle: OnAnkle) -> bool:
    numb = ankle.felt(noted.NUMB, 14)
    return len(numb) >= 3 or any(ankle.other.flags[place] & noted.NUMB for place in numb)


def night(ankle: OnAnkle) -> bool:
    return sum(one.night >= 3 for one in ankle.last(7)) >= 2 and ankle.no_twist_in(7)


def in_phase(name: str) -> Callable[[OnAnkle], bool]:
    return lambda ankle: ankle.phase == name


def steroid_tablets(ankle: OnAnkle) -> bool:
    """On steroid tablets with a tendon sore in 3 days."""
    return ankle.has("steroid-tablets") and ankle.sore_on(TENDON, 3)
