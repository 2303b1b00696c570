"""``surefoot run``: one run written, one line said."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from journal.clock import Clock
from journal.entered import entered
from journal.entries import ACTIVITIES, LONGEST_RUN_S, NOT_ON_FOOT, Activity, Run, Shoe, Support
from journal.errors import SurefootError
from journal.paths import journal_path
from journal.quick import append_once, kept_once
from journal.rules.shoes.shoes import default_shoe, shoes_called
from journal.settings.settings import Settings
from journal.words.entry import line, when_words
from journal.words.names import Names
from library.words import capitalised
from screens.commands.naming import did_you_mean, find_id
from screens.commands.output import (
    NEXT,
    by_option,
    clock_of,
    moment_given,
    opened,
    refuse_idle,
    say_changed,
    tell,
    told_settings,
    usage,
    viewed,
    warn,
)

_OF_A_RUN = ("--km", "--shoe", "--support", "--at", "--note")


def run(arguments: argparse.Namespace) -> None:
    """Write one run. Without a shoe it counts for the default pair; without a time it has just ended.

    With nothing said of a run, it tells how to run today.
    """
    if arguments.kind is None and arguments.minutes is None:
        refuse_idle(arguments, _OF_A_RUN, "--kind and --minutes")
        _how_today(arguments)
        return
    for name in ("kind", "minutes"):
        if getattr(arguments, name) is None:
            usage("run", f"a run needs --{name}")
    clock = clock_of(arguments)
    now = clock.now()
    path = journal_path(arguments.journal)
    activity = cast(Activity, find_id(arguments.kind, dict.fromkeys(ACTIVITIES), "kind"))
    duration_s, distance = arguments.minutes, arguments.km
    _refuse_below_nought("--minutes", duration_s / 60)
    _refuse_below_nought("--km", distance or 0.0)
    shoes = kept_once(path, clock, Shoe)
    shoe, without_shoe = _shoe(arguments.shoe, activity, shoes)
    just_ended = now - timedelta(seconds=min(duration_s, LONGEST_RUN_S))  # more is refused in a moment
    entry = Run(
        started_at=moment_given(arguments.at, now) if arguments.at else just_ended,
        activity=activity,
        duration_s=duration_s,
        distance_km=distance,
        shoe=shoe,
        support=_support(arguments.support, path, clock),
        note=arguments.note,
    )
    settings = told_settings()
    with by_option({"duration_s": "--minutes", "distance_km": "--km", "note": "--note"}):
        [added] = append_once(path, clock, [entered(entry, None, now, settings.distance)], tell=warn)
    names = Names(shoes={shoe.id: shoe.name for shoe in shoes}, distance=settings.distance)
    told = f"Saved: {line(added, names)}, began {when_words(added)}."
    lines = (
        " ".join(words for words in (told, without_shoe) if words),
        _more_than_allowed(arguments, added, now, settings),
        NEXT,
    )
    say_changed("\n".join(line for line in lines if line))


def _how_today(arguments: argparse.Namespace) -> None:
    from journal.words.path import ladder_line
    from journal.words.verdict import run_words

    with viewed(arguments) as (_, views, now):
        found = views.verdict(now)
        tell(
            "\n".join(line for line in (f"Running today: {run_words(found, views.names)}.", ladder_line(found)) if line)
        )


def _more_than_allowed(arguments: argparse.Namespace, entry: Run, now: datetime, settings: Settings) -> str:
    """A sentence where a run is more than its day allowed before it, as in the form; the run itself is saved first."""
    from journal.views.views import Views
    from journal.words.verdict import more_than_allowed
    from library.catalogue import Catalogue

    with opened(arguments, clock_of(arguments)) as journal:
        views = Views(journal, settings, Catalogue.built_in())
        return more_than_allowed(entry, views.verdict_before(entry, now), views.names, now.date())


def _support(text: str, path: Path, clock: Clock) -> str:
    """The id of the support meant: by its id, or by its type where one of that type is worn.

    Raises SurefootError: there is none, or more than one; nothing was written.
    """
    if not text:
        return ""
    held = [
        one for one in kept_once(path, clock, Support) if one.id == text or (one.until is None and one.type == text)
    ]
    if len(held) == 1:
        return held[0].id
    if held:
        raise SurefootError(f"--support {text[:40]!r} is {len(held)} of yours: name one by its id")
    raise SurefootError(f"--support {text[:40]!r} is no brace, tape or sleeve of yours; n in surefoot adds one")


def _refuse_below_nought(option: str, value: float) -> None:
    if value < 0:
        raise SurefootError(f"{option} is {value:g}; expected a number of 0 or more")


def _shoe(name: str, activity: Activity, shoes: list[Shoe]) -> tuple[str, str]:
    """The id of the pair named, and a sentence where none is: the run is saved all the same.

    Without a name it is the default pair, when one is worn for this kind.
    """
    if not name.strip():
        worn = None if activity in NOT_ON_FOOT else default_shoe(shoes)
        return worn.id if worn else "", ""
    called = shoes_called(name, shoes)
    if len(called) == 1:
        return called[0].id, ""
    then = "the run is saved without a shoe: choose it in the run in the Diary"
    if called:
        pairs = ", ".join(shoe.name for shoe in called[:4])
        return "", f"More than one pair is called {name[:60]!r} ({pairs}); {then}."
    near = did_you_mean(name, [shoe.name for shoe in shoes])
    sentence = f"{near} {capitalised(then)}" if near else f"; {then}"
    return "", f"There is no shoe {name[:60]!r}{sentence}, after adding the pair on the screen Shoes."
