"""``exercises``: the library searched from the command line, best match first; one exercise in full by its id."""

from __future__ import annotations

import argparse
import sys

from journal.rules.training.offered import care_today
from journal.views.training import Training
from library.exercise import Exercise, as_plain
from screens.commands.output import tell, told_settings, viewed
from screens.drawing.section import plain_lines
from screens.entries.exercise.words import exercise_sections, label_line, not_today


def exercises(arguments: argparse.Namespace) -> None:
    """Print the exercises that answer to the query, or the one whose id it is, as text or as JSON."""
    with viewed(arguments) as (_, views, now):
        catalogue = views.catalogue
        training = views.training(now) if arguments.format != "json" else None
    query = arguments.query.strip()
    found = (catalogue.get(query),) if query in catalogue else catalogue.search(query)
    if training is None:
        import json

        in_ascii = "utf" not in (getattr(sys.stdout, "encoding", None) or "utf").lower()
        print(json.dumps([as_plain(exercise) for exercise in found], ensure_ascii=in_ascii, indent=1))
        return
    if not found:
        tell(f"No exercise answers to {query[:40]!r}.", error=True)
    elif query in catalogue:
        settings = told_settings()
        exercise = found[0]
        told = not_today(training.bars(exercise), care_today(exercise, training.found))
        tell(exercise.name)
        tell(label_line(exercise))
        tell("")
        tell("\n".join(plain_lines([*told, *exercise_sections(exercise, catalogue, settings.load)])))
    else:
        tell("\n".join(_listed(found, training)))


def _listed(found: tuple[Exercise, ...], training: Training) -> list[str]:
    """One line each: id, name, kind, body part, level, and which are not for today."""
    ids = max(len(exercise.id) for exercise in found)
    names = max(len(exercise.name) for exercise in found)
    return [
        f"{exercise.id:{ids}}  {exercise.name:{names}}  {exercise.type:10}  {exercise.region:5}  {exercise.level}"
        + ("  not today" if training.barred(exercise) else "")
        for exercise in found
    ]
