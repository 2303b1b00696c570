"""Wear, rotation, marks and notices of shoes; and what the ankles said with and without a pair."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from journal.entries import Activity, AnkleReport, CheckIn, Run, Shoe, Surface
from journal.rules.shoes.factors import RunRatings, compare, compare_all, outcomes
from journal.rules.shoes.shoes import (
    WearMark,
    default_shoe,
    marks,
    retirement_problem,
    rotation,
    shoes_called,
    watches,
    wear,
)

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
BLUE = Shoe(id="1", nickname="Blue Drift")


def run(days_ago: float, km: float | None = 5.0, shoe: str = "1", **fields: object) -> Run:
    """A run of 30 minutes that began so many days before now."""
    started = NOW - timedelta(days=days_ago)
    values = {"id": f"{int(days_ago * 100) + 1000}", "duration_s": 1800.0, **fields}
    return Run(started_at=started, distance_km=km, shoe=shoe, **values)  # type: ignore[arg-type]


# wear


def test_wear_is_earlier_km_and_runs_together() -> None:
    """310 before the journal, 8.2 and 5 in it: 323.2 km, an hour, two runs."""
    found = wear(Shoe(id="1", nickname="a", prior_km=310), [run(3, 8.2), run(1, 5.0)], TODAY)
    assert found.km == pytest.approx(323.2)
    assert found.run_km == pytest.approx(13.2)
    assert found.runs == 2
    assert (found.first, found.last) == (date(2026, 11, 17), date(2026, 11, 19))


def test_rides_swims_other_pairs_and_runs_to_come_wear_nothing() -> None:
    """Only what was on this foot by today."""
    runs = [
        run(1, 30, activity="cycle"),
        run(2, 1, activity="swim"),
        run(3, 10, shoe="2"),
        run(-1, 10),
        run(4, None, activity="low-impact"),
    ]
    found = wear(BLUE, runs, TODAY)
    assert (found.km, found.runs) == (0.0, 1)


@pytest.mark.parametrize(
    ("km", "mark"),
    [
        (0, WearMark.BELOW),
        (499.9, WearMark.BELOW),
        (500, WearMark.SOFT),
        (799.9, WearMark.SOFT),
        (800, WearMark.STRONG),
        (1500, WearMark.STRONG),
    ],
)
def test_the_marks_come_at_500_and_800_km(km: float, mark: WearMark) -> None:
    """The soft one and the strong one, each reached on the kilometre."""
    assert wear(Shoe(id="1", nickname="a", prior_km=km), [], TODAY).mark is mark


@pytest.mark.parametrize(
    ("limit", "settings", "expected"),
    [
        (None, (500, 800), (500, 800)),
        (None, (400, 600), (400, 600)),
        (None, (900, 800), (800, 800)),
        (640, (500, 800), (400, 640)),
        (1000, (500, 800), (625, 1000)),
        (1000, (900, 800), (1000, 1000)),
    ],
)
def test_a_pairs_own_limit_moves_both_marks(
    limit: float | None, settings: tuple[float, float], expected: tuple[float, float]
) -> None:
    """The limit is the strong mark; the soft one keeps its share of it."""
    assert marks(Shoe(id="1", nickname="a", limit_km=limit), *settings) == expected


@pytest.mark.parametrize(
    ("prior", "runs", "week_km", "limit_on"),
    [
        # 40 km in 28 days are 10 a week; 760 km have been run, so 40 remain: 28 days.
        (720, [run(27, 10), run(20, 10), run(10, 10), run(0, 10)], 10.0, date(2026, 12, 18)),
        # A run 28 days ago is out of the 28 days that end today: 30 km in four weeks, 40 left, 37.33 days, so 38.
        (720, [run(28, 10), run(20, 10), run(10, 10), run(0, 10)], 7.5, date(2026, 12, 28)),
        # First worn 13 days ago: 20 km in two weeks, not in four. 780 km left are 78 weeks, 546 days.
        (0, [run(13, 10), run(1, 10)], 10.0, date(2028, 5, 19)),
        # First worn yesterday: counted as one week at least.
        (790, [run(1, 5)], 5.0, date(2026, 11, 27)),
        # Nothing lately, or too far off, or already there.
        (100, [run(60, 10)], 0.0, None),
        (0, [run(1, 2)], 2.0, None),
        (800, [run(1, 10)], 10.0, None),
    ],
)
def test_the_day_of_the_limit_follows_from_the_last_four_weeks(
    prior: float, runs: list[Run], week_km: float, limit_on: date | None
) -> None:
    """Km left divided by km a week, rounded up to a day; none beyond two years."""
    found = wear(Shoe(id="1", nickname="a", prior_km=prior), runs, TODAY)
    assert found.week_km == pytest.approx(week_km)
    assert found.limit_on == limit_on


def test_a_retired_pair_has_no_day_of_its_limit() -> None:
    """It will not be reached."""
    assert wear(Shoe(id="1", nickname="a", prior_km=700, retired=TODAY), [run(1, 10)], TODAY).limit_on is None


def test_of_two_default_pairs_one_is() -> None:
    """As when two machines each made one so: the pair that a run is logged in."""
    shoes = [
        Shoe(id=id, nickname=id, default=True, retired=day) for id, day in (("1", TODAY), ("2", None), ("3", None))
    ]
    found = rotation(shoes, [], TODAY)
    assert [each.shoe.id for each in (*found.in_use, *found.retired) if each.shoe.default] == ["2"]
    assert default_shoe(shoes) is shoes[1]


def test_shares_are_of_all_that_was_run_this_calendar_month() -> None:
    """November: 30 km in one pair, 10 in another, 10 in none; October is left out."""
    shoes = [BLUE, Shoe(id="2", nickname="Long")]
    runs = [run(1, 30), run(2, 10, shoe="2"), run(3, 10, shoe=""), run(25, 50)]
    found = rotation(shoes, runs, TODAY)
    assert [(each.shoe.name, each.month_km, each.month_percent) for each in found.in_use] == [
        ("Blue Drift", 30, 60),
        ("Long", 10, 20),
    ]
    assert found.month_km == 50


def test_a_month_without_km_has_no_shares() -> None:
    """Not nought per cent, none."""
    assert rotation([BLUE], [], TODAY).in_use[0].month_percent is None


def test_the_rotation_puts_the_default_first_then_the_latest_worn_and_retired_ones_apart() -> None:
    """A retired pair keeps its runs and its km."""
    shoes = [
        Shoe(id="1", nickname="seldom"),
        Shoe(id="2", nickname="often"),
        Shoe(id="3", nickname="usual", default=True),
        Shoe(id="4", nickname="gone", retired=date(2026, 3, 1), prior_km=700),
        Shoe(id="5", nickname="gone later", retired=date(2026, 9, 1)),
    ]
    runs = [run(9, shoe="1"), run(1, shoe="2"), run(5, shoe="3"), run(300, 80, shoe="4")]
    found = rotation(shoes, runs, TODAY)
    assert [each.shoe.name for each in found.in_use] == ["usual", "often", "seldom"]
    assert [(each.shoe.name, each.km) for each in found.retired] == [("gone later", 0), ("gone", 780)]
    assert found.pairs_this_week == 1


def test_pairs_of_this_week_are_those_worn_since_monday() -> None:
    """The week that the screen Week shows, whose Monday is four days before this Friday."""
    assert rotation([BLUE], [run(4)], TODAY).pairs_this_week == 1
    assert rotation([BLUE], [run(5)], TODAY).pairs_this_week == 0


def test_the_order_of_entries_does_not_matter() -> None:
    """The same rotation from the same runs in any order."""
    runs = [run(n, 3 + n / 7) for n in range(1, 40)]
    assert rotation([BLUE], runs, TODAY) == rotation([BLUE], runs[::-1], TODAY)


# new pairs


def test_a_new_pair_is_watched_for_three_weeks() -> None:
    """From the day noted or its first run, whichever is earlier; both ends belong to it."""
    shoe = Shoe(id="1", nickname="a", first_worn=date(2026, 11, 10))
    watch = watches([shoe], [run(12)])[0]
    assert (watch.first, watch.last) == (date(2026, 11, 8), date(2026, 11, 28))
    assert watch.holds(date(2026, 11, 28)) and not watch.holds(date(2026, 11, 29))


def test_a_pair_that_came_with_km_is_not_taken_for_new() -> None:
    """Its beginning is not known unless it was noted."""
    worn = Shoe(id="1", nickname="a", prior_km=300)
    assert watches([worn], [run(5)]) == ()
    assert watches([Shoe(id="1", nickname="a")], []) == ()
    assert len(watches([Shoe(id="1", nickname="a", prior_km=300, first_worn=date(2025, 5, 1))], [run(5)])) == 1


# one run


# names and days


PAIRS = [
    Shoe(id="1", nickname="Blue Drift", brand="Corvid", model="Glide"),
    Shoe(id="2", brand="Corvid", model="Longway"),
    Shoe(id="3", nickname="Blue", retired=TODAY),
    Shoe(id="4", nickname="Old Drift", retired=TODAY),
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" blue  drift ", "1"),
        ("drift", "1"),
        ("corvid glide", "1"),
        ("WAY", "2"),
        ("Blue", "3"),
        ("old", "4"),
        ("corvid", "12"),
        ("red", ""),
    ],
)
def test_a_shoe_is_found_by_any_part_of_its_name(typed: str, meant: str) -> None:
    """Whatever its case and spacing; a whole name before a part, a pair in use before a retired one."""
    assert "".join(shoe.id for shoe in shoes_called(typed, PAIRS)) == meant


def test_a_retired_pair_is_not_the_default() -> None:
    """Runs are not logged in it unasked."""
    assert default_shoe([Shoe(id="1", nickname="a", default=True, retired=TODAY)]) is None
    assert default_shoe([Shoe(id="1", nickname="a"), Shoe(id="2", nickname="b", default=True)]) is not None


def test_a_retirement_before_the_first_run_says_why_not() -> None:
    """The day of the first run itself is allowed."""
    assert retirement_problem(date(2026, 11, 1), date(2026, 11, 2)).endswith("2026-11-02")
    assert retirement_problem(date(2026, 11, 2), date(2026, 11, 2)) == ""
    assert retirement_problem(date(2026, 11, 2), None) == ""


# what the ankles said


def check_in(hours_ago: float, left: int | None, moment: str, after: str = "", right: int | None = None) -> CheckIn:
    """A check-in so many hours before now."""
    return CheckIn(
        id=f"{int(hours_ago * 100) + 500_000}",
        at=NOW - timedelta(hours=hours_ago),
        moment=moment,
        left=AnkleReport(rating=left),
        right=AnkleReport(rating=right),
        after=after,
    )


def evening(
    days_ago: int, shoe: str, after: int | None, morning: int | None, activity: Activity = "run", surface: Surface = ""
) -> tuple[Run, list[CheckIn]]:
    """A run at 18:00 so many days ago, with the left ankle's rating half an hour after it and at 07:00 next day."""
    one = run(days_ago, shoe=shoe, activity=activity, surface=surface)
    told = []
    if after is not None:
        told.append(check_in(days_ago * 24 - 1, after, "after", one.id))
    if morning is not None:
        told.append(check_in(days_ago * 24 - 13, morning, "on-waking"))
    return one, told


