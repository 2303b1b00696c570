"""A journal that holds every kind of entry with every field filled in, for what must not leave anything out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec

from journal.entries import (
    AnkleReport,
    Answer,
    Asked,
    CheckIn,
    DatedNote,
    Entry,
    Fact,
    FitCheck,
    Item,
    Note,
    OwnExercise,
    OwnRoutine,
    Plan,
    PlannedRoutine,
    Run,
    SelfTest,
    Session,
    Set,
    Shoe,
    SideRating,
    Support,
    Timer,
)
from library.exercise import ArticleFacts, Dose, Exercise, Load, Range
from library.routine import PlannedDose, RoutineItem

AT = datetime.fromisoformat("2026-11-19T18:30:00+01:00")
DAY = date(2026, 11, 19)


def every_kind() -> list[Entry]:
    """One entry of each kind, no field of it or within it left at its default."""
    dose = PlannedDose(
        sets=3, reps=12, hold_s=5.0, per_side=True, load_kg=5.0, band="green", rest_s=60.0, tempo="2-1-3", rep_s=4.0
    )
    set_ = Set(
        id="1-1",
        side="left",
        reps=12,
        hold_s=5.0,
        duration_s=40.0,
        distance_m=20.0,
        load_kg=5.0,
        band="green",
        tempo="2-1-3",
        planned=12.0,
        chosen=True,
        done_at=AT,
        result="shaky",
        updated_at=AT,
        removed=True,
    )
    item = Item(
        id="1",
        exercise="single-leg-heel-raise",
        name="Single-leg heel raise",
        variant="bent-knee+backpack",
        dose=dose,
        sets=(set_,),
        position=1.0,
        soreness=SideRating(left=2, right=1),
        how="slowly",
        reason="both: quiet mornings",
        note="wobbled",
        updated_at=AT,
        removed=True,
    )
    return [
        Plan(
            since=DAY,
            routines=(
                PlannedRoutine(routine="foundation", weekdays=(1, 3), times_per_week=2, times_per_day=2, since=DAY),
            ),
            note="until spring",
        ),
        OwnExercise(exercise="own-rock", definition=_exercise(), hidden=True, annotation="with care"),
        OwnRoutine(
            name="Hotel room",
            items=(RoutineItem("short-foot", dose, note="slowly", variant="flat-floor"),),
            purpose="quiet",
            based_on="foundation",
            times_per_week=2,
            times_per_day=2,
            weekdays=(1, 3),
        ),
        Session(
            started_at=AT,
            finished_at=AT,
            state="finished",
            routine="foundation",
            name="Foundation",
            items=(item,),
            timer=Timer(purpose="hold", started_at=AT, deadline=AT, item="1", set="1-1", guided=True, paused_at=AT),
            rpe=4.5,
            support="881615689482240003",
            note="well",
            stage=2,
            own_updated_at=AT,
        ),
        Run(
            started_at=AT,
            activity="walk",
            duration_s=2400.0,
            distance_km=7.2,
            shoe="881615689482240002",
            surface="trail",
            support="881615689482240003",
            rpe=3.5,
            note="easy",
            source_id="strava:1",
        ),
        CheckIn(
            at=AT,
            moment="on-waking",
            left=AnkleReport(rating=3, spots=("atfl",), feels=("stiff",)),
            right=AnkleReport(rating=1, spots=("calf",), feels=("tight",)),
            triggers=("hills",),
            stop_signs=("tender-bone",),
            stop_signs_cleared_at=AT,
            stop_signs_answered_at=AT,
            after="881615689482240002",
            note="first steps",
        ),
        Shoe(
            brand="Halden",
            model="Drift 3",
            nickname="Blue",
            size="43",
            size_system="EU",
            width="wide",
            insole="own",
            lacing="runner's loop",
            bought=DAY,
            first_worn=DAY,
            prior_km=12.5,
            limit_km=700.0,
            default=True,
            retired=DAY,
            retired_reason="worn",
            note="heel slips",
            notes=(DatedNote(at=AT, text="less now"),),
        ),
        Support(type="lace-brace", side="left", since=DAY, until=DAY, note="over thin socks"),
        FitCheck(
            shoe="881615689482240002",
            at=AT,
            when="end-of-day",
            answers={"measured-standing": "yes", "larger-foot": "unsure"},
            rub_spots=("left:heel-side",),
            note="in thin socks",
        ),
        SelfTest(
            at=AT,
            test="clinic-score",
            side="left",
            value=81.5,
            unit="points",
            conditions="rested",
            scale="VISA-A",
        ),
        Note(day=DAY, text="A quiet day."),
        Asked(
            at=AT,
            side="left",
            who="physio",
            closes=("C5", "pop-at-heel"),
            limit="ladder",
            exercises="go-on",
            until=DAY,
            note="come back in three weeks",
        ),
        Fact(since=DAY, fact="operation", until=DAY, side="left", note="plates out"),
        Answer(at=AT, question="trust", side="left", value=8.0),
    ]


def _exercise() -> Exercise:
    given = Range(1, 10, 5)
    return Exercise(
        id="own-rock",
        name="Rock",
        article_name="Rocks",
        aliases=("rocking",),
        origin="standard",
        type="mobility",
        level=2,
        region="calf",
        joint_actions=("dorsiflexion",),
        impact="low",
        calf_level=1,
        balance_level=1,
        over_edge=True,
        end_range=True,
        sideways=True,
        stance="seated",
        hand_hold=True,
        both_feet=True,
        not_with=("ankle-front",),
        summary="Rocking.",
        cue="Small.",
        steps=("Stand.", "Rock."),
        dose=Dose(
            mode="reps",
            sets=given,
            reps=given,
            hold_s=given,
            per_side=True,
            load=Load(kind="band", min_kg=1.0, max_kg=5.0, note="light"),
            rest_s=given,
            sessions_per_week=Range(1, 7, 5),
            sessions_per_day=2,
            tempo_s="2-1-3",
            rep_s=4.0,
            min_gap_h=6.0,
            basis="handout",
            note="daily",
        ),
        primary_muscles=("soleus",),
        secondary_muscles=("gastrocnemius",),
        other_structures=("Achilles tendon",),
        equipment=("wall",),
        equipment_optional=("chair",),
        easier="Seated.",
        easier_id="seated-rock",
        harder="Loaded.",
        harder_id="loaded-rock",
        cautions=("slowly",),
        stop_signs=("sharp pain",),
        article_facts=ArticleFacts(*["said"] * len(ArticleFacts.__struct_fields__)),
        article_problems=("too many",),
        sources=("a physio",),
    )


_MAY_BE_EMPTY = ("id", "created_at", "updated_at", "duration_s", "distance_m", "mode")


def left_at_default(value: Any, path: str = "") -> list[str]:
    """The fields of a struct, and of those within it, that say nothing: to prove that nothing was forgotten.

    Two measures of a dose exclude the others, so a dose's are not asked for.
    """
    if isinstance(value, tuple):
        return [found for element in value for found in left_at_default(element, path)]
    if not isinstance(value, msgspec.Struct):
        return []
    found: list[str] = []
    for info in msgspec.structs.fields(value):
        name = f"{path}.{info.name}" if path else info.name
        held = getattr(value, info.name)
        if held == info.default and info.name not in (
            "id",
            "created_at",
            "updated_at",
            "duration_s",
            "distance_m",
            "mode",
        ):
            found.append(name)
        found += left_at_default(held, name)
    return found
