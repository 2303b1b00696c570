"""Hypothesis strategies for journals: every kind of entry, hostile text, odd time zones, extreme dates.

``entries`` are what the app could have saved; ``journals`` are raw documents by id, tombstones among them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from string import ascii_lowercase, digits
from typing import Any, TypeVar

import msgspec
from hypothesis import strategies as st

from journal import vocabulary
from journal.changes.checked import to_document, validated
from journal.entries import (
    ACTIVITIES,
    SURFACES,
    AnkleReport,
    Answer,
    Asked,
    CheckIn,
    DatedNote,
    Entry,
    Fact,
    FitCheck,
    Item,
    Note,
    OwnExercise,
    OwnRoutine,
    Plan,
    PlannedRoutine,
    Run,
    SelfTest,
    Session,
    Set,
    Shoe,
    SideRating,
    Support,
    Timer,
)
from library.exercise import Dose, Exercise, Load, Range
from library.routine import PlannedDose, RoutineItem
from tests.support.exploring import LETTERS

Document = dict[str, Any]
T = TypeVar("T")

HOSTILE = (
    "\x1b]0;owned\x07\x9b2J",
    "[bold red]markup[/] [@click=app.quit]x[/]",
    '=HYPERLINK("http://x")',
    "+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r\n=1",
    "'=1",
    "\u202egnp.exe\u2066",
    "\ufeff# heading",
    "<script>alert(1)</script> | `x` *y* _z_",
    "走る人👟👩‍🚀" + "e\u0301" * 9,
    '"quoted", and;separated\nover two lines\n',
    "\u2028\u2029\u0000",
    "\\u001b \\r",
)

texts = st.one_of(st.sampled_from(HOSTILE), st.text(LETTERS, max_size=40), st.just(""))
lines = texts.map(lambda text: text[:150])
names = st.one_of(st.sampled_from([text + "x" for text in HOSTILE]), st.text("abc é", min_size=1).filter(str.strip))
offsets = st.sampled_from([0, 60, 120, 330, 345, 570, 765, 840, -210, -570, -720, 1439, -1439]).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)
# The ends of what an import takes, by the clock of the tests. The wall clock alone; an offset is drawn for it.
EARLIEST, LATEST = datetime.fromisoformat("1970-01-01"), datetime.fromisoformat("2027-12-31T23:59:59.999")
days = st.one_of(
    st.dates(EARLIEST.date(), LATEST.date()),
    st.dates(date(2026, 10, 1), date(2026, 12, 31)),
    st.sampled_from([EARLIEST.date(), LATEST.date()]),
)
_NEAR = datetime.fromisoformat("2026-10-20"), datetime.fromisoformat("2026-11-21")


@st.composite
def moments(draw: st.DrawFn, last: datetime = LATEST) -> datetime:
    """An aware moment, mostly of these months, at times at the ends of what an import takes."""
    at = draw(st.one_of(st.datetimes(*_NEAR), st.datetimes(EARLIEST, last), st.sampled_from([EARLIEST, last])))
    return at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=draw(offsets))


def _maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.one_of(st.none(), strategy)


def _some(strategy: st.SearchStrategy[T], at_most: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=at_most).map(tuple)


def _words(terms: Any) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(terms)), max_size=3, unique=True).map(tuple)


def _numbers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.one_of(st.sampled_from([low, high]), st.floats(low, high), st.integers(int(low), int(high)).map(float))


ratings = st.integers(0, 10)
rpes = _numbers(0, 10)
# Told the letters, for by itself it looks into the encoding of all there are, in each worker of a fresh clone.
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True, alphabet=f"{ascii_lowercase}{digits}-")
doses = st.one_of(
    st.builds(PlannedDose, sets=st.integers(1, 9), reps=st.integers(1, 40), hold_s=_maybe(_numbers(1, 60))),
    st.builds(
        PlannedDose,
        duration_s=_numbers(1, 3600),
        per_side=st.booleans(),
        load_kg=_maybe(_numbers(0, 200)),
        band=_maybe(lines),
        rest_s=_maybe(_numbers(0, 600)),
        tempo=st.sampled_from([None, "2-1-3", "1.5-0-1"]),
        rep_s=_maybe(_numbers(0, 60)),
    ),
    st.builds(PlannedDose, distance_m=_numbers(1, 400)),
)
sets = st.builds(
    Set,
    id=st.integers(1, 12).map(str),
    side=st.sampled_from(["left", "right", "both"]),
    reps=_maybe(st.integers(0, 500)),
    hold_s=_maybe(_numbers(0, 86_400)),
    duration_s=_maybe(_numbers(0, 86_400)),
    distance_m=_maybe(_numbers(0, 100_000)),
    load_kg=_maybe(_numbers(0, 500)),
    band=lines,
    tempo=lines,
    planned=_maybe(_numbers(0, 100_000)),
    chosen=st.booleans(),
    done_at=_maybe(moments()),
    result=st.sampled_from([None, "done", "reduced", "shaky", "skipped-sore", "skipped-other"]),
    updated_at=_maybe(moments()),
    removed=st.booleans(),
)
side_ratings = st.builds(SideRating, left=_maybe(ratings), right=_maybe(ratings))
items = st.builds(
    Item,
    id=st.integers(1, 12).map(str),
    exercise=lines,
    name=lines,
    variant=lines,
    dose=doses,
    sets=st.lists(sets, max_size=4, unique_by=lambda each: each.id).map(tuple),
    position=_numbers(0, 20),
    soreness=_maybe(side_ratings),
    how=texts,
    reason=texts,
    note=texts,
    updated_at=_maybe(moments()),
    removed=st.booleans(),
)
timers = st.builds(
    Timer,
    purpose=st.sampled_from(["lead-in", "hold", "change-sides", "rest"]),
    started_at=moments(),
    deadline=moments(),
    item=lines,
    set=lines,
)
sessions = st.builds(
    Session,
    started_at=moments(last=datetime.fromisoformat("2027-12-29")),
    finished_at=st.sampled_from([None, LATEST.replace(tzinfo=UTC)]),
    state=st.sampled_from(["open", "finished", "short", "postponed", "abandoned"]),
    routine=lines,
    name=lines,
    items=st.lists(items, max_size=4, unique_by=lambda item: item.id).map(tuple),
    timer=_maybe(timers),
    rpe=_maybe(rpes),
    note=texts,
    stage=_maybe(st.integers(1, 9)),
    own_updated_at=_maybe(moments()),
)
runs = st.builds(
    Run,
    started_at=moments(),
    activity=st.sampled_from(ACTIVITIES),
    duration_s=_numbers(1, 7 * 86_400),
    distance_km=_maybe(_numbers(0.001, 1000)),
    shoe=lines,
    surface=st.sampled_from(SURFACES),
    rpe=_maybe(rpes),
    note=texts,
    source_id=lines,
)
reports = st.builds(AnkleReport, rating=_maybe(ratings), spots=_words(vocabulary.SPOTS), feels=_words(vocabulary.FEELS))
check_ins = st.builds(
    CheckIn,
    at=moments(),
    moment=st.sampled_from(sorted(vocabulary.MOMENTS)),
    left=reports,
    right=reports,
    triggers=_words(vocabulary.TRIGGERS),
    stop_signs=_words(vocabulary.SIGNS),
    stop_signs_cleared_at=_maybe(moments()),
    stop_signs_answered_at=_maybe(moments()),
    after=lines,
    note=texts,
)
shoes = st.builds(
    Shoe,
    brand=lines,
    model=lines,
    nickname=st.just("Blue") | lines.map(lambda text: f"x{text}"),
    size=lines,
    size_system=st.sampled_from(["", "EU", "UK", "US"]),
    width=lines,
    insole=lines,
    lacing=lines,
    bought=_maybe(days),
    first_worn=_maybe(st.dates(EARLIEST.date(), date(2020, 1, 1))),
    prior_km=_numbers(0, 20_000),
    limit_km=_maybe(_numbers(0, 20_000)),
    default=st.booleans(),
    retired=_maybe(st.dates(date(2020, 1, 1), LATEST.date())),
    retired_reason=lines,
    note=texts,
    notes=_some(st.builds(DatedNote, at=moments(), text=texts)),
)
supports = st.builds(
    Support,
    type=st.sampled_from(sorted(vocabulary.SUPPORTS)),
    side=st.sampled_from(["left", "right", "both"]),
    since=days,
    until=st.sampled_from([None, LATEST.date()]),
    note=texts,
)
fit_checks = st.builds(
    FitCheck,
    shoe=lines,
    at=moments(),
    when=st.sampled_from(["", "end-of-day", "after-workout", "other"]),
    answers=st.dictionaries(
        st.sampled_from(sorted(vocabulary.FIT_QUESTIONS)), st.sampled_from(["yes", "no", "unsure"]), max_size=12
    ),
    rub_spots=_some(
        st.tuples(st.sampled_from(["left", "right"]), st.sampled_from(sorted(vocabulary.SPOTS))).map(":".join)
    ),
    note=texts,
)
self_tests = st.builds(
    SelfTest,
    at=moments(),
    test=st.sampled_from(sorted(vocabulary.SELF_TESTS)),
    side=st.sampled_from(["left", "right", "both"]),
    value=_numbers(0, 1000),
    unit=lines,
    conditions=lines,
    scale=lines,
)
notes = st.builds(Note, day=days, text=texts)
plans = st.builds(
    Plan,
    since=days,
    routines=_some(
        st.builds(
            PlannedRoutine,
            routine=lines,
            weekdays=st.lists(st.integers(1, 7), max_size=3).map(tuple),
            times_per_week=_maybe(st.integers(1, 7)),
            times_per_day=st.integers(1, 6),
            since=_maybe(days),
        )
    ),
    note=texts,
)
definitions = st.builds(
    Exercise,
    id=slugs.map(lambda slug: f"own-{slug}"),
    name=names,
    aliases=_some(lines),
    level=st.integers(1, 3),
    steps=_some(texts),
    dose=st.builds(Dose, reps=st.just(Range(1, 50, 10)), load=st.builds(Load, note=texts), per_side=st.booleans()),
    cautions=_some(texts),
)
own_exercises = st.builds(
    OwnExercise, exercise=lines, definition=_maybe(definitions), hidden=st.booleans(), annotation=texts
)
own_routines = st.builds(
    OwnRoutine,
    name=st.just("Base") | lines.map(lambda text: f"x{text}"),
    items=_some(st.builds(RoutineItem, exercise=slugs, dose=doses, note=lines, variant=st.just("") | slugs)),
    purpose=texts,
    based_on=lines,
    times_per_week=_maybe(st.integers(1, 7)),
    times_per_day=st.integers(1, 6),
    weekdays=st.lists(st.integers(1, 7), max_size=3).map(tuple),
)

_whose = st.sampled_from(["left", "right", "body"])
_closable = [*vocabulary.SIGNS, *(id for id in vocabulary.ROWS if id not in vocabulary.NEVER_CLOSED)]
asked = st.builds(
    Asked,
    at=moments(last=datetime.fromisoformat("2027-12-29")),
    side=_whose,
    who=st.sampled_from(["physio", "doctor", "urgent", "pharmacist", "other"]),
    closes=_some(st.sampled_from(_closable)),
    limit=st.sampled_from(["as-before", "stop", "walk", "no-impact", "ladder", "easy", "usual"]),
    exercises=st.sampled_from(["", "go-on", "change", "stop"]),
    until=st.sampled_from([None, LATEST.date()]),
    note=texts,
)
facts = st.builds(
    Fact,
    since=days,
    fact=st.sampled_from(sorted(vocabulary.FACTS)),
    until=st.sampled_from([None, LATEST.date()]),
    side=_whose,
    note=texts,
)
answers = st.one_of(
    st.builds(
        Answer,
        at=moments(),
        question=st.sampled_from(["p1", "p2", "p3", "still-so", "which-side", "seen:R1", "condition-balance"]),
        side=_whose,
        value=st.booleans(),
    ),
    st.builds(
        Answer,
        at=moments(),
        question=st.sampled_from(["trust", "usual-longest", "body-kg"]),
        side=_whose,
        value=_numbers(0, 10),
    ),
)

entries: st.SearchStrategy[Entry] = st.one_of(
    check_ins,
    sessions,
    runs,
    shoes,
    supports,
    fit_checks,
    self_tests,
    notes,
    plans,
    own_exercises,
    own_routines,
    asked,
    facts,
    answers,
)
"""Any entry, valid but for its text, which ``validated`` cleans."""

ids = st.integers(3, 3 * 10**18).map(str)


@st.composite
def documents(draw: st.DrawFn, of: st.SearchStrategy[Entry] = entries) -> Document:
    """An entry as the journal holds it, with its moments and sometimes a field of a later version."""
    made, changed = draw(moments()), draw(moments())
    document = msgspec.json.decode(msgspec.json.encode(to_document(validated(draw(of)))))
    document = {"kind": document["kind"], "created_at": made.isoformat(), "updated_at": changed.isoformat(), **document}
    if document.get("own_updated_at") == document["updated_at"]:
        document.pop("own_updated_at", None)  # the journal never says it twice
    if draw(st.booleans()):
        document["from_the_future"] = draw(st.sampled_from([None, 1, 1.5, "text", [1, {"a": []}], {"b": "é"}, 2**60]))
    return document


@st.composite
def tombstones(draw: st.DrawFn) -> Document:
    """What stays of a removed entry: as a journal holds it, or as an export tells it."""
    at = draw(moments()).isoformat()
    if draw(st.booleans()):
        return {"kind": "deleted", "updated_at": at}
    return {"kind": "deleted", "created_at": draw(moments()).isoformat(), "updated_at": at, "was": "run"}


journals: st.SearchStrategy[dict[str, Document]] = st.dictionaries(
    ids, st.one_of(documents(), documents(), documents(), tombstones()), max_size=8
)
"""Documents by id: what one journal holds."""


# Copies of one journal that went apart: few ids, few moments, few values, so that they meet.
# Clocks are off by minutes, hours and ten years either way.
_stamps = st.sampled_from(
    [
        *(f"2026-11-20T{hour:02d}:00:00+01:00" for hour in range(6, 11)),
        "2026-11-20T07:00:00Z",
        "2026-11-20T07:11:00.000001Z",
        "2026-11-20T08:00:00.5Z",
        "2016-11-20T07:00:00Z",
        "2036-11-20T07:00:00Z",
    ]
)
_few = st.integers(1, 3).map(str)


def _raw(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Document]:
    """A mapping of which every field may be left out."""
    return st.fixed_dictionaries({}, optional=fields)


_raw_sets = st.builds(
    lambda id, rest: {"id": id, **rest},
    _few,
    _raw(
        reps=st.integers(8, 9),
        result=st.sampled_from(["done", "shaky"]),
        done_at=_stamps,
        updated_at=_stamps,
        removed=st.booleans(),
    ),
)
_raw_items = st.builds(
    lambda id, sets, rest: {"id": id, "exercise": "heel-raise", "dose": {"reps": 8}, "sets": sets, **rest},
    _few,
    st.lists(_raw_sets, max_size=2, unique_by=lambda each: each["id"]),
    _raw(note=_few, position=st.sampled_from([1, 1.0, 2.5]), updated_at=_stamps, removed=st.booleans()),
)
_raw_sessions = st.builds(
    lambda at, items, rest: {
        "kind": "session",
        "created_at": "2026-11-20T06:00:00+01:00",
        "updated_at": at,
        "started_at": "2026-11-20T06:00:00+01:00",
        "items": items,
        **rest,
    },
    _stamps,
    st.lists(_raw_items, max_size=2, unique_by=lambda item: item["id"]),
    _raw(
        note=_few,
        state=st.sampled_from(["open", "finished"]),
        timer=st.sampled_from([{"purpose": "rest"}, {"purpose": "hold"}]),
        own_updated_at=_stamps,
    ),
)
_raw_notes = st.builds(
    lambda at, text: {"kind": "note", "updated_at": at, "day": "2026-11-20", "text": text}, _stamps, _few
)
_raw_removals = st.builds(
    lambda at, rest: {"kind": "deleted", "updated_at": at, **rest}, _stamps, _raw(was=st.just("session"))
)


def _copies_of(live: st.SearchStrategy[Document], *ids: str) -> dict[str, st.SearchStrategy[Document]]:
    return {id: st.one_of(live, live, live, _raw_removals) for id in ids}


copies: st.SearchStrategy[dict[str, Document]] = _raw(**_copies_of(_raw_sessions, "10"), **_copies_of(_raw_notes, "11"))
"""One of several copies of a journal: an id is of the same kind in all of them."""
