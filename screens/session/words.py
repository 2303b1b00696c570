"""What the screen Session shows, as rows and lines made from plain values. No journal, no widget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import msgspec
from textual.content import Content

from journal.dates import clock_time, duration_words, relative_day, short_day, timer_text, whole_minutes
from journal.entries import ANKLES, Ankle, Item, Session, Set, SideRating, Timer
from journal.errors import SurefootError
from journal.rules.ankle.light import Light
from journal.rules.ankle.mornings import is_self_care
from journal.rules.ankle.stop_signs import HIGH_RATING, URGENCY_WORDS, OpenStopSign
from journal.rules.done.history import amount_of, live_items, live_sets
from journal.rules.training.one_line import set_words
from journal.rules.training.overview import Overview, count_words, overview, set_counts
from journal.rules.training.plan import Offer, planned_words
from journal.rules.training.proposal import amount_words
from journal.rules.training.session import find_set
from journal.rules.training.timers import Reading, read, whole_left
from journal.text import one_line
from journal.units import LoadUnit, load_words
from library.exercise import Exercise, seconds
from library.routine import Routine, RoutineItem
from screens.drawing.charts import gauge
from screens.drawing.glyphs import RESULT_GLYPHS
from screens.widgets.rows import Row

RESULT_WORDS = {
    "done": "done",
    "reduced": "less",
    "shaky": "shaky",
    "skipped-sore": "skipped, sore",
    "skipped-other": "skipped",
}
RESULT_STYLES = {"done": "$success", "reduced": "$warning", "shaky": "$warning", "skipped-sore": "$error"}
STATE_WORDS = {
    "open": "open",
    "finished": "finished",
    "short": "finished short",
    "postponed": "postponed",
    "abandoned": "abandoned",
}
PURPOSE_WORDS = {"lead-in": "Get ready", "hold": "Hold", "change-sides": "Change sides", "rest": "Rest"}
STOPPED = "A stop sign is open: no suggestions. Soreness (5) says more, and clears it."
PLANLESS = "p plans it on days of the week, enter starts it once"
ROW_WIDTH = 77
"""Cells of a row of the list at 80 columns: what is told in it is worded so that it fits."""
BRIEFLY = (
    ("done for today", "done"),
    ("; a day between", ""),
    ("planned on ", ""),
    ("a stop sign is open: training waits until it is cleared", "training waits: stop sign"),
    (": choose what comes next", ""),
    ("it jumps, and the ", "no jumps: "),
    (" ankle is ", " "),
)
"""How an offer stands, and the same in fewer words."""
MARK_COLUMN = 44
"""Where a set's mark stands in its row: a click from there on ticks it."""


def sized(value: Set, item: Item, unit: LoadUnit) -> str:
    """A set in words, its load in the runner's unit."""
    words = set_words(msgspec.structs.replace(value, load_kg=None), item.dose)
    if not value.load_kg:
        return words
    head, comma, band = words.partition(", ")
    return f"{head} at {load_words(value.load_kg, unit)}{comma}{band}"


def stop_words(signs: Sequence[OpenStopSign]) -> str:
    """How soon the most urgent open stop sign asks for help; empty without one."""
    return f"■ {URGENCY_WORDS[signs[0].sign.urgency]}." if signs else ""


def head_words(signs: Sequence[OpenStopSign], sore: Mapping[Ankle, int]) -> tuple[str, str]:
    """What stands above everything else: an open stop sign, an ankle too sore during the session; both empty else."""
    ankles = " and ".join(f"{ankle} {rating}" for ankle, rating in sore.items())
    if signs:
        ending = f"{ankles.capitalize()} during this session: end here. Soreness (5) says what to do."
        return stop_words(signs), ending if sore else STOPPED
    return (f"■ {ankles.capitalize()} during this session.", "End here, or go easier.") if sore else ("", "")


def lit_words(lights: Mapping[Ankle, Light], light: Light) -> str:
    """Whose light it is: ``The left ankle is red``; empty when neither is."""
    lit = [ankle for ankle in ANKLES if lights.get(ankle) is light]
    return "" if not lit else f"{'Both ankles are' if len(lit) == 2 else f'The {lit[0]} ankle is'} {light.value}"


