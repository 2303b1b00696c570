"""A table of sets read into workouts: Hevy's, Strong's, FitNotes'. One row is one set.

What Surefoot has no exercise for is left out by name; so are warm-up sets, for a set counts as dose. A row of a
one-sided exercise that names no side stands for both, in doubt, asked once an exercise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from msgspec import Struct

from journal.entries import Side
from journal.exchange.intake.looking import Layout
from journal.exchange.intake.moments import NoMoment, OrderFound, Written, written
from journal.exchange.intake.numbers import NoNumber, is_nothing, marks_of, number, seconds
from journal.exchange.intake.recipes import exercise_names, gear_words, recipe
from journal.exchange.intake.rows import NotOffered, TableReader, hashed
from journal.exchange.intake.sheets import SheetRow
from journal.exchange.intake.values import LEAVE, Doubt, Terms, Told, Workout, WorkoutSet
from journal.text import clean, one_line
from journal.units import KM_PER_MILE
from library.built_in import BuiltIn
from library.catalogue import Catalogue
from library.exercise import POUNDS_PER_KILOGRAM, Exercise
from library.folding import folded

_LEFT = frozenset({"left", "l", "links", "gauche", "izquierda", "esquerda", "sinistra", "vänster", "venstre"})
_RIGHT = frozenset({"right", "r", "rechts", "droite", "derecha", "direita", "destra", "höger", "højre"})
_EACH = frozenset({"both", "each", "per", "beide", "beidseitig", "chaque", "ambas", "ambos", "cada", "elke", "varje"})
_SINGLE = re.compile(r"\b(?:one|single|1)[ -]?(?:leg|legged|foot|footed)\b|\bunilateral\b", re.I)
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_NO_SET = frozenset({"rest timer", "note", "notes", "timer"})

_KILOGRAMS = {"kg": 1.0, "kilo": 1.0, **dict.fromkeys(("lb", "pound"), 1 / POUNDS_PER_KILOGRAM)}
_METRES = {
    **dict.fromkeys(("m", "meter", "metre"), 1.0),
    **dict.fromkeys(("km", "kilometer", "kilometre"), 1000.0),
    **dict.fromkeys(("mi", "mile"), 1000 * KM_PER_MILE),
    **dict.fromkeys(("ft", "foot", "feet"), 0.3048),
    **dict.fromkeys(("yd", "yard"), 0.9144),
}


_MOST = {"reps": 500, "hold_s": 86_400, "duration_s": 86_400, "distance_m": 100_000, "load_kg": 500}
"""What one set of the journal holds at most."""


class _Line(Struct):
    row: SheetRow
    date: Written


class Workouts(TableReader):
    """A table of sets."""

    def __init__(self, layout: Layout, terms: Terms) -> None:
        super().__init__(layout, terms)
        self.date = "start" if layout.source == "hevy" else "date"

    def told(self) -> Told:
        rows = [row for row in self.sheet().rows if folded(self.cell(row, "order")) not in _NO_SET]
        lines = []
        for row in rows:
            with self.reading(row):
                lines.append(_Line(row, self.written(row)))
        month_first = self.layout.language in recipe(self.layout.source).month_first
        days = self.days((line.date for line in lines), month_first=month_first)
        fields = ("weight", "weight_kg", "weight_lb", "distance", "distance_km", "distance_mi", "distance_m")
        self._decimal = marks_of(self.cell(row, field) for row in rows for field in fields).decimal
        return self.tells(f"{self.layout.source}-csv", workouts=self._workouts(lines, days))

    def _number(self, row: SheetRow, field: str) -> float | None:
        return number(self.cell(row, field), self._decimal)

    def _workouts(self, lines: Sequence[_Line], days: OrderFound) -> list[Workout]:
        groups: dict[tuple[str, ...], list[_Line]] = {}
        for line in lines:
            key = tuple(self.cell(line.row, field) for field in ("number", self.date, "workout"))
            groups.setdefault(key, []).append(line)
        workouts = []
        for key, group in groups.items():
            first, doubts = group[0], list[Doubt]()
            try:
                started_at = self.moment(first.date, days, doubts)
            except NotOffered as why:
                for line in group:
                    self.leave_out(line.row, str(why))
                continue
            sets = []
            for line in group:
                with self.reading(line.row):
                    sets.append(self._set(line.row, doubts))
            if sets:
                workouts.append(
                    Workout(
                        started_at=started_at,
                        source_id=f"{self.layout.source}:{hashed(*key)}",
                        name=one_line(key[2])[:200],
                        duration_s=self._duration(first.row, first.date, days),
                        note=clean(self.cell(first.row, "workout_note")).strip()[:20_000],
                        sets=tuple(sets),
                    )
                )
        return workouts

    def _duration(self, row: SheetRow, began: Written, days: OrderFound) -> float | None:
        try:
            if whole := self._number(row, "duration_s"):
                return whole
            if found := seconds(self.cell(row, "duration")):
                return found
            if end := self.cell(row, "end"):
                return max(0.0, (written(end).at(days.order) - began.at(days.order)).total_seconds()) or None
        except (NoNumber, NoMoment):
            return None
        return None

    def _set(self, row: SheetRow, doubts: list[Doubt]) -> WorkoutSet:
        if not (name := one_line(self.cell(row, "exercise"))):
            raise NotOffered("it names no exercise")
        if (id := exercise_of(name)) is None:
            raise NotOffered(f"{name[:60]} is not an exercise for the ankles")
        kind = folded(self.cell(row, "kind") or self.cell(row, "order"))
        if kind == "w" or kind.startswith("warm"):
            raise NotOffered(f"a warm-up set of {name[:60]}")
        exercise = _catalogue().get(id)
        if not (reps := self._number(row, "reps") or 0.0).is_integer():
            raise NoNumber(self.cell(row, "reps"), "a whole number of reps")
        time = self._time(row)
        metres = self._metres(row)
        if not reps and not time and not metres:
            raise NotOffered(f"nothing was done in this set of {name[:60]}")
        holds = exercise.dose.mode == "hold"
        side, both, doubt = self._side(row, name, exercise)
        found = WorkoutSet(
            where=row.where,
            exercise=id,
            side=side,
            reps=int(reps) or None,
            hold_s=time if holds else None,
            duration_s=None if holds else time,
            distance_m=metres,
            load_kg=self._load(row),
            doubts=(*((doubt,) if doubt else ()), *doubts, *self.doubts(row)),
            both_sides=both,
        )
        for field, most in _MOST.items():
            if (value := getattr(found, field) or 0) > most:
                raise NotOffered(f"{value:g} {field.partition('_')[2] or field} is more than one set can be")
        return found

    def _side(self, row: SheetRow, name: str, exercise: Exercise) -> tuple[Side, bool, Doubt | None]:
        if not exercise.dose.per_side:
            return "both", False, None
        words = {*folded(name).split(), *folded(self.cell(row, "note")).split()}
        left, right = bool(words & _LEFT), bool(words & _RIGHT)
        if left != right:
            return ("left" if left else "right"), False, None
        if left or words & _EACH:
            return "both", True, None
        question = f"side:{exercise.id}"
        answer = self.terms.answers.get(question)
        if answer in ("left", "right", "both"):
            return cast(Side, answer), answer == "both", None
        asks = f"{exercise.name}: no side is named. Was it done on both?"
        choices = ("both", "left", "right", LEAVE)
        return "both", True, self.ask(question, asks, choices, f"{exercise.name}: which side?")

    def _time(self, row: SheetRow) -> float | None:
        text = self.cell(row, "seconds")
        return seconds(text) or None if ":" in text and not is_nothing(text) else number(text, self._decimal) or None

    def _metres(self, row: SheetRow) -> float | None:
        for field, factor in (("distance_m", 1.0), ("distance_km", 1000.0), ("distance_mi", 1000 * KM_PER_MILE)):
            if found := self._number(row, field):
                return round(found * factor, 1)
        if not (found := self._number(row, "distance")):
            return None
        unit = self.cell(row, "distance_unit") or (self.terms.distance if self.layout.source == "strong" else "m")
        return round(found * _counted_in(unit, _METRES), 1)

    def _load(self, row: SheetRow) -> float | None:
        kilograms = self._number(row, "weight_kg")
        pounds = self._number(row, "weight_lb")
        if not kilograms and not pounds:
            if not (found := self._number(row, "weight")):
                return None
            kilograms = found * _counted_in(self.cell(row, "weight_unit") or self.terms.load, _KILOGRAMS)
        return round(kilograms or (pounds or 0) / POUNDS_PER_KILOGRAM, 2) or None


def _counted_in(unit: str, units: Mapping[str, float]) -> float:
    """What one of a unit is. Raises NotOffered: it is not known, and might be anything."""
    found = units.get(folded(unit)) or units.get(folded(unit).removesuffix("s"))
    if found is None:
        raise NotOffered(f"{one_line(unit)[:30]!r} is not a unit known here")
    return found


@cache
def _catalogue() -> Catalogue:
    return Catalogue(BuiltIn())


@cache
def _known() -> Mapping[str, str]:
    """Every name an exercise goes by, folded, to our id: gym logs' names, then the catalogue's own."""
    own = {
        _plain(name): exercise.id
        for exercise in _catalogue().all()
        for name in (exercise.name, exercise.id.replace("-", " "), *exercise.aliases)
    }
    return {**own, **{_plain(name): id for name, id in exercise_names().items()}}


@cache
def exercise_of(name: str) -> str | None:
    """Our exercise for a gym log's name; None for one that is none of the ankle's."""
    single = _SINGLE.search(name) is not None
    plain = _plain(_BRACKETS.sub(" ", name).partition(" - ")[0])
    for candidate in dict.fromkeys((plain, _without_gear(plain), _plain(name))):
        if single and not candidate.startswith("single leg") and (found := _known().get(f"single leg {candidate}")):
            return found
        if found := _known().get(candidate):
            return found
    return None


def _plain(name: str) -> str:
    """Folded, one-legged in one form and in front, sides and plurals gone."""
    words = folded(_SINGLE.sub(" single leg ", name)).split()
    words = [word for word in words if word not in _LEFT | _RIGHT]
    return " ".join(
        word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word for word in words
    )


def _without_gear(plain: str) -> str:
    for word in gear_words():
        plain = f" {plain} ".replace(f" {word} ", " ").strip()
    return " ".join(plain.split())
