"""``surefoot rate``: one check-in written, one line said. Of the journal three days are read."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace

from journal.clock import clock_from_environment
from journal.dates import clock_time, long_day, parse_moment
from journal.entries import ANKLES, Ankle, AnkleReport, CheckIn
from journal.errors import SurefootError
from journal.paths import journal_path
from journal.quick import append_once, before_once
from journal.rules.ankle.moments import follows, guess, refuse_future
from journal.rules.ankle.readings import moment_words
from journal.rules.ankle.stop_signs import HIGH_RATING, RISE, URGENCY_WORDS, highest_urgency
from journal.vocabulary import FEELS, MOMENTS, SPOTS, STOP_SIGNS, TRIGGERS, Term, find_id
from screens.commands.output import by_option, say_changed, warn

NONE = "none"
"""What answers the stop-sign question with none of them."""


def rate(arguments: argparse.Namespace) -> int:
    """Write one check-in; words of the vocabulary may be shortened to a beginning that only one of them has."""
    clock = clock_from_environment()
    path = journal_path(arguments.journal)
    check_in = _check_in(arguments, clock.now())
    check_ins, sessions, runs = before_once(path, clock, check_in.at.date())
    moment = check_in.moment or guess(check_in.at, check_ins, sessions, runs).moment
    after = follows(moment, check_in.at, sessions, runs)
    with by_option({"note": "--note"}):
        (kept,) = append_once(path, clock, [replace(check_in, moment=moment, after=after)], tell=warn)
    say_changed(saved_words(kept, guessed=not check_in.moment))
    return 0


def _check_in(arguments: argparse.Namespace, now: datetime) -> CheckIn:
    """The check-in a command line asks for; its moment is empty where none is given.

    Raises:
        SurefootError: one sentence naming the option and what was expected.
    """
    ratings: dict[Ankle, int | None] = {"left": arguments.left, "right": arguments.right}
    for side, rating in ratings.items():
        if rating is not None and not 0 <= rating <= 10:
            raise SurefootError(f"--{side} {rating} is outside 0 to 10")
    signs = _ids([text for text in arguments.stop_sign if text != NONE], STOP_SIGNS, "stop sign")
    if arguments.left is None and arguments.right is None and not signs:
        raise SurefootError("rate needs --left N or --right N, 0 none to 10 worst")
    spots = _by_side(arguments.spot, SPOTS, "spot", ratings)
    feels = _by_side(arguments.feel, FEELS, "feel", ratings)
    try:
        at = refuse_future(parse_moment(arguments.at or "", now), now)
    except SurefootError as error:
        raise SurefootError(f"--at: {getattr(error, 'expected', error)}") from None
    left, right = (
        AnkleReport(rating=ratings[side], spots=tuple(spots[side]), feels=tuple(feels[side])) for side in ANKLES
    )
    return CheckIn(
        at=at,
        moment=find_id(arguments.moment, MOMENTS, "moment") if arguments.moment else "",
        left=left,
        right=right,
        triggers=_ids(arguments.trigger, TRIGGERS, "trigger"),
        stop_signs=signs,
        stop_signs_answered_at=now if arguments.stop_sign else None,
        note=arguments.note,
    )


def _ids(given: Sequence[str], known: Mapping[str, object], what: str) -> tuple[str, ...]:
    """The ids given, each once."""
    return tuple(dict.fromkeys(find_id(text, known, what) for text in given))


def _by_side(
    given: Sequence[str], known: Mapping[str, Term], what: str, ratings: Mapping[Ankle, int | None]
) -> dict[Ankle, list[str]]:
    """``SIDE:ID`` options as ids by ankle; both stands for left and right."""
    found: dict[Ankle, list[str]] = {side: [] for side in ANKLES}
    for text in given:
        side, colon, id = text.partition(":")
        sides = [one for one in ANKLES if side.strip().lower() in (one, "both")]
        if not colon or not sides:
            raise SurefootError(f"--{what} {text!r} is not SIDE:ID, like left:{next(iter(known))}")
        for one in sides:
            if ratings[one] is None:
                raise SurefootError(f"--{what} {text!r} needs a rating: --{one} N")
            word = find_id(id, known, what)
            if word not in found[one]:
                found[one].append(word)
    return found


def _ratings(check_in: CheckIn) -> list[int]:
    return [rating for side in ANKLES if (rating := check_in.side(side).rating) is not None]


def saved_words(check_in: CheckIn, guessed: bool) -> str:
    """What was saved, in a line; a second one where stop signs come in."""
    ratings = [f"{side} {rating}" for side in ANKLES if (rating := check_in.side(side).rating) is not None]
    moment = moment_words(check_in.moment) + (" (guessed; --moment says otherwise)" if guessed else "")
    when = f"{long_day(check_in.at.date())} {clock_time(check_in.at)}"
    lines = [f"Saved: {', '.join([*ratings, moment])}, {when}."]
    urgency = highest_urgency(check_in.stop_signs)
    if urgency is not None:
        responses = dict.fromkeys(
            sign.response for id, sign in STOP_SIGNS.items() if id in check_in.stop_signs and sign.urgency is urgency
        )
        lines.append(f"{URGENCY_WORDS[urgency]}. {' '.join(responses)}")
    elif check_in.stop_signs_answered_at is None and (worst := max(_ratings(check_in), default=0)):
        why = f"{HIGH_RATING} or more" if worst >= HIGH_RATING else f"If this is new, or has risen by {RISE}"
        lines.append(
            f"{why}: please go through the stop signs (surefoot rate --help lists them). "
            f"--stop-sign {NONE} with a rating says that there is none."
        )
    return "\n".join(lines)


def words_help() -> str:
    """The vocabulary for ``surefoot rate --help``."""
    parts: list[str] = []
    tables: tuple[tuple[str, dict[str, str]], ...] = (
        ("spots", {id: term.label for id, term in SPOTS.items()}),
        ("feels", {id: term.label for id, term in FEELS.items()}),
        ("moments", {id: term.label for id, term in MOMENTS.items()}),
        ("triggers", {id: term.label for id, term in TRIGGERS.items()}),
        ("stop signs", {id: sign.label for id, sign in STOP_SIGNS.items()} | {NONE: "None of these"}),
    )
    for title, words in tables:
        width = max(map(len, words)) + 2
        parts.append(f"{title}:")
        parts += [f"  {id:<{width}}{label}" for id, label in words.items()]
        parts.append("")
    return "\n".join(parts)