def sore_words(soreness: SideRating | None) -> str:
    """What to do with an exercise during which an ankle was at 6 or more; empty below that."""
    sides = () if soreness is None else (("left", soreness.left), ("right", soreness.right))
    high = [f"{side} {rating}" for side, rating in sides if (rating or 0) >= HIGH_RATING]
    return f"{' and '.join(high)} is too much: end here (f), or go easier (w); s skips the rest." if high else ""


# the checklist


def checklist_rows(session: Session, unit: LoadUnit = "kg") -> list[Row]:
    """A heading for each item, under it a row for each of its sets."""
    rows: list[Row] = []
    running = session.timer.set if session.timer and session.timer.purpose != "rest" else ""
    for number, item in enumerate(live_items(session), start=1):
        rows.append(Row(f"item-{item.id}", _heading(number, item), selectable=False))
        rounds: dict[str, int] = {}
        for set in live_sets(item):
            rounds[set.side] = rounds.get(set.side, 0) + 1
            rows.append(Row(set.id, _set_row(item, set, rounds[set.side], unit, set.id == running)))
    return rows


def _heading(number: int, item: Item) -> Content:
    done, skipped, total = set_counts([item])
    told = [f"{done}/{total}", *([f"{skipped} skipped"] if skipped else [])]
    if item.dose.tempo:
        told.append(f"tempo {item.dose.tempo}")
    if item.dose.rest_s:
        told.append(f"rest {seconds(item.dose.rest_s)}")
    if item.soreness is not None:
        told.append(f"during {ratings_words(item.soreness.left, item.soreness.right)}")
    return Content.assemble(
        (f"{number} {one_line(item.name or item.exercise)}", "bold"), (f"  {', '.join(told)}", "$text-muted")
    )


def ratings_words(left: int | None, right: int | None) -> str:
    """``left 2, right 0``; a side not asked is left out."""
    return ", ".join(f"{side} {rating}" for side, rating in (("left", left), ("right", right)) if rating is not None)


def _set_row(item: Item, set: Set, round: int, unit: LoadUnit, running: bool) -> Content:
    side = "" if set.side == "both" else set.side
    done = set.result is not None
    words = "" if set.result in ("skipped-sore", "skipped-other") else sized(set, item, unit)
    lead = f"   {round:>2}  {side:<6} {words}"
    mark = RESULT_GLYPHS[set.result]
    told = "running" if running and not done else RESULT_WORDS.get(set.result or "", "")
    style = RESULT_STYLES.get(set.result or "", "$text-muted")
    return Content.assemble((lead.ljust(MARK_COLUMN - 2), "" if done else "bold"), (f"{mark} {told}", style))


def progress_line(session: Session, now: datetime, width: int, day: str = "") -> Content:
    """Bar, sets done of all, time gone and left; the ``day`` instead of times for one of an earlier day."""
    seen = overview(session, now)
    words = progress_words(session, seen, day)
    bar = gauge(seen.done, seen.total or 1, max(8, width - len(words) - 3))
    return Content.assemble((bar, "$success"), f"  {words}")


def progress_words(session: Session, seen: Overview, day: str = "") -> str:
    """``5 of 14 sets, 12 min gone, about 18 min left``; ``5 of 14 sets, on Fri 13 Nov``."""
    parts = [seen.words]
    if session.state != "open":
        parts.append(STATE_WORDS[session.state])
        if session.rpe is not None:
            parts.append(f"effort {session.rpe:g}")
    elif day:
        parts.append(f"on {day}")
    else:
        parts.append(f"{minutes_words(seen.elapsed_s)} gone")
        if seen.left_s:
            parts.append(f"about {max(1, whole_minutes(seen.left_s))} min left")
    return ", ".join(parts)


def minutes_words(elapsed_s: float) -> str:
    """Whole minutes, so that what shows a session does not change every second."""
    minutes = whole_minutes(elapsed_s)
    return duration_words(minutes * 60) if minutes else "0 min"


