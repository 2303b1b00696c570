"""``surefoot rate``: one check-in written and said; then the stop-sign question, where it is open.

Of the journal this month's check-ins and those of the month before are read, and what was done in three days.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from journal.clock import Clock
from journal.dates import clock_time, long_day
from journal.entries import ANKLES, Ankle, AnkleReport, CheckIn, Fact
from journal.errors import SurefootError
from journal.paths import journal_path
from journal.quick import append_once, kept_once, last_month, noted_lately, rated_in_month
from journal.rules.ankle.readings import moment_words
from journal.vocabulary import FEELS, MOMENTS, NONE_KNOWN, SIGNS, SPOTS, TRIGGERS, Term
from screens.commands.naming import find_id
from screens.commands.output import (
    NEXT,
    by_option,
    clock_of,
    moment_given,
    say_changed,
    say_saved,
    told_settings,
    warn,
    word_list,
)

NONE = "none"
"""What answers the stop-sign question with none of them."""


def rate(arguments: argparse.Namespace) -> None:
    """Write one check-in; words of the vocabulary may be shortened to a beginning that only one of them has."""
    clock = clock_of(arguments)
    path = journal_path(arguments.journal)
    check_in = _check_in(arguments, clock.now())
    known = noted_lately(path, clock, check_in.at.date())
    moment = check_in.moment or known.guess(check_in.at).moment
    after = known.follows(moment, check_in.at)
    with by_option({"note": "--note"}):
        (kept,) = append_once(path, clock, [replace(check_in, moment=moment, after=after)], tell=warn)
    say_changed(saved_words(kept, guessed=not check_in.moment))
    if kept.stop_signs:
        say_saved("\n".join(_where_to_go(kept.stop_signs)))
    elif kept.stop_signs_answered_at is None and (question := _open_question([*known.check_ins, kept], path, clock)):
        say_saved(question)
    else:
        say_saved(NEXT)


def _check_in(arguments: argparse.Namespace, now: datetime) -> CheckIn:
    """The check-in a command line asks for; its moment is empty where none is given.

    Raises SurefootError: one sentence naming the option and what was expected.
    """
    ratings: dict[Ankle, int | None] = {"left": arguments.left, "right": arguments.right}
    for side, rating in ratings.items():
        if rating is not None and not 0 <= rating <= 10:
            raise SurefootError(f"--{side} {rating} is outside 0 to 10")
    triggers = _ids(arguments.trigger, TRIGGERS, "trigger")
    signs = _ids(arguments.stop_sign, {**SIGNS, NONE: None}, "stop sign")
    for option, given, none in (("trigger", triggers, NONE_KNOWN), ("stop-sign", signs, NONE)):
        if none in given and len(given) > 1:
            raise SurefootError(f"--{option} {none} stands alone: it says that there is no other")
    if arguments.left is None and arguments.right is None and not arguments.stop_sign:
        raise SurefootError("rate needs --left N or --right N, 0 none to 10 worst")
    spots = _by_side(arguments.spot, SPOTS, "spot", ratings)
    feels = _by_side(arguments.feel, FEELS, "feel", ratings)
    left, right = (
        AnkleReport(rating=ratings[side], spots=tuple(spots[side]), feels=tuple(feels[side])) for side in ANKLES
    )
    return CheckIn(
        at=moment_given(arguments.at, now),
        moment=find_id(arguments.moment, MOMENTS, "moment") if arguments.moment else "",
        left=left,
        right=right,
        triggers=triggers,
        stop_signs=() if NONE in signs else signs,
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
            raise SurefootError(f"--{what} {text[:40]!r} is not SIDE:ID, like left:{next(iter(known))}")
        for one in sides:
            if ratings[one] is None:
                raise SurefootError(f"--{what} {text[:40]!r} needs a rating: --{one} N")
            word = find_id(id, known, what)
            if word not in found[one]:
                found[one].append(word)
    return found


def saved_words(check_in: CheckIn, guessed: bool) -> str:
    ratings = [f"{side} {rating}" for side in ANKLES if (rating := check_in.side(side).rating) is not None]
    moment = moment_words(check_in.moment) + (" (guessed; --moment says otherwise)" if guessed else "")
    if not ratings:
        moment = f"stop signs: {', '.join(check_in.stop_signs) or NONE}"
    when = f"{long_day(check_in.at.date())} {clock_time(check_in.at)}"
    return f"Saved: {', '.join([*ratings, moment])}, {when}."


def _where_to_go(ids: Sequence[str]) -> Iterator[str]:
    """What ticked stop signs ask for, most urgent first, and where to go."""
    from journal.rules.verdict.signs import SHORT, where
    from journal.rules.verdict.table import BY_ID

    words = ("now", "today", "week")
    steps = dict(zip(words, BY_ID["S"].steps, strict=True))
    ticked = sorted((SIGNS[id] for id in ids), key=lambda one: words.index(one.word))
    for sign in ticked:
        yield steps[sign.word].says.format(sign=SHORT[sign.id])
    settings = told_settings()
    yield where(ticked[0].word, settings.emergency_number, settings.clinic)
    yield "No running or training until then." if ticked[0].word != "week" else "No running or jumps until then."
    for sign in ticked:
        yield f"Once somebody has seen it: surefoot answer seen:{sign.id} yes"


def _open_question(check_ins: Sequence[CheckIn], path: Path, clock: Clock) -> str:
    """The stop-sign question where it is open now; empty where it is not.

    What these check-ins cannot tell is left to ``surefoot today``: a question of more than a month ago, and the weekly
    one of soreness that began before them.
    """
    from journal.rules.path.days import Days
    from journal.rules.verdict.signs import pages
    from journal.rules.verdict.table import BY_ID
    from journal.rules.verdict.verdicts import verdict

    now = clock.now()
    month = last_month(now.date())
    if check_ins[-1].at.date() < month:
        return ""
    facts = kept_once(path, clock, Fact)
    signs = verdict(Days.of([*check_ins, *facts], lambda _: 0), now).signs
    sore_before = any(_first_rating(check_ins, side) for side in ANKLES)
    if "W" in signs and sore_before and rated_in_month(path, clock, last_month(month)):
        signs -= {"W"}
    if not signs:
        return ""
    asked = pages(signs, {one.fact for one in facts})
    width = max(len(id) for page in asked for id in page) + 2
    lines = [BY_ID["Q"].steps[0 if signs & {"T", "N"} else 1].says]
    for number, page in enumerate(asked, start=1):
        count = f" ({number} of {len(asked)})" if len(asked) > 1 else ""
        lines += [f"Is one of these so?{count}", *(f"  {id:<{width}}{SIGNS[id].label}" for id in page)]
    lines.append(f"surefoot rate --stop-sign ID answers it, --stop-sign {NONE} where none is so.")
    return "\n".join(lines)


def _first_rating(check_ins: Sequence[CheckIn], side: Ankle) -> int:
    """The oldest rating of an ankle; the one just given is not of before."""
    before = sorted(check_ins[:-1], key=lambda one: one.at.timestamp())
    return next((rating for one in before if (rating := one.side(side).rating) is not None), 0)


def words_help() -> str:
    known = {"spots": SPOTS, "feels": FEELS, "moments": MOMENTS, "triggers": TRIGGERS}
    tables = [word_list(title, [(id, term.label) for id, term in terms.items()]) for title, terms in known.items()]
    signs = [(id, sign.label) for id, sign in SIGNS.items()]
    return "\n".join([*tables, word_list("stop signs", [*signs, (NONE, "None of these")])])