def told(*evenings: tuple[Run, list[CheckIn]]) -> list[RunRatings]:
    """The outcomes of several evenings."""
    runs = [one for one, _ in evenings]
    check_ins = [each for _, given in evenings for each in given]
    return outcomes(runs, check_ins, NOW)


def test_means_with_and_without_a_pair_are_worked_out_by_hand() -> None:
    """With: 3, 4, 5, 3 and 5 after, 2 and 4 the next morning. Without: 0, 1, 2, 0 and 2 after, 0, 0, 1, 0 and 1."""
    found = compare(
        told(
            evening(38, "1", 3, None),
            evening(36, "1", 5, None),
            evening(34, "2", 0, 0),
            evening(32, "2", 2, 1),
            evening(30, "1", 3, 2),
            evening(28, "1", 4, 4),
            evening(26, "1", 5, None),
            evening(24, "2", 0, 0),
            evening(22, "2", 1, 0),
            evening(20, "2", 2, 1),
        ),
        "shoe",
        "1",
    )
    left_after, left_morning, right_after, right_morning = found
    assert (left_after.with_it.mean, left_after.without.mean, left_after.difference) == (4.0, 1.0, 3.0)
    assert left_after.words == "4.0 after 5 runs with, 1.0 after 5 without: higher by 3.0"
    assert (left_morning.with_it.count, left_morning.difference) == (2, None)
    assert left_morning.words == "2 rated runs with, 5 without; 5 and 5 are needed"
    assert (right_after.with_it.count, right_morning.without.count) == (0, 0)