# what is known of the current set


class Panel(msgspec.Struct, frozen=True):
    """The lines below the checklist, most needed first."""

    title: Content
    lines: tuple[tuple[str, str, str], ...] = ()
    """Word, text, style of the word."""


def panel(
    session: Session,
    set_id: str | None,
    exercise: Exercise | None,
    last: str,
    unit: LoadUnit = "kg",
    *,
    stopped: bool = False,
    sore: str = "",
) -> Panel:
    """The current exercise with its cue and stop sign, last time, and why this is proposed (not while ``stopped``).

    ``sore`` says what to do when an ankle was too sore during it.
    """
    if set_id is None:
        return Panel(Content("No exercise yet: a adds one, f ends the session."))
    item, set = find_set(session, set_id)
    sets = [each for each in live_sets(item) if each.side == set.side]
    side = "" if set.side == "both" else f"{set.side}, "
    where = f"{side}set {[each.id for each in sets].index(set.id) + 1} of {len(sets)}"
    title = Content.assemble(
        (one_line(item.name or item.exercise), "bold $accent"), f"  {where}: ", (sized(set, item, unit), "bold")
    )
    lines: list[tuple[str, str, str]] = [("Sore", sore, "bold $error")] if sore else []
    if exercise is not None:
        if exercise.cue:
            lines.append(("Cue", exercise.cue, "bold"))
        if exercise.stop_signs:
            lines.append(("Stop", "; ".join(exercise.stop_signs), "bold $error"))
    reasons = [(_reason_word(line), one_line(line), "$text-muted") for line in reasons_for(item, set)]
    lines += [reason for reason in reasons if not stopped or reason[0] != "Why"]
    if last:
        lines.append(("Last", last, "$text-muted"))
    if item.note:
        lines.append(("Note", one_line(item.note), "$text-muted"))
    return Panel(title, tuple(lines))


def _reason_word(line: str) -> str:
    """A routine's note says how; everything else says why."""
    return "Why" if " → " in line or "instead of " in line else "How"


def reasons_for(item: Item, set: Set) -> list[str]:
    """The item's reasons that hold for the set's side."""
    other = {"left": "right: ", "right": "left: "}.get(set.side)
    lines = [line for line in item.reason.splitlines() if not (other and line.startswith(other))]
    return [line.removeprefix(f"{set.side}: ").removeprefix("both: ") for line in lines]


def last_words(item: Item | None, set: Set, at: date | None, today: date, unit: LoadUnit = "kg") -> str:
    """What was done last time on the set's side: ``12, 12 at 4.5 kg, 3 days ago``."""
    if item is None or at is None:
        return ""
    done = [each for each in live_sets(item) if each.result is not None and set.side in (each.side, "both")]
    done = [each for each in done if not str(each.result).startswith("skipped")]
    if not done:
        return ""
    amounts = ", ".join(amount_words(item.dose, amount_of(each, item.dose) or 0) for each in done)
    load = (
        f" at {load_words(done[-1].load_kg, unit)}"
        if done[-1].load_kg
        else f", {done[-1].band} band"
        if done[-1].band
        else ""
    )
    return f"{amounts}{load}, {relative_day(at, today)}"


# the timer


class TimerView(msgspec.Struct, frozen=True):
    """The timer's line: words before the digits, the digits, words after them; ``cue`` in the last seconds."""

    words: str
    digits: str = ""
    hint: str = ""
    cue: bool = False
    over: bool = False


def timer_view(session: Session, now: datetime, unit: LoadUnit = "kg") -> TimerView | None:
    """The timer as it stands now; None without one. A rest says what comes after it."""
    timer = session.timer
    if timer is None:
        return None
    state = read(timer, now)
    words = f"{PURPOSE_WORDS[timer.purpose]}{_whose(session, timer)}"
    following = _following(session, timer, unit) if timer.purpose == "rest" else ""
    if not state.is_over:
        hint = "  ".join(part for part in (following, _hint(timer)) if part)
        return TimerView(words, timer_text(whole_left(state.left_s)), hint, state.cue is not None)
    if timer.purpose == "rest":
        return TimerView("Rest is over: go on when you are ready.", over=True, hint=following)
    return TimerView(
        f"{words}: its {seconds(state.total_s)} ended at {clock_time(timer.deadline)}.",
        over=True,
        hint=_over_hint(state),
    )


