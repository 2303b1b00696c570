"""The library as it is written: TOML to checked values, each mistake with its file, field and reason.

Exercises, routines and cue cards are written and corrected in ``library/exercises/*.toml``, ``library/routines/*.toml``
and ``library/cues.toml``, their sources in ``library/sources.toml``. The program reads ``library/built_in.json``, which
``make documents`` makes of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec

from library.built_in import FOLDER
from library.catalogue import Catalogue
from library.cues import Cue
from library.exercise import MEASURE, Exercise
from library.figure import Figure
from library.routine import Routine

Value = TypeVar("Value", bound=msgspec.Struct)

_PLACE = re.compile(r" - at `\$?\.?(.*)`$", re.DOTALL)
# A built-in exercise must be doable from its text alone; a runner's own may start as a name.
_NEEDED = ("summary", "cue", "steps", "joint_actions", "stop_signs", "sources")
_STOP_SIGNS = (
    "pain that stabs or pinches",
    "pain above 5 of 10",
    "a numb or tingling foot",
    "an ankle that buckles",
    "the feeling that something popped or snapped",
)
"""What ends an exercise; one whose file has others has them instead."""
_HOPPING_STOP_SIGNS = (*_STOP_SIGNS[:2], "pain that grows from landing to landing", *_STOP_SIGNS[2:])


class Cues(msgspec.Struct, frozen=True):
    """All cue cards, in reading order."""

    cues: tuple[Cue, ...]


class CatalogueError(ValueError):
    """A value an exercise, a routine or a cue card cannot hold; names file, field and reason."""

    def __init__(self, file: str, field: str, reason: str) -> None:
        super().__init__(": ".join(part for part in (file, field, reason) if part))
        self.file, self.field, self.reason = file, field, reason


def _document(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(file, "", f"not TOML: {error}") from error


def _value(document: dict[str, Any], file: str, of: type[Value]) -> Value:
    try:
        value = msgspec.convert(document, of)
    except msgspec.ValidationError as error:
        place = _PLACE.search(str(error))
        raise CatalogueError(file, place.group(1) if place else "", _PLACE.sub("", str(error))) from error
    if unknown := _unknown(document, msgspec.to_builtins(value)):
        raise CatalogueError(file, unknown, "no such field")
    return value


def read_exercise(text: str, file: str) -> Exercise:
    """A built-in exercise, complete.

    Raises CatalogueError: its file is not TOML, lacks a field, holds one that is unknown or a value that makes no
    sense; or something a runner needs to do it safely is missing.
    """
    document = _sourced(_built_in(text, file), file)
    document.pop("figure", None)
    if isinstance(dose := document.get("dose"), dict):
        counted = next((mode for mode, field in MEASURE.items() if field in dose), "reps")
        document["dose"] = {"mode": counted, **dose}
    document.setdefault("stop_signs", _HOPPING_STOP_SIGNS if document.get("impact") == "high" else _STOP_SIGNS)
    exercise = _value(document, file, Exercise)
    for field in _NEEDED:
        if not getattr(exercise, field):
            raise CatalogueError(file, field, "empty; a built-in exercise has it")
    if not 4 <= len(exercise.steps) <= 7:
        raise CatalogueError(file, "steps", f"{len(exercise.steps)} steps; expected 4 to 7")
    if exercise.type != "self-care" and not exercise.primary_muscles:
        raise CatalogueError(file, "primary_muscles", "empty; every exercise works something")
    return exercise


def read_figure(text: str, file: str) -> Figure | None:
    """The figure in a built-in exercise's file; None where there is nothing to draw.

    Raises CatalogueError: as ``read_exercise``; or it draws a step that is not there.
    """
    document = _document(text, file)
    if "figure" not in document:
        return None
    figure = _value({"view": "side", **document["figure"]}, file, Figure)  # as most are drawn
    if not 1 <= figure.step <= len(document["steps"]):
        raise CatalogueError(file, "figure.step", f"is {figure.step}; the exercise has {len(document['steps'])} steps")
    return figure


def read_routine(text: str, file: str) -> Routine:
    """A built-in routine, complete.

    Raises CatalogueError: as ``read_exercise``; or its purpose, source or items are missing.
    """
    routine = _value(_built_in(text, file), file, Routine)
    for field in ("purpose", "source", "items"):
        if not getattr(routine, field):
            raise CatalogueError(file, field, "empty; a built-in routine has it")
    return routine


def read_cues() -> tuple[Cue, ...]:
    """The cue cards. Raises CatalogueError: as ``read_exercise``."""
    file = "cues.toml"
    document = _document((FOLDER / file).read_text("utf-8"), file)
    return _value({"cues": [_sourced(cue, file) for cue in document["cues"]]}, file, Cues).cues


@cache
def sources() -> Mapping[str, str]:
    """What exercises and cue cards may name as their sources, by id."""
    file = "sources.toml"
    return _document((FOLDER / file).read_text("utf-8"), file)


def _sourced(document: dict[str, Any], file: str) -> dict[str, Any]:
    """The same with each source in full. Raises CatalogueError: ``sources.toml`` does not hold one."""
    if unknown := [id for id in document.get("sources", ()) if id not in sources()]:
        raise CatalogueError(file, "sources", f"no source called {unknown[0]!r} in sources.toml")
    return {**document, "sources": [sources()[id] for id in document.get("sources", ())]}


def _built_in(text: str, file: str) -> dict[str, Any]:
    """What a file holds, under its own name; common practice where it names no article."""
    document = _document(text, file)
    if "id" in document:
        raise CatalogueError(file, "id", "the file's name says it")
    return {"origin": "standard", **document, "id": file.removesuffix(".toml").rpartition("/")[2]}


def _unknown(document: Any, known: Any, place: str = "") -> str:
    """The first field in the document that its type does not know; empty without one."""
    if isinstance(document, dict) and isinstance(known, dict):
        for key, value in document.items():
            here = f"{place}.{key}" if place else key
            if key not in known:
                return here
            if found := _unknown(value, known[key], here):
                return found
    elif isinstance(document, list) and isinstance(known, list):
        for number, (value, meant) in enumerate(zip(document, known, strict=False)):
            if found := _unknown(value, meant, f"{place}[{number}]"):
                return found
    return ""


def compiled() -> bytes:
    """What ``built_in.json`` has to hold: every file of the library, read and checked.

    Raises CatalogueError: a file is wrong.
    """
    parts = (
        _part("exercises", "exercises", read_exercise),
        _part("figures", "exercises", read_figure),
        _part("routines", "routines", read_routine),
        b'"cues":[\n%s\n]' % b",\n".join(msgspec.json.encode(cue) for cue in read_cues()),
    )
    return b"{%s}\n" % b",".join(parts)


def _part(name: str, folder: str, reader: Callable[[str, str], msgspec.Struct | None]) -> bytes:
    values = {
        path.stem: reader(path.read_text("utf-8"), f"{folder}/{path.name}")
        for path in sorted((FOLDER / folder).glob("*.toml"), key=lambda path: path.stem)
    }
    lines = [
        msgspec.json.encode(id) + b":" + msgspec.json.encode(value) for id, value in values.items() if value is not None
    ]
    return b'"%s":{\n%s\n}' % (name.encode(), b",\n".join(lines))


def check(catalogue: Catalogue) -> None:
    """Looks at everything and raises on the first thing that does not hold together.

    Raises CatalogueError: a ladder or a routine points nowhere, or a ladder runs in a circle.
    """
    harder: dict[str, set[str]] = {}
    for exercise in catalogue.all():
        for field in ("easier_id", "harder_id"):
            other = getattr(exercise, field)
            if other and other not in catalogue:
                raise CatalogueError(f"exercises/{exercise.id}.toml", field, f"no exercise called {other!r}")
        if exercise.easier_id:
            harder.setdefault(exercise.easier_id, set()).add(exercise.id)
        if exercise.harder_id:
            harder.setdefault(exercise.id, set()).add(exercise.harder_id)
    for id in harder:
        if id in _above(id, harder):
            raise CatalogueError(f"exercises/{id}.toml", "harder_id", "its ladder comes back to itself")
    for routine in catalogue.routines():
        for items in routine.every_items:
            for item in items:
                if item.exercise not in catalogue:
                    raise CatalogueError(
                        f"routines/{routine.id}.toml", "items", f"no exercise called {item.exercise!r}"
                    )


def _above(id: str, harder: Mapping[str, set[str]]) -> set[str]:
    """Everything that can be reached by going to something harder."""
    reached: set[str] = set()
    ahead = list(harder.get(id, ()))
    while ahead:
        step = ahead.pop()
        if step not in reached:
            reached.add(step)
            ahead.extend(harder.get(step, ()))
    return reached