@pytest.mark.parametrize(("with_it", "without", "enough"), [(5, 5, True), (4, 9, False), (9, 4, False), (5, 4, False)])
def test_nothing_is_compared_below_five_and_five(with_it: int, without: int, enough: bool) -> None:
    """The counts are shown all the same."""
    evenings = [evening(40 - n, "1", 2, None) for n in range(with_it)]
    evenings += [evening(20 - n, "2", 1, None) for n in range(without)]
    found = compare(told(*evenings), "shoe", "1")[0]
    assert (found.with_it.count, found.without.count) == (with_it, without)
    assert (found.difference is not None) == enough


def test_runs_in_no_named_pair_are_neither_with_nor_without() -> None:
    """Nobody knows what was worn."""
    found = compare(told(*(evening(30 - n, "", 5, None) for n in range(5)), evening(3, "1", 1, None)), "shoe", "1")[0]
    assert (found.with_it.count, found.without.count) == (1, 0)


def test_rides_take_part_only_in_the_comparison_of_kinds() -> None:
    """A ride meets no surface and wears no shoe, but it is a kind of cardio."""
    evenings = [evening(30 - n, "1", 2, None, surface="road") for n in range(5)]
    evenings += [evening(20 - n, "2", 0, None, activity="cycle", surface="road") for n in range(5)]
    outcomes_told = told(*evenings)
    assert compare(outcomes_told, "shoe", "1")[0].without.count == 0
    assert (
        compare(outcomes_told, "activity", "run")[0].words
        == "2.0 after 5 runs with, 0.0 after 5 without: higher by 2.0"
    )
    assert list(compare_all(outcomes_told, "surface")) == ["road"]


