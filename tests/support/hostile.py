"""A journal whose every text field tries to do something to the terminal, the markup or a spreadsheet."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from journal.entries import (
    AnkleReport,
    CheckIn,
    DatedNote,
    FitCheck,
    Item,
    Note,
    OwnRoutine,
    Run,
    SelfTest,
    Session,
    Set,
    Shoe,
)
from journal.journal import Journal
from library.routine import PlannedDose, RoutineItem
from tests.support.journals import HOSTILE, fixed_clock, open_journal

FORMULA = '=HYPERLINK("x")'
WIDE = "走る人の足首👟👩‍🚀" * 4
SHORT = HOSTILE[:60]


def hostile_journal(folder: Path) -> Journal:
    """One entry of most kinds, each text hostile in some way."""
    clock = fixed_clock()
    journal = open_journal(folder, clock=clock)
    now = clock.now()
    shoe = journal.add(
        Shoe(
            brand=SHORT,
            model=WIDE,
            nickname=SHORT,
            size=SHORT,
            width=SHORT,
            insole=WIDE,
            lacing=SHORT,
            default=True,
            note=HOSTILE * 5,
            notes=(DatedNote(at=now, text=HOSTILE),),
        )
    )
    run = journal.add(
        Run(started_at=now - timedelta(hours=9), duration_s=2400, distance_km=7.2, shoe=shoe.id, note=HOSTILE)
    )
    dose = PlannedDose(sets=1, reps=10)
    journal.add_all(
        [
            FitCheck(shoe=shoe.id, at=now, note=HOSTILE + FORMULA),
            CheckIn(at=now - timedelta(hours=30), moment="evening", left=AnkleReport(rating=3), note=WIDE),
            CheckIn(
                at=now - timedelta(hours=1),
                moment="after",
                left=AnkleReport(rating=5, feels=("tingling",)),
                right=AnkleReport(rating=0),
                note=HOSTILE,
                after=run.id,
            ),
            SelfTest(at=now, test="clinic-score", value=80, scale=SHORT, conditions=HOSTILE[:150], unit=SHORT[:20]),
            OwnRoutine(name=SHORT, purpose=HOSTILE, items=(RoutineItem("short-foot", dose, note=HOSTILE),)),
            Session(
                started_at=now - timedelta(hours=5),
                finished_at=now - timedelta(hours=4),
                state="finished",
                name=SHORT,
                note=HOSTILE,
                items=(
                    Item(
                        id="1",
                        exercise="gone",
                        name=SHORT,
                        dose=dose,
                        note=HOSTILE,
                        reason=HOSTILE,
                        sets=(Set(id="1", reps=10, result="done", done_at=now, band=SHORT),),
                    ),
                ),
            ),
            Note(day=now.date(), text=f"{HOSTILE}\n{WIDE}\n{FORMULA}\n[link=x]y[/link]" * 3),
        ]
    )
    return journal
