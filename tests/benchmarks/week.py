"""Ten years of entries: moving by a week, Today's card, the diary's first page and its search, against one frame.

Processor time: what else the machine does stays out of it.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median

from journal.clock import FixedClock
from journal.dates import Week
from journal.journal import Journal
from journal.rules.week.heatmap import WEEKS, heatmap, minutes_of
from journal.settings.settings import Settings
from journal.views.diary import Diary
from journal.views.views import Views
from journal.words.search import words_of
from library.catalogue import Catalogue
from screens.diary.screen import AT_ONCE, SLICE
from screens.drawing.ankles import Charts
from screens.week.lines import WeekSeen, page
from tests.benchmarks.table import Row, ms
from tests.benchmarks.years import LAST_DAY, write_journal

FRAME_S = 0.016
YEARS = 10
P95_S = 0.010
SEARCH_S = 0.25


def drawn(views: Views, week: Week) -> int:
    """Everything the screen Week shows of a week at 80x24, as lines; how many."""
    now = LAST_DAY
    last = min(week.sunday, now.date())
    first = last - timedelta(days=7 * WEEKS + 7)
    seen = WeekSeen(
        summary=views.week(week, now),
        names=views.names,
        charts=Charts.of(views, now),
        half_year=lambda weeks: heatmap(minutes_of(views.tallies(first, last)), last, weeks=weeks),
        measure="minutes",
        hint="",
        new="n",
        chosen=last,
    )
    return sum(map(len, page(seen, 80, 21)))


def rows() -> Iterator[Row]:
    """The journal is open, and the present week was shown."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Journal.open(write_journal(Path(folder), YEARS), FixedClock(LAST_DAY)) as journal,
    ):
        yield from _measured(journal)


def _measured(journal: Journal) -> Iterator[Row]:
    views = Views(journal, Settings(), Catalogue.built_in())
    weeks = [Week.of(LAST_DAY.date()).shifted(-n) for n in range(30)]
    drawn(views, weeks[0])
    first = [_timed(lambda week=week: drawn(views, week)) for week in weeks[1:]]
    yield _p95("moving to a week not seen yet, ten years", first)
    again = [_timed(lambda week=week: drawn(views, week)) for week in weeks]
    yield _frame("moving to a week seen before", again)
    yield _frame(
        "Today's card, ten years",
        [_timed(lambda n=n: views.today(LAST_DAY - timedelta(minutes=n))) for n in range(20)],
    )
    yield _frame("diary's first page, ten years", [_timed(lambda: _page(journal, views)) for _ in range(20)])

    yield from _searches(journal, views, "river hills", "words of the runner's", SEARCH_S)
    yield from _searches(journal, views, "left calf", "words of ours", SEARCH_S)
    yield from _searches(journal, views, "left", "a word of nearly every entry", None)
    diary = Diary(journal)
    list(diary.days(views.names, words_of("left")))
    warm = _timed(lambda: list(diary.days(views.names, words_of("heel"))))
    yield Row("diary", "search of everything, after that", ms(warm))


def _searches(journal: Journal, views: Views, query: str, what: str, limit: float | None) -> Iterator[Row]:
    """A search by who has not searched before, in slices as the screen has them."""
    slices: list[float] = []
    looked_at, found, start = 0, 0, time.process_time()
    for day in Diary(journal).days(views.names, words_of(query)):
        looked_at += day.looked_at
        found += len(day.entries)
        if looked_at >= SLICE:
            slices.append(time.process_time() - start)
            looked_at, start = 0, time.process_time()
    yield Row("diary", f"search, {what}, one slice of {SLICE} entries", ms(median(slices)), "one frame")
    within = None if limit is None else sum(slices) <= limit
    to_reach = "" if limit is None else f"<= {ms(limit)}"
    yield Row("diary", f"search, {what}, all, first time ({found} found)", ms(sum(slices)), "", to_reach, within)


def _page(journal: Journal, views: Views) -> None:
    count = 0
    for day in Diary(journal).days(views.names):
        count += len(day.entries)
        if count >= AT_ONCE:
            return


def _frame(what: str, times: list[float]) -> Row:
    middle = median(times)
    worst = sorted(times)[int(len(times) * 0.95)]
    return Row("frame", what, f"{ms(middle)}, p95 {ms(worst)}", "one frame", "<= 16 ms", middle <= FRAME_S)


def _p95(what: str, times: list[float]) -> Row:
    """Judged by its slow ones: looking further back than was read makes one of some fifty wait."""
    middle, slow, most = median(times), sorted(times)[int(len(times) * 0.95)], max(times)
    measured = f"{ms(middle)}, p95 {ms(slow)}, once {ms(most)}"
    return Row("frame", what, measured, "one frame", f"p95 <= {ms(P95_S)}", slow <= P95_S)


def _timed(thing: object) -> float:
    assert callable(thing)
    start = time.process_time()
    thing()
    return time.process_time() - start
