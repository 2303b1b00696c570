"""A verdict in words: the lines that stand under its headline, and how far to run. Every screen says the same. Pure.

An instruction is said once, and one that allows more than the day does is left out: only its reason is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from journal.dates import short_day
from journal.entries import ANKLES, Run, Whose
from journal.rules.path.caps import TENTH
from journal.rules.path.ladder import TOP
from journal.rules.path.twist import EARLY
from journal.rules.verdict.said import SEEN_HOLDS
from journal.rules.verdict.signs import where
from journal.rules.verdict.table import BY_ID, HELPS, LOADS, RUNS
from journal.rules.verdict.telling import SEEN
from journal.rules.verdict.verdict import FREE_WORDS, LATER, UNKNOWN_MIN, Question, RowNow, Verdict
from journal.units import DistanceUnit, most_words
from journal.vocabulary import BOUT_WORDS
from journal.words.names import Names
from library.exercise import Exercise
from library.words import capitalised

Does = Literal["", "answer", "rate"]
"""What a line asks to be done at once: the stop-sign question, or a rating."""
_DOES: dict[str, Does] = {"Q": "answer", "R0": "rate", "R5": "rate"}
_URGENT = ("now", "today", "week")


class VerdictLine(Struct, frozen=True):
    """A line of the verdict: its sentence, what it asks to be done at once, and whether it is to be seen first."""

    text: str
    does: Does = ""
    urgent: bool = False


def lines(found: Verdict, number: str, clinic: str) -> tuple[VerdictLine, ...]:
    """The headline, where to go, why, whom to ask, what is left out, and how long; nothing twice.

    ``number``, ``clinic``: the runner's own emergency number and clinic, each empty where it is not set.
    """
    first = next((row for row in found.rows if row.says == found.headline), None)
    told = _Told()
    told.rest(found.headline, first.side if first else "body")
    if first is not None:
        told.has_led(first)
    said = [VerdictLine(found.headline, _DOES.get(first.id, "") if first else "", found.help in _URGENT)]
    if found.help_first or (found.help == "week" and clinic):
        said.append(VerdictLine(where(found.help, number, clinic), urgent=True))
    for row in found.rows:
        if row is not first and (text := _of_row(row, found, told)):
            said.append(VerdictLine(text, _DOES.get(row.id, ""), row.help in _URGENT))
    asking = next((row for row in found.rows if row.asks and row.asks == found.ask), None)
    # Who is to see an ankle this week hears all of it: whom to ask about the same ankle is not said beside that. And
    # whether a word still holds is a question of its own.
    if (
        asking is not None
        and asking.id != "A"
        and not any(row.help in _URGENT and row.side == asking.side for row in found.rows)
    ):
        said.append(VerdictLine(found.ask, _DOES.get(asking.id, ""), urgent=True))
    if not found.help_first:
        jumps = LOADS.index(found.load) >= LOADS.index("repeat")
        bars = [bar for bar in found.bars if jumps or bar.id not in _OF_JUMPS]
        said += [VerdictLine(text) for bar in bars if (text := told.rest(bar.says))]
    if found.later and found.headline != LATER:
        said.append(VerdictLine(LATER))
    if lasts := how_long(found):
        said.append(VerdictLine(f"How long: {lasts}."))
    return tuple(dict.fromkeys(said))  # of several words that were said one may be as another


_DO_AS = "Do as "
_OF_JUMPS = ("high-impact", "barefoot-jumps", "new-level")
"""What these leave out is left out anyway on a day without jumps."""


def _of_row(row: RowNow, found: Verdict, told: _Told) -> str:
    """The row's sentence; where it allows more than the day does, or just what was told, only its reason, what is to be
    answered, or whose words it is."""
    first, rest = _parted(row.says)
    fits = row.load == found.load and RUNS.index(row.run) <= RUNS.index(found.run)
    if row.id in EARLY and (found.unanswered or found.help_first):
        fits = False  # moving it is more than what may be broken allows, before it is seen or asked about
    if row.id in ("Q", "R0") and not fits:
        return _sentence(first)
    if row.says == FREE_WORDS:
        return ""
    if row.id == "A" and not fits:
        if found.help_first:  # nobody has spoken of what is to be seen first
            return ""
        whose = f" said for {row.side}: " if row.side in ANKLES else " said: "
        return _sentence(row.says.removeprefix(_DO_AS).replace(" said: ", whose)) if row.says.startswith(_DO_AS) else ""
    if row.id in _DOES or row.id == "A":
        return row.says
    whole = row.help in _URGENT or not rest or (fits and not told.has_led(row))
    return told.rest(row.says if whole else rest, row.side)


class _Told:
    """What was said so far: of another sentence only what is new is told."""

    def __init__(self) -> None:
        self._keys = {"no running"}  # which is no reason, and is told by how to run
        self._led = set[tuple[str, str]]()

    def has_led(self, row: RowNow) -> bool:
        """Whether another row that gives the same asked for it; of what each ankle is to do, and of help, each does."""
        gives, asks = (row.load, row.run), _parted(row.says)[0].lower()
        led = gives in self._led
        if row.help in _URGENT or any(ankle in asks for ankle in ANKLES):
            return False
        self._led.add(gives)
        return led

    def rest(self, sentence: str, side: Whose = "body") -> str:
        """The sentence without an instruction, or a reason of that ankle, that was told; empty where both were.

        A reason that is left names its ankle.
        """
        asks, reason = _parted(sentence)
        told = bool(reason) and self._tells(asks)
        if self._tells(reason or asks, side):
            return "" if told or not reason else _sentence(asks)
        if not told:
            return _sentence(sentence)
        named = side not in ANKLES or side in reason.lower()
        return _sentence(reason if named else f"{side.capitalize()}: {reason}")

    def _tells(self, part: str, side: Whose | None = None) -> bool:
        """Whether a part was told, of that ankle where it is a reason; from now on it was."""
        plain = part.rstrip(".").lower().replace("this morning", "today")
        key = plain if side is None or any(ankle in plain for ankle in ANKLES) else f"{side} {plain}"
        was = not self._keys.isdisjoint((plain, key))
        self._keys.add(key)
        return was


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _parted(sentence: str) -> tuple[str, str]:
    """What a sentence asks for, up to its first stop, colon or semicolon, and what follows, where anything does."""
    ends = [place for mark in (". ", ": ", "; ") if (place := sentence.find(mark)) >= 0]
    end = min(ends, default=len(sentence))
    return sentence[:end], sentence[end + 2 :]


ROUNDED_KM = 0.02
WALK_MIN, WARM_UP_MIN = 30.0, 10.0
"""The longest walk where only a walk is allowed; the walk before and after each step back to running."""

LASTS: dict[str, str] = {
    "Q": "until the question is answered",
    "M3": "until 90 days after it, and then until two runs of 30 min went well",
    "M3 2": "until two runs of 30 min went well",
    "M5": "while pregnant",
    "M5 2": "until 12 weeks after birth",
    "R0": "until 3 days are rated",
    "R2": "until 3 days at 2 of 10 or less",
    "R3": "until 2 days below 3 of 10",
    "R4": "until a morning at 2 of 10 or less",
    "R5": "until 3 of 7 days are rated",
    "B": "until 14 days without a sore bone",
    "N": "until 14 days without it",
    "I": "until 28 days without giving way",
    "C1": "until fewer mornings are sore",
    "C2": "until it stops getting sorer",
    "C4": "until 14 days at 2 of 10 or less",
    "C5": "until it eases",
    "T1": "until 3 days after the twist",
    "T2": "until you walk 10 min without a limp",
    "T3": "until you walk briskly for 30 min and rise on your toes with ease",
    "T4": "until you run 30 min with ease",
    "T5": "for a week more",
    "D": "until two runs of 30 min went well",
    "A": "until the day they said, else 42 days",
    "A 2": "until the question is answered",
}
"""How long what a rule says holds, by a later step of its own too, where nobody is to see it; docs/rules.md has when
each ends."""
_SEEN = "until a doctor or physio has seen it"
_WAS_SEEN = f"until {SEEN_HOLDS} days after it was seen"
_STAYS = f"until 14 days without it, or {_SEEN.removeprefix('until ')}"


def how_long(found: Verdict) -> str:
    """How long the headline holds, in words that go on after a colon; empty where no rule says less than usual."""
    first = next((row for row in found.rows if row.says == found.headline), None)
    if first is None or first.says == FREE_WORDS:
        return ""
    steps = BY_ID[first.id].steps
    number = max(first.steps, key=lambda one: HELPS.index(steps[one - 1].help))
    step = steps[number - 1]
    if step.lasting:
        return _SEEN
    if step.help == "week":
        return _STAYS
    if first.id == "T3":
        # What was answered with yes is not asked for again.
        lacks = next((one.lacks for one in found.path if one.side == first.side), None)
        return f"until {' and '.join(lacks)}" if lacks else LASTS["T3"]
    if first.id == "A" and first.says.endswith(SEEN.removeprefix("{limit}")):
        return _WAS_SEEN
    return LASTS.get(f"{first.id} {number}", LASTS[first.id])


def asked(question: Question, unit: DistanceUnit = "km") -> str:
    """An open question as it is asked, with the ankle it is about and the runner's unit."""
    asks = question.asks.replace("in km?", f"in {unit}?")
    if question.side == "body" or question.side in asks:
        return asks
    return f"{question.side.capitalize()}: {asks[:1].lower()}{asks[1:]}"


