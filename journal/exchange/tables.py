"""The export as flat tables: one CSV file for each kind of thing, units in the names of the columns.

Cells that a spreadsheet would take for a formula are defused with an apostrophe in front; so that it can be taken off
again without doubt, cells that begin with apostrophes and then such a character get one more.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from journal.entries import (
    ANKLES,
    CheckIn,
    Entry,
    FitCheck,
    Item,
    OwnExercise,
    OwnRoutine,
    Plan,
    Run,
    Session,
    Shoe,
    SideRating,
    day_of,
    kind_of,
)
from journal.text import clean
from library.exercise import MEASURE
from library.routine import PlannedDose

TableRow = Mapping[str, Any]

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_DOSE = (
    *("planned_sets", "planned_reps", "planned_hold_s", "planned_duration_s", "planned_distance_m", "planned_per_side"),
    *("planned_load_kg", "planned_band", "planned_rest_s", "planned_tempo_s", "planned_rep_s"),
)
_WRITTEN = ("created_at", "updated_at")

COLUMNS: dict[str, tuple[str, ...]] = {
    "check_ins": (
        *("id", "day", "at", "moment"),
        *(f"{side}_{what}" for side in ANKLES for what in ("rating_0_to_10", "spots", "feels")),
        *("triggers", "stop_signs", "stop_signs_cleared_at", "stop_signs_answered_at", "after", "note", *_WRITTEN),
    ),
    "sessions": (
        *("id", "day", "started_at", "finished_at", "state", "routine", "name", "rpe_0_to_10", "note", *_WRITTEN),
        *("own_updated_at", "support", "stage"),
    ),
    "items": (
        *("session", "item", "day", "position", "exercise", "name", *_DOSE),
        *("soreness_left_0_to_10", "soreness_right_0_to_10", "reason", "note", "removed", "variant", "how"),
    ),
    "sets": (
        *("session", "item", "set", "day", "number", "exercise", "name", "side", "reps", "hold_s", "duration_s"),
        *("distance_m", "load_kg", "band", "tempo_s", "planned", "chosen", "result", "done_at", "removed", "variant"),
    ),
    "runs": (
        *("id", "day", "started_at", "activity", "duration_s", "distance_km", "shoe", "shoe_name", "surface"),
        *("rpe_0_to_10", "note", "source_id", *_WRITTEN, "support"),
    ),
    "shoes": (
        *("id", "name", "brand", "model", "nickname", "size", "size_system", "width", "insole", "lacing", "bought"),
        *("first_worn", "prior_km", "limit_km", "default", "retired", "retired_reason", "note", *_WRITTEN),
    ),
    "shoe_notes": ("shoe", "shoe_name", "at", "text"),
    "supports": ("id", "type", "side", "since", "until", "note", *_WRITTEN),
    "fit_checks": ("id", "day", "at", "shoe", "shoe_name", "when", "rub_spots", "note", *_WRITTEN),
    "fit_answers": ("fit_check", "shoe", "question", "answer"),
    "self_tests": ("id", "day", "at", "test", "side", "value", "unit", "conditions", "scale", *_WRITTEN),
    "notes": ("id", "day", "text", *_WRITTEN),
    "plans": ("id", "since", "note", *_WRITTEN),
    "plan_routines": ("plan", "routine", "weekdays", "times_per_week", "times_per_day", "since"),
    "exercises": ("id", "exercise", "name", "hidden", "annotation", "definition_json", *_WRITTEN),
    "routines": ("id", "name", "purpose", "based_on", "times_per_week", "times_per_day", "weekdays", *_WRITTEN),
    "routine_items": ("routine", "number", "exercise", *_DOSE, "note", "variant"),
    "asked": ("id", "day", "at", "side", "who", "closes", "limit", "exercises", "until", "note", *_WRITTEN),
    "facts": ("id", "since", "fact", "until", "side", "note", *_WRITTEN),
    "answers": ("id", "day", "at", "question", "side", "value", *_WRITTEN),
    "removed": ("id", "removed_at"),
}
"""The tables and their columns. Lists within a cell are joined by ``;``; weekdays are 1 (Monday) to 7."""


def csv_files(entries: Iterable[Entry], removed: Mapping[str, str], shoes: Mapping[str, str]) -> dict[str, list[bytes]]:
    """Every table as a file by name, headers included, rows in the order of the entries.

    ``removed``: the moment of removal by id.
    ``shoes``: what shoes are called, by id.
    """
    texts = {table: io.StringIO() for table in COLUMNS}
    writers = {table: csv.writer(text, lineterminator="\n") for table, text in texts.items()}
    for table, columns in COLUMNS.items():
        writers[table].writerow(columns)
    for entry in entries:
        for table, row in _rows(entry, shoes):
            writers[table].writerow([_cell(row.get(column)) for column in COLUMNS[table]])
    for id, at in removed.items():
        writers["removed"].writerow([id, at])
    return {f"{table}.csv": [text.getvalue().encode()] for table, text in texts.items()}


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case int():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case str():
            text = clean(value)
        case _:
            text = clean(";".join(str(part) for part in value))
    return f"'{text}" if _FORMULA.match(text) else text


def _rows(entry: Entry, shoes: Mapping[str, str]) -> Iterator[tuple[str, TableRow]]:
    """The rows an entry becomes, each with its table: one of its own, and those of its parts."""
    own = {**_fields(entry), "day": day_of(entry)}
    match entry:
        case CheckIn():
            for side in ANKLES:
                report = entry.side(side)
                own[f"{side}_rating_0_to_10"] = report.rating
                own[f"{side}_spots"], own[f"{side}_feels"] = report.spots, report.feels
        case Session():
            own["rpe_0_to_10"] = entry.rpe
            for item in entry.items:
                yield from _item_rows(entry, item)
        case Run():
            own |= {"shoe_name": shoes.get(entry.shoe, ""), "rpe_0_to_10": entry.rpe}
        case Shoe():
            own["name"] = entry.name
            for note in entry.notes:
                yield "shoe_notes", {"shoe": entry.id, "shoe_name": entry.name, "at": note.at, "text": note.text}
        case FitCheck():
            own["shoe_name"] = shoes.get(entry.shoe, "")
            of_check = {"fit_check": entry.id, "shoe": entry.shoe}
            for question, answer in entry.answers.items():
                yield "fit_answers", {**of_check, "question": question, "answer": answer}
        case Plan():
            for planned in entry.routines:
                yield "plan_routines", {**_fields(planned), "plan": entry.id}
        case OwnExercise():
            full = entry.definition
            own["name"] = full.name if full else ""
            own["definition_json"] = msgspec.json.encode(full).decode() if full else ""
        case OwnRoutine():
            for number, planned_item in enumerate(entry.items, start=1):
                row = {"exercise": planned_item.exercise, "note": planned_item.note, "variant": planned_item.way}
                yield "routine_items", {**_dose(planned_item.dose), **row, "routine": entry.id, "number": number}
    several = f"{kind_of(entry).replace('-', '_')}s"
    yield several if several in COLUMNS else kind_of(entry), own


def _item_rows(session: Session, item: Item) -> Iterator[tuple[str, TableRow]]:
    place = {"session": session.id, "item": item.id, "day": session.started_at.date()}
    what = {"exercise": item.exercise, "name": item.name, "variant": item.way}
    sore = item.soreness or SideRating()
    soreness = {"soreness_left_0_to_10": sore.left, "soreness_right_0_to_10": sore.right}
    yield "items", {**_fields(item), **place, **what, **_dose(item.dose), **soreness}
    for number, each in enumerate(item.sets, start=1):
        if each.is_skipped:
            each = msgspec.structs.replace(each, **dict.fromkeys(MEASURE.values()))  # planned says what was asked for
        row = {**_fields(each), **place, **what, "set": each.id, "number": number, "tempo_s": each.tempo}
        row["removed"] = item.removed or each.removed
        yield "sets", row


def _fields(struct: msgspec.Struct) -> dict[str, Any]:
    names: Sequence[str] = struct.__struct_fields__
    return {name: getattr(struct, name) for name in names}


def _dose(dose: PlannedDose) -> dict[str, Any]:
    fields = {f"planned_{name}": value for name, value in _fields(dose).items()}
    return {**fields, "planned_tempo_s": dose.tempo}
