"""What can be started or gone on with, as rows and lines made from plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from textual.content import Content

from journal.dates import clock_time, relative_day, short_day
from journal.entries import Session
from journal.rules.ankle.bouts import is_self_care
from journal.rules.done.history import live_items
from journal.rules.training.overview import count_words, overview
from journal.rules.training.planned import Offer
from journal.rules.training.session import is_left
from journal.text import one_line
from journal.words.session import STATE_WORDS
from library.routine import Routine
from screens.drawing.key import with_keys
from screens.drawing.wrapping import cell_len
from screens.widgets.room import OneLine, Part, beside, mark, name, part
from screens.widgets.rows import Row

PLANLESS = "{session.plan} plans it on days of the week, enter starts it once"
BRIEFLY = (("done for today", "done"), ("; a day between", ""))
"""How an offer stands, and the same in fewer words."""
NAMED = 29
"""Cells of the column of names, at most."""
BY_DAYS = "planned on "
"""So begins how an offer stands of which only its days are told: what it holds, below or beside, names them."""


def chooser_rows(
    open_session: Session | None,
    offers: Sequence[Offer],
    routines: Sequence[Routine],
    past: Sequence[Session],
    now: datetime,
    *,
    head: str = "",
    not_today: Mapping[str, str] = {},
    minutes: Mapping[str, str] = {},
    key: Callable[[str], str] = str,
    shown: int = 0,
    more: bool = False,
) -> Iterator[Row]:
    """What can be started or gone on with, the most likely first.

    ``head`` is the day's sentence where it stops; ``not_today`` says of a routine by its id that it, or its jumps, are
    not for today; ``minutes`` is how many each takes; ``shown``, how many of the ``past`` are listed, and ``more`` when
    there are earlier ones. ``key`` names a key by id.
    """
    today = now.date()
    # The columns are as narrow as the rows let them be, so that the rows of a narrow list still stand in them.
    cells = max((min(cell_len(one_line(each.name)), NAMED) for each in routines), default=NAMED)
    digits = max((len(minutes[each.id]) for each in routines), default=2)
    if head:
        yield Row("heading-stop", Content.styled(head, "bold $error"), selectable=False, hang=2)
    if not offers and open_session is None:
        yield Row("heading-planless", Content(with_keys(PLANLESS, key)), selectable=False)
    resume = [Row("resume", _resume(open_session, now))] if open_session is not None else []
    left = open_session is not None and is_left(open_session, now)
    if not left:
        yield from resume
    if offers:
        yield _title("planned", "Planned")
        yield from (Row(f"routine:{offer.routine.id}", _offer(offer, today, cells, digits)) for offer in offers)
    if left:
        yield from [_title("left", "Still open"), *resume]
    by_time = sorted(past, key=lambda session: session.started_at.timestamp())
    done = {session.routine: session for session in by_time if session.state != "postponed"}
    if routines:
        yield _title("routines", "Routines")
        yield from (
            Row(
                f"routine:{each.id}",
                beside(
                    name(one_line(each.name), cells=cells),
                    part(f"  {minutes[each.id]:>{digits}} min  "),
                    _last(each, done.get(each.id), today, not_today.get(each.id, "")),
                ),
            )
            for each in routines
        )
    yield _title("other", "Or")
    yield Row("exercise", Content("One exercise …"))
    last = next((session for session in past if live_items(session) and not is_self_care(session)), None)
    if last is not None:
        yield Row(
            "again",
            beside(
                mark("The same as last time: "),
                name(one_line(last.name) or "a session", "$text-muted"),
                mark(f", {relative_day(last.started_at.date(), today)}", style="$text-muted"),
            ),
        )
    yield Row("empty", Content("An empty session, to fill as you go"))
    yield Row("earlier", Content("For an earlier day …"))
    if past:
        yield _title("past", "Done before (enter opens one)")
        yield from (Row(f"session:{session.id}", _past(session, today)) for session in past[:shown])
    if more:
        yield Row("more", Content("Earlier ones …"))


def _title(id: str, words: str) -> Row:
    return Row(f"heading-{id}", Content.styled(words, "bold $text-muted"), selectable=False)


def _resume(session: Session, now: datetime) -> OneLine:
    seen = overview(session, now)
    when = clock_time(session.started_at)
    if session.started_at.date() != now.date():
        when = f"{short_day(session.started_at.date(), now.date())} {when}"
    return beside(
        mark("Resume ", style="bold"),
        name(one_line(session.name) or "the open session", "bold"),
        mark(f": {count_words(seen.done, seen.skipped, seen.total, 'done')}"),
        part(f", begun {when}"),
    )


def _offer(offer: Offer, today: date, cells: int, digits: int) -> OneLine:
    if offer.is_barred:
        return beside(
            mark("○ ", style="$text-muted"),
            name(one_line(offer.title), cells=cells - 2),
            mark("  not today", style="$warning"),
        )
    number = len(offer.fitted.changes)
    changed = (f"  ▲ {number} changed", f"  ▲ {number}") if number else ("",)
    return beside(
        mark("● ", style="$success") if offer.due else mark("○ ", style="$text-muted"),
        name(one_line(", ".join((offer.routine.name, *offer.turn))), "bold" if offer.due else "", cells=cells - 2),
        part(f"  {offer.minutes:>{digits}} min  "),
        mark(*_when_forms(offer, today), style="$text-muted"),
        mark(*changed, style="$warning"),
    )


def _when_forms(offer: Offer, today: date) -> list[str]:
    """How an offer stands, in ever fewer words."""
    following = ""
    if not offer.due and offer.next_day is not None:
        following = f"next {relative_day(offer.next_day, today)}"
    if offer.why.startswith(BY_DAYS):
        forms = ["due today"] if offer.due else [following or offer.why.removeprefix(BY_DAYS)]
    else:
        brief = offer.why
        for long, short in BRIEFLY:
            brief = brief.replace(long, short)
        forms = [f"{why}; {following}" if following else why for why in (offer.why, brief)]
        forms += [following] if following else []
    if offer.is_jumpless:
        # Beside the name it would be the first to be cut, and two offers would look alike.
        return [*(f"without jumps; {words}" for words in forms), "no jumps"]
    return forms


def _last(routine: Routine, last: Session | None, today: date, not_today: str) -> Part:
    """Why it, or its jumps, are not for today; else when it was done; else its level."""
    if not_today:
        return mark(not_today, style="$warning")
    when = relative_day(last.started_at.date(), today) if last else ""
    told = (f"last {when}", when) if last else (f"level {routine.level}",)
    return part(*told, style="$text-muted")


def _past(session: Session, today: date) -> OneLine:
    seen = overview(session, session.started_at)
    day = short_day(session.started_at.date(), today)
    sets = [seen.words] if seen.total else []
    effort = [f"effort {session.rpe:g}"] if session.rpe is not None else []
    long = STATE_WORDS[session.state]
    brief = long.removeprefix("finished ")
    told = ([long, *sets, *effort], [brief, *sets, *effort], [brief, *sets], sets or [brief])
    forms = [", ".join(parts) for parts in told]
    return beside(
        mark(f"{day:<11} {clock_time(session.started_at)}  ", f"{day:<11}  "),
        name(one_line(session.name or "Session"), cells=21),
        mark(*(f" {form}" for form in forms), style="$text-muted"),
    )
