"""One line for each exercise, routine and cue card, as the lists show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.content import Content

from library.catalogue import FILTERS, Catalogue, Filters
from library.cues import Cue
from library.exercise import Exercise
from library.routine import Routine, estimated_minutes
from screens.entries.exercise.words import IMPACTS, LEVELS, ORIGINS
from screens.widgets.rows import Row

NAME_CELLS = 33


def _column(text: str, cells: int) -> Content:
    return Content(text).truncate(cells, ellipsis=True, pad=True)


def exercise_row(exercise: Exercise, catalogue: Catalogue) -> Row:
    """Name, kind, body part, level, and a word for what the runner added."""
    marks = []
    if catalogue.is_own(exercise.id):
        marks.append("own")
    if catalogue.annotation(exercise.id):
        marks.append("remark")
    if exercise.gated:
        marks.append("hops")
    content = Content.assemble(
        _column(exercise.name, NAME_CELLS),
        " ",
        (f"{exercise.type:11}", "$foreground-muted"),
        f"{exercise.region:6}",
        f"{exercise.level} ",
        (" ".join(marks), "$accent"),
    )
    return Row(exercise.id, content)


def routine_row(routine: Routine, own: bool) -> Row:
    """Name, minutes (of a programme's last weeks), how often, and a word for the runner's own."""
    weeks = f"{routine.weeks} weeks" if routine.weeks else ""
    minutes = estimated_minutes(routine.every_items[-1], routine.rest_between_s)
    content = Content.assemble(
        _column(routine.name, NAME_CELLS - 9),
        " ",
        (f"{minutes:3} min  {routine.times_per_week} a week  ", "$foreground-muted"),
        f"{weeks:9}",
        f"{routine.level} ",
        ("own" if own else "hops" if routine.gate else "", "$accent"),
    )
    return Row(routine.id, content)


def cue_row(cue: Cue) -> Row:
    """Title and the school that teaches it."""
    return Row(cue.id, Content.assemble(_column(cue.title, NAME_CELLS - 4), " ", (cue.school, "$foreground-muted")))


def option_words(field: str, value: object) -> str:
    """A filter's value as a runner reads it: ``2 middling``, ``leaves the ground``, ``ten-exercise article``."""
    words: dict[str, Mapping[Any, str]] = {
        "level": LEVELS,
        "impact": IMPACTS,
        "origin": ORIGINS,
        "equipment": {"none": "nothing needed"},
    }
    return words.get(field, {}).get(value, str(value))


def filter_words(filters: Filters) -> str:
    """The filters set, in words: ``strength · 1 easy``."""
    values = ((field, getattr(filters, field)) for field in FILTERS)
    return " · ".join(option_words(field, value) for field, value in values if value is not None)
