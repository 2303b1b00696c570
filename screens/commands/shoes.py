"""``shoes`` and ``shoe``: the pairs with how far they have gone; one added, one retired."""

from __future__ import annotations

import argparse
from datetime import date
from functools import partial

from msgspec.structs import replace

from journal.changes.checked import validated
from journal.entries import Run, Shoe
from journal.errors import SurefootError
from journal.journal import Journal
from journal.rules.shoes.shoes import Wear, first_worn, no_other_default, retirement_problem, rotation, shoes_called
from journal.text import one_line
from journal.words.names import Names
from library.words import counted
from screens.commands.log import as_exported
from screens.commands.naming import one_called
from screens.commands.output import by_option, day_given, refuse_idle, say_changed, say_json, tell, viewed

_OPTIONS = {
    "nickname": "NAME",
    "prior_km": "--km",
    "limit_km": "--limit",
    "brand": "--brand",
    "model": "--model",
    "note": "--note",
    "retired_reason": "--note",
}
_OF_A_NEW_PAIR = ("--brand", "--model", "--km", "--limit", "--default")


def shoes(arguments: argparse.Namespace) -> None:
    with viewed(arguments) as (journal, views, now):
        settings = views.settings
        held = rotation(
            journal.of_kind(Shoe),
            journal.of_kind(Run),
            now.date(),
            soft_km=settings.shoe_soft_km,
            strong_km=settings.shoe_strong_km,
        )
        worn = [*held.in_use, *held.retired]
        if arguments.format == "json":
            say_json({"shoes": [{**as_exported(journal, one.shoe), **_worn(one)} for one in worn]})
            return
        if not worn:
            tell("There are no shoes yet; surefoot shoe add NAME adds a pair.")
        for one in worn:
            tell(_line(one, views.names))


def _worn(one: Wear) -> dict[str, object]:
    """What follows from the runs in a pair; lengths in km."""
    return {
        "name": one.shoe.name,
        "km": round(one.km, 3),
        "runs": one.runs,
        "last": one.last.isoformat() if one.last else None,
        "wear": str(one.mark),
    }


def _line(one: Wear, names: Names) -> str:
    shoe = one.shoe
    told = [names.km(one.km), counted(one.runs, "run")]
    told += [f"last on {one.last}"] if one.last else []
    told += ["the default pair"] if shoe.default else []
    told += [f"retired {shoe.retired}"] if shoe.retired else []
    return f"{shoe.name:<28}  {', '.join(told)}"


def shoe(arguments: argparse.Namespace) -> None:
    if arguments.what == "retire":
        refuse_idle(arguments, _OF_A_NEW_PAIR, "shoe add")
    with viewed(arguments, create=arguments.what == "add") as (journal, _, now):
        on = day_given(arguments.on, now.date(), "--on")
        known = journal.of_kind(Shoe)
        if arguments.what == "add":
            if not arguments.name.strip():
                raise SurefootError("a pair needs a name")
            same = one_line(arguments.name).casefold()
            if there := [one.name for one in known if one.retired is None and one_line(one.name).casefold() == same]:
                raise SurefootError(f"there is a pair called {there[0][:60]!r} already")
            with by_option(_OPTIONS):
                new = validated(
                    Shoe(
                        id=journal.new_id(),
                        nickname=arguments.name.strip(),
                        brand=arguments.brand.strip(),
                        model=arguments.model.strip(),
                        prior_km=arguments.km or 0.0,
                        limit_km=arguments.limit,
                        bought=on,
                        default=arguments.default or not any(one.retired is None for one in known),
                        note=arguments.note,
                    )
                )
            others = no_other_default(known, new.id) if new.default else {}
            journal.record([new], others, label=f"added shoe {new.name}")
            told = f"Added {new.name}{', the default pair' if new.default else ''}."
        else:
            name = _retire(journal, arguments.name, arguments.note, on or now.date())
            told = f"Retired {name}; its runs and remarks stay."
    say_changed(f"{told} surefoot undo takes it back.")


def _retire(journal: Journal, name: str, why: str, on: date) -> str:
    """Retire the pair that is called so; its name.

    Raises SurefootError: there is none, it is retired already, or was worn later.
    """
    known = journal.of_kind(Shoe)
    called = shoes_called(name, known)
    id = called[0].id if len(called) == 1 else one_called(name, {one.id: one.name for one in known}, "shoe")
    pair = next(one for one in known if one.id == id)
    if pair.retired is not None:
        raise SurefootError(f"{pair.name} is retired already, since {pair.retired}")
    if problem := retirement_problem(on, first_worn(pair, journal.of_kind(Run))):
        raise SurefootError(f"--on: {problem}")
    edit = partial(replace, default=False, retired=on, retired_reason=why)
    with by_option(_OPTIONS):
        journal.change(pair.id, edit, f"retired shoe {pair.name}")
    return pair.name