def test_a_rating_within_six_hours_counts_as_after_and_a_later_one_does_not() -> None:
    """Unless it names the run."""
    one = run(2)
    late = NOW - timedelta(days=2) + timedelta(minutes=30)
    within, beyond = late + timedelta(hours=6), late + timedelta(hours=6, minutes=1)
    for at, expected in ((within, 4), (beyond, None)):
        given = CheckIn(id="9", at=at, moment="evening", left=AnkleReport(rating=4))
        assert outcomes([one], [given], NOW)[0].after["left"] == expected
    named = CheckIn(id="9", at=beyond, moment="evening", left=AnkleReport(rating=4), after=one.id)
    assert outcomes([one], [named], NOW)[0].after["left"] == 4


def test_a_rating_after_the_next_run_is_not_the_first_ones() -> None:
    """Two runs on one evening: the later rating is the later run's."""
    first, second = run(2, id="2001"), run(2 - 1 / 12, id="2002")
    given = CheckIn(id="9", at=NOW - timedelta(days=2) + timedelta(hours=3), moment="after", left=AnkleReport(rating=4))
    ratings = {one.run.id: one.after["left"] for one in outcomes([first, second], [given], NOW)}
    assert ratings == {"2001": None, "2002": 4}


def test_runs_of_more_than_half_a_year_ago_are_not_compared() -> None:
    """They were run on another ankle."""
    assert [one.run.id for one in outcomes([run(183), run(181)], [], NOW)] == [run(181).id]


def test_means_that_lie_close_are_called_about_the_same() -> None:
    """Closer than half a point."""
    evenings = [evening(30 - n, "1", n % 2, None) for n in range(6)]
    evenings += [evening(20 - n, "2", 0 if n else 1, None) for n in range(6)]
    found = compare(told(*evenings), "shoe", "1")[0]
    assert found.words == "0.5 after 6 runs with, 0.2 after 6 without: about the same"