def all_asked(questions: Sequence[Question], unit: DistanceUnit) -> list[str]:
    """The open questions as they are listed: what is asked of one ankle is not told at length again for the other."""
    found = [asked(one, unit) for one in questions]
    for place, (before, one) in enumerate(pairwise(questions), start=1):
        if one.side in ANKLES and (one.id, one.asks) == (before.id, before.asks):
            found[place] = f"{one.side.capitalize()}: the same question."
    return found


def run_words(found: Verdict, names: Names, *, by_time: bool = False) -> str:
    """How to run that day: ``easy and flat, at talking pace, 6.4 km at most``; ``by_time`` in minutes, not in km."""
    if found.not_before is not None:
        then = run_words(replace(found, not_before=None), names, by_time=by_time)
        return f"not before {short_day(found.not_before, found.day)}, then {then}"
    if by_time and found.most_min is not None:
        found = replace(found, most_km=None, longest_km=None)
    most = "" if found.most_km is None else most_words(found.most_km, names.distance)
    if not most and found.most_min is not None:
        most = f"{int(found.most_min)} min"
    match found.run:
        case "none":
            return "none today"
        case "walk":
            return "walk only, on the flat, 30 min at most"
        case "ladder":
            return _small_steps(found, names, most)
        case "easy":
            return f"easy and flat, at talking pace{f', {most} at most' if most else ''}"
        case "hold":
            even = ", on even ground" if _is_even(found) else ""
            if found.most_km is None and found.most_min == UNKNOWN_MIN:
                return f"easy, at talking pace, {most} at most{even}, no new hills"
            return f"no further than {most or 'lately'}{even}, no faster, no new hills"
        case _:
            return _usual(found, names, most)