def _following(session: Session, timer: Timer, unit: LoadUnit) -> str:
    """What comes after a rest: ``Next: right, 20 s``, with the exercise's name when it is another one."""
    try:
        item, set = find_set(session, timer.set)
    except SurefootError:
        return ""
    begun = any(each.result is not None for each in live_sets(item))
    parts = ["" if begun else one_line(item.name or item.exercise), "" if set.side == "both" else set.side]
    return f"Next: {', '.join(part for part in (*parts, sized(set, item, unit)) if part)}"


def _whose(session: Session, timer: Timer) -> str:
    if timer.purpose == "rest":
        return ""
    side = next((set.side for item in session.items for set in item.sets if set.id == timer.set), "both")
    return "" if side == "both" else f" {'to ' if timer.purpose == 'change-sides' else ''}{side}"


def _hint(timer: Timer) -> str:
    return {
        "lead-in": "enter stops it",
        "hold": "enter or space stops and keeps what was held",
        "change-sides": "then it holds; x stops the timer",
        "rest": "x skips it  ] adds 15 s  [ takes 15 s off",
    }[timer.purpose]


def _over_hint(state: Reading) -> str:
    return f"Held? space logs {seconds(state.total_s)}, enter starts again"


def idle_hint(set: Set) -> str:
    """What to press for a set while no timer runs."""
    if set.result is not None:
        return "logged  e edit  z shaky  p sore  o one set more  a add  d drop  J K move"
    load = "< > load  " if set.load_kg is not None or set.band else ""
    return f"+ - adjust  {load}i type  e edit  p sore  w swap  z shaky  v text  a add"


# choosing


def chooser_rows(
    open_session: Session | None,
    offers: Sequence[Offer],
    routines: Iterable[Routine],
    past: Sequence[Session],
    now: datetime,
    *,
    stopped: str = "",
    more: bool = False,
    planless: bool = False,
) -> list[Row]:
    """What can be started or gone on with, the most likely first.

    ``stopped`` says how soon an open stop sign asks for help; ``more`` when there are earlier sessions than ``past``;
    ``planless`` when nothing is planned yet: then it is said how to.
    """
    today = now.date()
    rows: list[Row] = []
    if stopped:
        rows.append(Row("heading-stop", Content.styled(stopped, "bold $error"), selectable=False))
        rows.append(Row("heading-stopped", Content.styled(STOPPED, "$error"), selectable=False))
    if planless and open_session is None:
        rows.append(Row("heading-planless", Content.styled(PLANLESS, "$accent"), selectable=False))
    if open_session is not None:
        rows.append(Row("resume", _resume(open_session, now)))
    if offers:
        rows.append(_title("planned", "Planned"))
        rows += [Row(f"offer:{offer.routine.id}", _offer(offer, today)) for offer in offers]
    planned = {offer.routine.id for offer in offers}
    done = {session.routine: session for session in sorted(past, key=lambda session: session.started_at.timestamp())}
    others = [routine for routine in routines if routine.id not in planned]
    if others:
        rows.append(_title("routines", "Routines"))
        rows += [Row(f"routine:{routine.id}", _routine(routine, done.get(routine.id), today)) for routine in others]
    rows.append(_title("other", "Or"))
    rows.append(Row("exercise", Content("One exercise …")))
    last = next((session for session in past if live_items(session) and not is_self_care(session)), None)
    if last is not None:
        rows.append(
            Row(
                "again",
                Content.assemble(
                    "The same as last time: ",
                    (
                        f"{one_line(last.name) or 'a session'}, {relative_day(last.started_at.date(), today)}",
                        "$text-muted",
                    ),
                ),
            )
        )
    rows.append(Row("empty", Content("An empty session, to fill as you go")))
    rows.append(Row("earlier", Content("For an earlier day …")))
    if past:
        rows.append(_title("past", "Done before (enter opens one)"))
        rows += [Row(f"session:{session.id}", _past(session, today)) for session in past]
    if more:
        rows.append(Row("more", Content("Earlier ones …")))
    return rows


