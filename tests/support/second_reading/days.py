"""Day after day: what fires, what shows, what was said, the way back, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy, deepcopy
from datetime import date
from typing import Any

from journal.entries import Answer, Asked, CheckIn, Entry, Fact, Run, day_of
from journal.vocabulary import SIGNS
from tests.support.second_reading.noted import BONE, MORNING, TENDON, Entries
from tests.support.second_reading.rows import ankle_rows, questions_opened

HELPS = ("none", "ask", "week", "today", "now")
LOADS = ("stop", "care", "unload", "no-impact", "repeat", "progress")
RUNS = ("none", "walk", "ladder", "easy", "hold", "usual")
OWN_RUN = {"stop": "none", "care": "none", "unload": "none", "no-impact": "walk", "repeat": "easy", "progress": "usual"}
GIVES = {
    "S": "now/stop today/stop week/no-impact",
    "Q": "none/care ask/progress/hold",
    "M1": "today/unload",
    "M2": "today/care",
    "M3": "ask/no-impact none/repeat/ladder",
    "M4": "today/care",
    "M5": "none/repeat/hold none/repeat/none",
    "M6": "week/no-impact",
    "M7": "today/unload",
    "G1": "today/unload",
    "R0": "none/repeat",
    "R1": "today/unload week/unload",
    "R2": "none/unload none/no-impact none/repeat",
    "R3": "none/repeat",
    "R4": "none/no-impact none/repeat",
    "R5": "none/repeat/hold none/repeat",
    "B": "none/no-impact week/no-impact",
    "N": "ask/repeat/hold week/repeat today/unload",
    "I": "none/repeat none/no-impact week/no-impact",
    "L1": "week/no-impact",
    "W1": "week/no-impact",
    "K1": "week/no-impact",
    "C1": "none/repeat/hold week/repeat",
    "C2": "none/repeat week/no-impact",
    "C4": "none/repeat week/repeat",
    "C5": "ask/progress/hold week/progress/hold",
    "T1": "none/care/none",
    "T2": "none/care/none",
    "T3": "none/no-impact/walk",
    "T4": "none/repeat/ladder none/progress/hold",
    "T5": "none/progress/ladder",
    "T6": "today/care week/care week/no-impact week/no-impact",
    "D": "none/progress/ladder",
}
"""What each step gives, in the order of the text: help, load, and run where it names one."""
SEEN_BY_MARK = {("M6", 1), ("B", 2), ("S", 1), ("S", 2), ("S", 3)}
LIMITS = {
    "stop": ("stop", "none"),
    "walk": ("no-impact", "walk"),
    "no-impact": ("no-impact", "walk"),
    "ladder": ("repeat", "ladder"),
    "easy": ("repeat", "easy"),
    "usual": ("progress", "usual"),
}

Key = tuple[str, str]
"""A row, or a stop sign by its id, and whose."""


def gives(row: str, step: int) -> tuple[str, str, str]:
    """Help, load and run of a step; of a sign by its word."""
    help, load, *run = GIVES["S" if row in SIGNS else row].split()[step - 1].split("/")
    return help, load, run[0] if run else OWN_RUN[load]


def is_lasting(row: str, step: int) -> bool:
    """Whether only somebody who has seen it ends it."""
    return ("S" if row in SIGNS else row, step) in SEEN_BY_MARK or gives(row, step)[0] in ("now", "today")


class Said:
    """Something that was said of rows and signs, and what came of it."""

    def __init__(self, at: float, id: str, side: str, keys: set[Key], begun: int, end: int, asks: bool) -> None:
        self.at, self.id, self.side, self.keys = at, id, side, keys
        self.begun, self.end, self.asks, self.over = begun, end, asks, False
        self.allows: dict[str, tuple[str, str]] = {}
        self.fired: dict[int, set[Key]] = {}
        self.ticked_after: set[str] = set()

    def state(self, d: int) -> str:
        """``holds``, ``due`` when it ended unanswered, or nothing."""
        if self.over or d < self.begun:
            return ""
        return "holds" if d <= self.end else "due" if self.asks else ""

    def had_a_gap(self, key: Key, d: int) -> bool:
        """Whether on a day after it the row did not fire, or a sign of its day was ticked only after it."""
        return key[0] in self.ticked_after or any(key not in self.fired[x] for x in range(self.begun + 1, d))


class Day:
    """What holds on a day."""

    def __init__(self, help: str, load: str, run: str, steps: set[str], rung: int | None) -> None:
        self.help, self.load, self.run, self.steps, self.rung = help, load, run, steps, rung


class SecondReading:
    """Day after day: what fires, what shows, what it comes to."""

    def __init__(self, entries: Iterable[Entry], first: int) -> None:
        self.entries = [*entries]
        self.e = Entries(self.entries)
        self.first = first
        self.open: list[tuple[float, str]] = []
        self.last_fired: dict[tuple[str, str, int], int] = {}
        self.showing: set[tuple[str, str, int]] = set()
        self.fired_before: set[Key] = set()
        self.said: list[Said] = []
        self.runs: dict[int, str] = {}
        self.half_hours: list[int] = []
        self.twice: list[int] = []
        self.rung: int | None = None
        self.done, self.not_before, self.since = 0, -1, 0
        self.anew: int | None = None
        self.begun_with: dict[int, tuple[Entries, ...]] = {}

    def days(self, last: int) -> Iterable[Day]:
        """Every day up to the last."""
        for d in range(self.first, last + 1):
            yield self.day(d)

    def day(self, d: int) -> Day:
        """The next day."""
        before = self.before_the_run(d)
        self.still_so(d)
        self.after_a_run(d)
        steps = self.fires(d)
        keys = {(row, side) for row, side, _ in steps}
        self.listen(d, steps)
        self.showing = self.shows(d, steps)
        given = [gives(row, step) for row, _, step in self.showing]
        shown = {f"{'S' if row in SIGNS else row}.{step} {side}" for row, side, step in self.showing}
        for said in self.said:
            if state := said.state(d):
                for side, (load, run) in said.allows.items():
                    given.append(("none" if state == "holds" else "ask", load, run))
                    shown.add(f"A.{1 if state == 'holds' else 2} {side}")
        run = min((one[2] for one in given), key=RUNS.index, default="usual")
        self.runs[d] = run
        if before is not None:
            self.rung, self.since, self.done, self.not_before = before.rung, d, 0, -1
        dropped = before is not None and any(row == "C4" for row, _ in before.fired_before - self.fired_before)
        self.ladder(d, run, {key for key in keys if key[0] != "C4"} if dropped else keys)
        for said in self.said:
            said.fired[d] = keys
        self.fired_before = keys
        return Day(
            max((one[0] for one in given), key=HELPS.index, default="none"),
            min((one[1] for one in given), key=LOADS.index, default="progress"),
            run,
            shown,
            self.rung if self.rung is not None and RUNS.index(run) <= RUNS.index("ladder") else None,
        )

    def before_the_run(self, d: int) -> SecondReading | None:
        """The reading of the day up to its first run, where running by steps begins with that."""
        runs = [one for one in self.e.runs if one.activity == "run" and one.started_at.date().toordinal() == d]
        if self.rung is not None or not runs:
            return None
        began = min(one.started_at for one in runs)
        noted = [
            one
            for one in self.entries
            if isinstance(one, Fact)
            or day_of(one) != date.fromordinal(d)
            or not (
                isinstance(one, Run)
                or (isinstance(one, CheckIn) and one.moment in ("warm-up", "during", "after"))
                or getattr(one, "at" if hasattr(one, "at") else "started_at") > began
            )
        ]
        other = copy(self)
        for name in ("open", "last_fired", "said", "runs", "half_hours", "twice"):
            setattr(other, name, deepcopy(getattr(self, name)))
        other.entries, other.e = noted, Entries(noted)
        other.day(d)
        if other.rung is None:
            return None
        self.begun_with[d] = (other.e,)
        return other

    def fires(self, d: int) -> set[tuple[str, str, int]]:
        """The steps that fire, with their row and whose."""
        e = self.e
        self.open += questions_opened(self.entries, e, d)
        told = [
            max(one.at.timestamp(), one.stop_signs_answered_at.timestamp() if one.stop_signs_answered_at else 0)
            for one in e.by_day.get(d, [])
            if one.stop_signs or one.stop_signs_answered_at
        ]
        self.open = [one for one in self.open if one[0] > max(told, default=0)]
        contexts = {context for _, context in self.open}
        held = [x for x in range(self.first, d + 1) if e.is_rated(x)]
        ran = [x for x in range(self.first, d) if e.ran(x)]
        away = bool(ran) and d - ran[-1] - 1 >= 28
        walked = len(self.runs) >= 28 and all(self.runs[x] in ("none", "walk") for x in range(d - 28, d))
        self.anew = d if away or walked else self.anew
        off = (
            self.anew is not None
            and d - self.anew <= 84
            and (self.anew == d or not any(x > self.anew for x in self.twice))
        )
        body: list[tuple[str, list[bool]]] = [
            ("Q", [bool(contexts & {"T", "N"}), contexts == {"W"}]),
            ("M5", [bool(e.knows("pregnant", d)), self.is_since("after-birth", d, 0, 84)]),
            ("R0", [len(held) < 3]),
            (
                "R5",
                [
                    len(held) >= 3 and len([x for x in held if x > d - 7]) < 3,
                    len(held) >= 3 and not [x for x in held if x > d - 3],
                ],
            ),
            ("D", [off]),
        ]
        found = {(row, "body", place) for row, steps in body for place, fires in enumerate(steps, start=1) if fires}
        for one in e.by_day.get(d, []):
            found |= {(sign, "body", 1 + ("now", "today", "week").index(SIGNS[sign].word)) for sign in one.stop_signs}
        for side in ("left", "right"):
            rows = [*ankle_rows(e, side, d), ("M3", self.operated(side, d)), *self.phases(side, d)]
            found |= {(row, side, place) for row, steps in rows for place, fires in enumerate(steps, start=1) if fires}
        return found

    def is_since(self, fact: str, d: int, low: int, high: int, side: str = "") -> bool:
        """Whether a fact began so many days ago."""
        return any(
            one.fact == fact and low <= d - one.since.toordinal() <= high and (not side or one.side in ("body", side))
            for one in self.e.facts
        )

    def operated(self, side: str, d: int) -> list[bool]:
        """M3: to day 90; then to day 365, until 30 minutes were run twice after it."""
        starts = self.e.knows("operation", d, side, after=365)
        later = [x for x in starts if 91 <= d - x <= 365 and not any(day > x for day in self.twice)]
        return [any(d - x <= 90 for x in starts), bool(later)]

    def phases(self, side: str, d: int) -> Iterable[tuple[str, list[bool]]]:
        """T1 to T5."""
        e, since = self.e, self.e.since(side, d)
        if since is None:
            return
        twist = d - since
        p1 = p2 = p3 = None
        old = False
        read = [(x, e) for x in range(twist, d + 1) for e in (*self.begun_with.get(x, ()), self.e)]
        for x, e in read:
            rated = e.rated_days(side, x)[-5:]
            quiet = (
                len(rated) == 5 and rated[-1] == x and rated[0] > twist and all((e.m(side, y) or 0) <= 1 for y in rated)
            )
            yes = [y for y, value in e.answered("p1", side, twist, x).items() if value is True]
            if p1 is None and (len(yes) >= 2 or quiet):
                p1 = x
            two = [m for y in range(x - 13, x + 1) if (m := e.m(side, y)) is not None]
            asked = e.answered("p1", side, twist, x) or e.answered("p2", side, twist, x)
            if p2 is None and x - twist > 42 and not asked and len(two) >= 5 and max(two) <= 2:
                p1, p2, old = x if p1 is None else p1, x, True
            if p1 is not None and p2 is None and x - twist >= 7 and self.last(e.answered("p2", side, twist, x)) is True:
                mornings = [w for y in range(twist + 1, x + 1) if (w := e.w(side, y)) is not None][-3:]
                calm = not e.days_with({"swollen"}, side, x, 3) and not e.days_with({"giving-way"}, side, x, 7)
                if len(mornings) == 3 and max(mornings) <= 2 and calm:
                    p2 = x
            if p2 is not None and p3 is None and self.last(e.answered("p3", side, twist, x)) is True:
                ran = any(twist < y <= x for y in self.half_hours)
                trust = self.last(e.answered("trust", side, twist, x))
                balanced = sum(self.balanced(side, y) for y in range(twist, x + 1)) >= 12
                if old or (ran and balanced and trust is not None and trust >= 8):
                    p3 = x
        after = [x for x in range(p3 + 1, d + 1) if e.m(side, x) is not None] if p3 is not None else []
        yield "T1", [since <= 2]
        yield "T2", [since > 2 and p1 is None]
        yield "T3", [since > 2 and p1 is not None and p2 is None]
        yield "T4", [since > 2 and p2 is not None and p3 is None and one for one in (not old, old)]
        yield "T5", [p3 is not None and not old and not (d - p3 >= 7 and len(after) >= 4)]

    def last(self, answers: dict[int, Any]) -> Any:
        """The newest of some answers."""
        return answers[max(answers)] if answers else None

    def balanced(self, side: str, d: int) -> int:
        """Sessions of a day with balance work on a side."""
        return sum(
            any(
                item.exercise == "single-leg-balance"
                and any(one.result == "done" and one.side in (side, "both") for one in item.sets)
                for item in session.items
            )
            for session in self.e.sessions_of(d)
        )

    def still_so(self, d: int) -> None:
        """Does it still hold? Yes, 42 days more; no, over for good."""
        for answer in self.e.answers:
            if answer.question == "still-so" and answer.at.date().toordinal() == d:
                for said in self.said:
                    if said.state(d) == "due" and answer.side in (said.side, "body"):
                        said.end, said.over = (d + 42, False) if answer.value is True else (said.end, True)

    def listen(self, d: int, steps: set[tuple[str, str, int]]) -> None:
        """What was said today, and what it limits."""
        gave: dict[Key, list[tuple[str, str, str]]] = {}
        for row, side, step in self.showing | steps:
            gave.setdefault((row, side), []).append(gives(row, step))
        told: list[Asked | Answer] = [one for one in self.e.asked if one.at.date().toordinal() == d]
        told += [
            one
            for one in self.e.answers
            if one.at.date().toordinal() == d and one.question.startswith("seen:") and one.value is True
        ]
        for one in told:
            closes = one.closes if isinstance(one, Asked) else (one.question[5:],)
            sides = ("left", "right") if one.side == "body" else (one.side,)
            keys = {
                key
                for row in closes
                for key in ([(row, "body")] if row in SIGNS or row in ("M5", "D") else [(row, side) for side in sides])
            }
            end = d + 7
            limit = "as-before"
            if isinstance(one, Asked):
                end = d + 42 if one.until is None else max(one.until.toordinal(), d)
                limit = one.limit
            else:
                helps = {help for key in keys for help, _, _ in gave.get(key, [])}
                of_sign = [SIGNS[closes[0]].word] if closes[0] in SIGNS else []
                of_row = [one.split("/")[0] for one in GIVES.get(closes[0], "").split()]
                limit = "no-impact" if {*(helps or of_sign or of_row)} & {"now", "today"} else limit
            said = Said(one.at.timestamp(), one.id, one.side, keys, d, end, isinstance(one, Asked))
            ticked = [(each.at > one.at, sign) for each in self.e.by_day.get(d, []) for sign in each.stop_signs]
            known = {row for row, _, _ in self.showing} | {sign for after, sign in ticked if not after}
            said.ticked_after = {sign for after, sign in ticked if after} - known
            if limit != "as-before":
                said.allows = {one.side: LIMITS[limit]}
            else:
                said.allows = {
                    side: (
                        min(
                            (load for key in keys if key[1] in (side, "body") for _, load, _ in gave.get(key, [])),
                            key=LOADS.index,
                            default="progress",
                        ),
                        min(
                            (run for key in keys if key[1] in (side, "body") for _, _, run in gave.get(key, [])),
                            key=RUNS.index,
                            default="usual",
                        ),
                    )
                    for side in sides
                }
                if len({*said.allows.values()}) == 1 and one.side == "body":
                    said.allows = {"body": said.allows["left"]}
            self.said = sorted([*self.said, said], key=lambda one: (one.at, one.id))
            self.last_fired = {step: x for step, x in self.last_fired.items() if step[:2] not in keys}
        for place, said in enumerate(self.said if told else []):
            newer = {key for other in self.said[place + 1 :] for key in other.keys}
            said.over = said.over or (bool(said.keys) and said.keys <= newer)

    def is_quiet(self, key: Key, d: int) -> bool:
        """Whether a row that fires says nothing, because somebody has spoken of it."""
        said = next((one for one in reversed(self.said) if key in one.keys), None)
        if said is None or not (state := said.state(d)):
            return False
        anew = said.had_a_gap(key, d)
        if key[0].startswith("T") and any(
            "ankle-roll" in one.triggers and getattr(one, key[1]).rating and one.at.timestamp() > said.at
            for x in range(said.begun, d + 1)
            for one in self.e.by_day.get(x, [])
        ):
            return False
        if state == "due":
            return not anew
        row, whose = key
        if anew and (row in SIGNS or row in ("B", "N") or row.startswith("M")):
            return False
        sides = [
            side for side in ("left", "right") if whose == side or (whose == "body" and said.side in ("body", side))
        ]
        return d == said.begun or not any(self.is_worse(said, side, d) for side in sides)

    def is_worse(self, said: Said, side: str, d: int) -> bool:
        """Rising began after it, 2 above its day, or a spot that was not sore in the 14 days up to it."""
        e = self.e
        base = next((m for x in reversed(e.rated_days(side, said.begun)) if (m := e.m(side, x)) is not None), 0)
        known = {spot for x in range(said.begun - 13, said.begun + 1) for spot in e.spots(side, x)}
        began = e.rising(side, d) and any(not e.rising(side, x) for x in range(said.begun, d))
        return began or (e.m(side, d) or 0) >= base + 2 or bool(e.spots(side, d) - known)

    def shows(self, d: int, steps: set[tuple[str, str, int]]) -> set[tuple[str, str, int]]:
        """What fires and is not quiet, and what stays."""
        loud = {step for step in steps if not self.is_quiet(step[:2], d)}
        stays = {
            step
            for step, x in self.last_fired.items()
            if is_lasting(step[0], step[2]) or (gives(step[0], step[2])[0] == "week" and d - x <= 14)
        }
        self.last_fired |= dict.fromkeys(loud, d)
        return loud | stays

    def tolerated(self, d: int) -> tuple[bool | None, bool]:
        """How the runs of a day were taken, by it and the next morning; and whether to step down by two."""
        e, sides = self.e, ("left", "right")
        after = [one for one in e.by_day.get(d, []) if one.moment not in (*MORNING, "before")]
        after += [one for one in e.by_day.get(d + 1, []) if one.moment in MORNING]
        felt = {feel for one in after for side in sides for feel in getattr(one, side).feels}
        over = six = False
        for one in e.by_day.get(d, []):
            for side in sides:
                report = getattr(one, side)
                if one.moment in ("warm-up", "during", "after") and report.rating is not None:
                    spots = {*report.spots}
                    limit = 0 if spots & BONE else 5 if spots and spots <= TENDON | {"heel-plantar"} else 3
                    over, six = over or report.rating > limit, six or report.rating >= 6
        hard = six or bool(felt & {"giving-way", "swollen"})
        mornings = {side: w for side in sides if (w := e.w(side, d + 1)) is not None}
        settled = all(w <= max([2, *e.rated(side, d, ["before"])]) for side, w in mornings.items())
        fine = not (hard or over or "limping" in felt) and settled
        return (None if fine and not mornings else fine), hard

    def after_a_run(self, d: int) -> None:
        """Up after two tolerated runs with a free day between; down after one that was not."""
        e, rung, day = self.e, self.rung, d - 1
        if rung is None or self.since > day:
            return
        walks = [
            (one.duration_s or 0) / 60
            for one in e.runs
            if one.activity == "walk" and one.started_at.date().toordinal() == day
        ]
        long = bool(walks) and (max(walks) == 0 or max(walks) >= {1: 20, 2: 30}.get(rung, 0))
        if not (e.ran(day) or (rung <= 2 and long)):
            return
        (fine, hard), length = self.tolerated(day), e.beside_the_rung(rung, day)
        before = any(rating >= 3 for side in ("left", "right") for rating in e.rated(side, day, ["before"]))
        self.not_before = day + 2
        if fine is False:
            self.rung, self.done = max(rung - (2 if hard else 1), 1), 0
            self.not_before = day + (3 if hard else 2)
        elif fine and length == 0 and not before and not (self.done and e.ran(day - 1)):
            self.done += 1
            if self.done == 2:
                self.rung, self.done = min(rung + 1, 12), 0
        if rung == 11 and fine and e.ran(day) and length >= 0:
            self.half_hours.append(d)
            if self.rung == 12:
                self.twice.append(d)

    def ladder(self, d: int, run: str, keys: set[Key]) -> None:
        """It begins when running by steps is what today allows, and ends when more is."""
        twisted = any(self.e.since(side, d) == 0 for side in ("left", "right"))
        if RUNS.index(run) > RUNS.index("ladder") or twisted:
            self.rung = None
        elif run == "ladder" and self.rung is None:
            starts = [3]
            for row, _, step in self.showing:
                ladder = gives(row, step)[2] == "ladder"
                starts += [1] * (ladder and row == "M3")
            of_operation = [
                said
                for said in self.said
                if said.state(d)
                and any(allowed[1] == "ladder" for allowed in said.allows.values())
                and any(row == "M3" for row, _ in said.keys)
            ]
            others = [row for row, _, step in self.showing if gives(row, step)[2] == "ladder" and row != "D"]
            others += [
                "A" for said in self.said if said.state(d) and any(a[1] == "ladder" for a in said.allows.values())
            ]
            if of_operation:
                starts.append(1)
            if not others and self.days_off(d) in range(28, 56):
                starts = [6]
            self.rung, self.since, self.done, self.not_before = min(starts), d, 0, -1
        elif self.rung is not None and self.anew == d and self.days_off(d) > 55:
            self.rung = min(self.rung, 3)
        again = len({key for key in keys - self.fired_before if key[0] == "C4"})
        if self.rung is not None and again:
            self.rung, self.done = max(self.rung - 2, 1), 0

    def days_off(self, d: int) -> int:
        """How long nobody had run, or walked at most, on the day that running began anew."""
        anew = self.anew or d
        ran = [x for x in range(self.first, anew) if self.e.ran(x)]
        away = anew - ran[-1] - 1 if ran else 0
        if away >= 28:
            return away
        slow = 0
        while self.runs.get(anew - 1 - slow) in ("none", "walk"):
            slow += 1
        return slow
