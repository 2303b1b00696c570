"""What the demo's runner owns and plans: shoes and their fit checks, plans, an exercise and a routine of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from journal.demo.days import StoryDays
from journal.demo.sessions import FOUNDATION, STRENGTH
from journal.entries import DatedNote, Entry, FitAnswer, FitCheck, OwnExercise, OwnRoutine, Plan, PlannedRoutine, Shoe
from journal.rules.shoes.fit import QUESTIONS
from library.exercise import Dose, Exercise, Range
from library.routine import PlannedDose, RoutineItem

_ANSWERS: dict[str, FitAnswer] = {"y": "yes", "n": "no", "u": "unsure"}


def shoes(days: StoryDays) -> Iterator[tuple[str, Shoe, datetime]]:
    first = days.at(0, "20:05")
    yield (
        "old",
        Shoe(
            brand="Halden",
            model="Drift 2",
            nickname="Grey Drift",
            size="43",
            size_system="EU",
            prior_km=812,
            limit_km=800,
            first_worn=days.day(0) - timedelta(days=420),
            retired=days.day(0) - timedelta(days=12),
            retired_reason="midsole creased, outer heel worn through",
        ),
        first,
    )
    yield (
        "daily",
        Shoe(
            brand="Halden",
            model="Drift 3",
            nickname="Blue Drift",
            size="43",
            size_system="EU",
            width="standard",
            insole="own, thin",
            lacing="criss-cross",
            bought=days.day(0) - timedelta(days=170),
            first_worn=days.day(0) - timedelta(days=166),
            prior_km=425,
            default=True,
            notes=(
                DatedNote(at=days.at(45, "19:20"), text="Outer edge of the left heel is going smooth."),
                DatedNote(at=days.at(80, "19:10"), text="Rocks a little on the kitchen table."),
            ),
        ),
        first + timedelta(minutes=1),
    )
    yield (
        "long",
        Shoe(
            brand="Corvid",
            model="Longway",
            size="43.5",
            size_system="EU",
            width="wide",
            bought=days.day(0) - timedelta(days=95),
            first_worn=days.day(0) - timedelta(days=90),
            prior_km=214,
            limit_km=700,
        ),
        first + timedelta(minutes=2),
    )
    yield (
        "new",
        Shoe(
            brand="Petrel",
            model="Swift",
            size="43",
            size_system="EU",
            width="narrow",
            lacing="heel lock since the second try",
            bought=days.day(18),
            first_worn=days.day(19),
            note="Light and quick; the heel cup is shallow.",
            notes=(
                DatedNote(at=days.at(22, "11:00"), text="Heel lifts on hills, left more than right."),
                DatedNote(
                    at=days.at(51, "20:15"), text="Relaced through the last eyelet: no slip jogging on the spot."
                ),
            ),
        ),
        days.at(18, "12:40"),
    )


def fit_checks(days: StoryDays, shoes: Mapping[str, str]) -> Iterator[FitCheck]:
    def check(shoe: str, day: int, clock: str, answers: str, **fields: Any) -> FitCheck:
        given = {question.id: _ANSWERS[key] for question, key in zip(QUESTIONS, answers, strict=True)}
        return FitCheck(shoe=shoes[shoe], at=days.at(day, clock), answers=given, **fields)

    yield check("daily", 18, "12:20", "yynyyyyyyyyy", when="other", note="Worn to the shop, to compare.")
    yield check("new", 18, "12:30", "nynnyyuuyuyy", when="other", note="Tried on after breakfast, in thin socks.")
    yield check(
        "new",
        24,
        "19:20",
        "nyyyyyunynny",
        when="after-workout",
        rub_spots=("left:achilles-insertion", "left:heel-side"),
        note="Heel lifts walking and jogging.",
    )
    yield check("new", 51, "20:10", "nyyyyyuyyuyy", when="end-of-day", rub_spots=("left:heel-side",), note="Relaced.")


def plans(days: StoryDays) -> Iterator[tuple[Entry, datetime]]:
    # The days trains on its second, fourth and last day of seven, whatever weekdays those are.
    weekdays = tuple(sorted(days.day(number).isoweekday() for number in (2, 4, 6)))
    for day, routine in ((0, FOUNDATION), (58, STRENGTH)):
        at = days.at(day, "19:30")
        since = days.day(day)
        yield Plan(since=since, routines=(PlannedRoutine(routine=routine, weekdays=weekdays, since=since),)), at


def own(days: StoryDays) -> Iterator[tuple[Entry, datetime]]:
    rock = Exercise(
        id="doorway-calf-rock",
        name="Doorway calf rock",
        type="mobility",
        region="calf",
        summary="Gentle rocking for a stiff calf, shown by the physio.",
        cue="Small and slow.",
        steps=(
            "Stand in a doorway with a hand on each side of the frame.",
            "Set one foot half a step ahead, heel down.",
            "Rock the front knee forward over the toes and back, slowly, the heel staying down.",
        ),
        dose=Dose(reps=Range(8, 20, 12), per_side=True),
        primary_muscles=("soleus",),
        stop_signs=("sharp pain at the front of the ankle",),
    )
    yield OwnExercise(exercise=rock.id, definition=rock), days.at(26, "12:05")
    yield (
        OwnExercise(
            exercise="single-leg-heel-raise",
            annotation="Two fingers on the kitchen counter, no more. The stairs are too high for now.",
        ),
        days.at(58, "19:40"),
    )
    yield (
        OwnRoutine(
            name="Hotel room",
            purpose="Ten quiet minutes without equipment.",
            based_on=FOUNDATION,
            times_per_week=2,
            items=(
                RoutineItem("double-leg-heel-raise", PlannedDose(sets=2, reps=12, rest_s=45)),
                RoutineItem("short-foot", PlannedDose(sets=2, reps=8, hold_s=5, per_side=True, rest_s=30)),
                RoutineItem("doorway-calf-rock", PlannedDose(sets=1, reps=12, per_side=True)),
            ),
        ),
        days.at(63, "20:30"),
    )