def _title(id: str, words: str) -> Row:
    return Row(f"heading-{id}", Content.styled(words, "bold $text-muted"), selectable=False)


def _resume(session: Session, now: datetime) -> Content:
    seen = overview(session, now)
    when = clock_time(session.started_at)
    if session.started_at.date() != now.date():
        when = f"{short_day(session.started_at.date(), now.date())} {when}"
    return Content.assemble(
        ("Resume ", "bold $accent"),
        (one_line(session.name) or "the open session", "bold"),
        f": {count_words(seen.done, seen.skipped, seen.total, 'done')}, begun {when}",
    )


def _column(text: str, width: int = 30) -> Content:
    """The text in a column: cut or filled up to so many cells."""
    content = Content(one_line(text)).truncate(width - 1, ellipsis=True)
    return Content.assemble(content, " " * (width - content.cell_length))


def _offer(offer: Offer, today: date) -> Content:
    mark = ("● ", "$success") if offer.due else ("○ ", "$text-muted")
    title = _column(offer.title, max(28, len(offer.title) + 1)).stylize("bold" if offer.due else "")
    lead = Content.assemble(mark, title, f"{offer.minutes:>3} min  ")
    number = len(offer.changes)
    changes = (f"  ▲ {number} changed", f"  ▲ {number}") if number else ("",)
    fitting = [
        (when, changed)
        for when in _when_forms(offer, today)
        for changed in changes
        if lead.cell_length + len(when) + len(changed) <= ROW_WIDTH
    ]
    when, changed = fitting[0] if fitting else (_when_forms(offer, today)[-1], changes[-1])
    return Content.assemble(lead, (when, "$text-muted"), (changed, "$warning"))


def _when_forms(offer: Offer, today: date) -> list[str]:
    """How an offer stands, in ever fewer words."""
    following = ""
    if not offer.due and offer.next_day is not None:
        following = f"next {relative_day(offer.next_day, today)}"
    brief = offer.why
    for long, short in BRIEFLY:
        brief = brief.replace(long, short)
    forms = [f"{why}; {following}" if following else why for why in (offer.why, brief)]
    return [*forms, following] if following else forms


def _routine(routine: Routine, last: Session | None, today: date) -> Content:
    when = f"last {relative_day(last.started_at.date(), today)}" if last else f"level {routine.level}"
    return Content.assemble(_column(routine.name), f"{routine.estimated_minutes:>3} min  ", (when, "$text-muted"))


def _past(session: Session, today: date) -> Content:
    seen = overview(session, session.started_at)
    day = short_day(session.started_at.date(), today)
    lead = Content.assemble(f"{day:<11} {clock_time(session.started_at)}  ", _column(session.name or "Session", 22))
    sets = [seen.words] if seen.total else []
    effort = [f"effort {session.rpe:g}"] if session.rpe is not None else []
    long = STATE_WORDS[session.state]
    brief = long.removeprefix("finished ")
    forms = [", ".join(parts) for parts in ([long, *sets, *effort], [brief, *sets, *effort], [brief, *sets])]
    told = next((form for form in forms if lead.cell_length + len(form) <= ROW_WIDTH), forms[-1])
    return Content.assemble(lead, (told, "$text-muted"))


def items_words(items: Iterable[RoutineItem], names: dict[str, str]) -> list[str]:
    """``Single-leg heel raise: 2 x 10 each side``."""
    return [f"{names.get(item.exercise, item.exercise)}: {item.dose.words}" for item in items]


def offer_words(offer: Offer, today: date) -> str:
    """How often it is planned, and how it stands today."""
    often = planned_words(offer.planned, offer.routine)
    if not offer.why.startswith("planned on"):
        return f"{often}; {offer.why}"
    if offer.due:
        return f"{often}; due today"
    return f"{often}; next {relative_day(offer.next_day, today)}" if offer.next_day else often
