"""One line for each exercise, routine and cue card, as the lists show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from library.catalogue import FILTERS, Catalogue, Filters
from library.cues import Cue
from library.exercise import Exercise
from library.routine import Routine
from screens.drawing.lines import MUTED
from screens.entries.exercise.words import IMPACTS, LEVELS, ORIGINS
from screens.widgets.room import Part, Rank, aside, beside, mark, name, part
from screens.widgets.rows import Row

NAME_CELLS = 31


def exercise_row(exercise: Exercise, catalogue: Catalogue, barred: str = "") -> Row:
    """Name, whether it leaves the ground, and a word for what the runner added; the filters say the rest.

    ``barred`` says why it is not for today: then that is marked, where there is little room by the mark alone.
    """
    added = {
        "remark": catalogue.annotation(exercise.id),
        "own": catalogue.is_own(exercise.id),
        "hidden": catalogue.is_hidden(exercise.id),
    }
    return Row(
        exercise.id,
        beside(
            name(exercise.name, cells=NAME_CELLS),
            mark(*((" ▲ not today", " ▲") if barred else ("",)), style="$warning", cells=12),
            mark(" hops" if exercise.gated else "", style="bold", cells=5),
            *(part(f" {word}", style=MUTED, rank=Rank.ASIDE) for word, so in added.items() if so),
        ),
    )


def routine_row(
    routine: Routine, minutes: str, own: bool, not_today: str = "", mixed: bool = False, brief: bool = False
) -> Row:
    """Name, the ``minutes`` it takes today, how often, and a word for the runner's own.

    ``not_today`` says that it, or its jumps, are not for today. ``mixed`` says what it is, among exercises. ``brief``
    leaves to the text beside the list what its columns have no room for.
    """
    hops = " hops" if routine.gate == "plyometric" else ""
    if brief:
        words = f" routine{hops}" if mixed else hops or f"{minutes} min"
        usual = (words, "bold" if hops else MUTED)
        word, style = (not_today, "$warning") if not_today else usual
        return Row(routine.id, beside(name(routine.name, cells=NAME_CELLS - 6), mark(f"{word:>11}", style=style)))
    weeks = f"{routine.weeks} weeks" if routine.weeks else ""
    lasts = part(f" {minutes:>8} min ", style=MUTED)
    often = f" {routine.times_per_week} a week  "
    lead = (
        [name(routine.name, cells=NAME_CELLS), _place(f" {'routine':11}", not_today and f" {not_today:11}"), lasts]
        if mixed
        else [name(routine.name, cells=NAME_CELLS - 4), lasts, _place(often, not_today and f" {not_today:10}")]
    )
    return Row(
        routine.id,
        beside(
            *lead,
            part(f"{weeks:9}level {routine.level}", f"{weeks:9}{routine.level}", rank=Rank.ASIDE),
            mark(hops, style="bold"),
            part(" own" if own else "", style=MUTED, rank=Rank.ASIDE),
        ),
    )


def _place(usual: str, instead: str) -> Part:
    """A column, or what stands in its place and does not give way."""
    return mark(instead, style="$warning") if instead else part(usual, style=MUTED)


def cue_row(cue: Cue, mixed: bool, brief: bool = False) -> Row:
    """Title and the school that teaches it; ``mixed`` says what it is, among exercises, ``brief`` no more than that."""
    if mixed and brief:
        return Row(cue.id, beside(name(cue.title, cells=NAME_CELLS - 6), mark(f"{'cue card':>11}", style=MUTED)))
    kind = [part(f" {'cue card':11}", style=MUTED)] if mixed else []
    cells = NAME_CELLS if mixed else NAME_CELLS - 4
    return Row(cue.id, beside(name(cue.title, cells=cells), *kind, aside(f" {cue.school}", MUTED)))


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
