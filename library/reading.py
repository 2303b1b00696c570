"""Reads the library's own files: TOML to a checked value, each mistake with its file, field and reason."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from library.errors import CatalogueError
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


def read(text: str, file: str, of: type[Value]) -> Value:
    """The value a file holds.

    Raises CatalogueError: it is not TOML, lacks a field, holds one that is unknown or a value that makes no sense.
    """
    return _value(_document(text, file), file, of)


def _document(text: str, file: str) -> dict[str, Any]:
    import tomllib  # here: the first start reads no exercise before its first frame

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

    Raises CatalogueError: as ``read``; or something a runner needs to do it safely is missing.
    """
    document = _built_in(text, file)
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

    Raises CatalogueError: as ``read``; or it draws a step that is not there.
    """
    document = _document(text, file)
    if "figure" not in document:
        return None
    figure = _value({"view": "side", **document["figure"]}, file, Figure)  # as most are drawn
    if not 1 <= figure.step <= len(document["steps"]):
        raise CatalogueError(file, "figure.step", f"is {figure.step}; the exercise has {len(document['steps'])} steps")
    return figure


def read_routine(text: str, file: str) -> Routine:
    """A built-in routine, complete. Raises CatalogueError: as ``read``; or its purpose, source or items are missing."""
    routine = _value(_built_in(text, file), file, Routine)
    for field in ("purpose", "source", "items"):
        if not getattr(routine, field):
            raise CatalogueError(file, field, "empty; a built-in routine has it")
    return routine


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