def _usual(found: Verdict, names: Names, most: str) -> str:
    even = " on even ground" if _is_even(found) else ""
    return f"as usual{even}{f', {most} at most' if most else ''}{_of_longest(found, names)}"


def _is_even(found: Verdict) -> bool:
    """Whether a bar keeps runs off trails."""
    return any(bar.id == "unsteady" for bar in found.bars)


def _of_longest(found: Verdict, names: Names) -> str:
    """Why no more than that: ``; your longest in 30 days is 46 km``; nothing after a pause."""
    longest, most = found.longest_km, found.most_km
    if longest is None or most is None or abs(most - TENTH * longest) > ROUNDED_KM:
        return ""
    return f"; your longest in 30 days is {names.km(longest)}"


def more_than_allowed(run: Run, found: Verdict, names: Names, today: date) -> str:
    """What to say of a run of the verdict's day that is more than that day allows; empty where it is not.

    A rope leaves the ground as a run does; a walk within what a walk may be says nothing, but on a trail where a bar
    asks for even ground, and a ride or a swim nothing but on a day of rest. A run without km goes by its minutes.
    """
    if run.started_at.date() != found.day:
        return ""
    if more := _more(run, found, names, today):
        return more
    rough = run.surface == "trail" and run.activity in _AFOOT and _is_even(found)
    return f"More than {_allows(found, today)}: even ground only." if rough else ""


_AFOOT = ("run", "walk", "jump-rope")


def _allows(found: Verdict, today: date) -> str:
    return "today allows" if found.day == today else "that day allowed"


def _more(run: Run, found: Verdict, names: Names, today: date) -> str:
    allows = _allows(found, today)
    minutes = (run.duration_s or 0.0) / 60
    if run.activity not in _AFOOT:
        rests = (found.load, found.run) == ("stop", "none")
        return f"More than {allows}: no {BOUT_WORDS[run.activity]} unless you were told to." if rests else ""
    by_time = run.activity == "run" and run.distance_km is None
    if run.activity == "walk":
        if found.run == "none" and minutes > WALK_MIN:
            short = "short walks at 2 of 10 or less, no limp"
            return f"More than {allows}: {'no walk unless you were told to' if found.load == 'stop' else short}."
        is_more = found.run == "walk" and minutes > WALK_MIN
    elif found.run in ("none", "walk"):
        is_more = True
    elif run.activity == "jump-rope" and _bars_jumps(found):
        return f"{capitalised(allows)} no jumps."
    elif found.run == "ladder" and (step := found.ladder) is not None and step.rung < TOP:
        length = step.times * (step.run_min + step.walk_min) + WARM_UP_MIN
        is_more = not (step.run_today and step.run_min) or minutes > length
    elif run.activity == "run" and found.not_before is not None:
        is_more = True
    else:
        is_more = (found.most_km is not None and (run.distance_km or 0.0) > found.most_km) or (
            (found.most_km is None or by_time) and found.most_min is not None and minutes > found.most_min
        )
    if not is_more:
        return ""
    if found.run == "none":
        return f"{capitalised(allows)} no run."
    return f"More than {allows}: {run_words(found, names, by_time=by_time)}."


def _bars_jumps(found: Verdict) -> bool:
    from journal.rules.training.offered import why_not  # which most runs have no need of

    return why_not(Exercise(id="rope", name="Rope", impact="high"), found) != ""


def _small_steps(found: Verdict, names: Names, most: str) -> str:
    if (step := found.ladder) is None:
        return "by small steps"
    if step.waiting == found.day:
        return "done for today; tomorrow morning says how it went"
    words = step.words if step.times == 1 else f"{step.times} x {step.run_min} min run, {step.walk_min} min walk"
    words = _usual(found, names, most) if step.rung == TOP else words
    words = f"step {step.rung} of {TOP}: {words}"
    if step.not_before is not None:
        return f"not before {short_day(step.not_before, found.day)}, then {words}"
    return words
