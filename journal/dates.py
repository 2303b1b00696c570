"""Days, ISO weeks and durations: parsed and put into words. The one module that imports pendulum, on first use.

Everything handed out is a standard ``date``, ``datetime`` or ``timedelta``.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import cast

import msgspec

from journal.errors import SurefootError
from library.words import counted

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOON = 12
"""The hour at which a morning is over."""

_OLDEST_WEEK = 1900
"""Year of the oldest week that can be asked for: empty, but with as many weeks before it as anybody compares with."""


class BadDate(SurefootError):
    """A day, time or week that cannot be read."""


class Week(msgspec.Struct, frozen=True, order=True):
    """An ISO week: ``Week(2026, 47)`` is 16-22 November 2026."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """The ISO week a day is in."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Week:
        """Read ``2026-W47``.

        Raises BadDate: not a week, or a year that has no such week, or one too far off to count weeks from it.
        """
        match = re.fullmatch(r"([0-9]{4})-?[Ww]([0-9]{1,2})", text.strip())
        if match and _OLDEST_WEEK <= int(match[1]) < date.max.year:
            try:
                date.fromisocalendar(int(match[1]), int(match[2]), 1)
                return cls(int(match[1]), int(match[2]))
            except ValueError:
                pass
        raise BadDate(f"{text[:40]!r} is not a week; expected a form like 2026-W47")

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 7)

    def days(self) -> list[date]:
        """The seven days, Monday first."""
        return [date.fromisocalendar(self.year, self.number, number) for number in range(1, 8)]

    def shifted(self, weeks: int) -> Week:
        """The week so many weeks later (earlier when negative)."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"


def zone_of(now: datetime) -> tzinfo | None:
    """The runner's zone, for ``astimezone``: home, else None, the machine's, when ``now`` is in it, else its offset."""
    if home := getattr(now.tzinfo, "home", None):
        return cast(tzinfo, home)
    return None if now.utcoffset() == now.astimezone().utcoffset() else now.tzinfo


def localised(naive: datetime, now: datetime) -> datetime:
    """A wall-clock time as the runner's moment; over an hour that never was, what the clock showed after it."""
    zone = zone_of(now)
    return in_zone(naive if zone is None else naive.replace(tzinfo=zone).astimezone(UTC), zone)


def in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    """A moment at a zone's offset then; a plain one: a difference is of moments and not of what clocks showed."""
    there = moment.astimezone(zone)
    return there.replace(tzinfo=timezone(there.utcoffset() or timedelta()))


FIRST_YEAR = 1970
"""House rule: a journal's days are of this year or later, and of next year at the latest."""


def in_years(day: date, today: date) -> bool:
    """Whether a day is of the years a journal's days are of; both may be moments, each with its own calendar day."""
    return FIRST_YEAR <= day.year <= today.year + 1


def years_words(today: date) -> str:
    """The years a journal's days are of: ``1970 to 2027``."""
    return f"{FIRST_YEAR} to {today.year + 1}"


# Compiled when a day or time is first read, not at every start.
_ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MONTH = r"(?:{})".format("|".join(MONTH_NAMES).lower()) + "[a-z]*"
_NAMED_DAY = (
    rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})"
    rf"|(?P<month_before>{_MONTH}) (?P<day_after>[0-9]{{1,2}})(?:st|nd|rd|th)?)(?:,? (?P<year>[0-9]{{4}}))?"
)
_ISO_MOMENT = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:z|[+-][0-9]{2}:[0-9]{2})"
)
_TIME = (
    r"(?:(?P<day>.+?)[t ])?"
    r"(?:(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"|(?P<hour_h>[0-9]{1,2})h(?P<minute_h>[0-9]{2})?"
    r"|(?P<hour_12>[0-9]{1,2})(?::(?P<minute_12>[0-9]{2}))? ?(?P<half>[ap])m)"
)


def parse_day(text: str, today: date) -> date:
    """Read a day, in one of the forms that mean one day whatever the country; anything else is refused.

    ``2026-11-20`` · ``today``, ``yesterday`` · ``-3`` (days ago) · ``mon``, ``monday`` (the last one, today included)
    · ``20 Nov``, ``Nov 20`` (of today's year), ``20 Nov 2025``, ``November 20, 2025``. Nothing typed is today.
    Raises BadDate: not a day, or not of the years 1970 to next year.
    """
    word = " ".join(text.lower().split())
    try:
        day = _day(word, today)
    except (ValueError, OverflowError):  # the form of a day that no calendar has
        day = None
    if day is None:
        raise BadDate(f"{_quoted(text)} is not a day; expected a form like 2026-11-20, yesterday, mon or 20 Nov")
    if not in_years(day, today):
        years = years_words(today)
        raise BadDate(f"{_quoted(text)} is not a day of the years {years}; expected a form like {today.isoformat()}")
    return day


def _day(word: str, today: date) -> date | None:
    if word in ("", "today"):
        return today
    if word == "yesterday":
        return today - timedelta(days=1)
    if re.fullmatch(r"-[0-9]{1,4}", word):
        return today - timedelta(days=-int(word))
    if len(word) >= 3:
        for index, name in enumerate(_WEEKDAYS, start=1):
            if name.startswith(word):
                return today - timedelta(days=(today.isoweekday() - index) % 7)
    if re.fullmatch(_ISO_DAY, word):
        return date.fromisoformat(word)
    if (match := re.fullmatch(_NAMED_DAY, word)) is None:
        return None
    month = match["month"] or match["month_before"]
    form = "D MMM YYYY" if len(month) == 3 else "D MMMM YYYY"
    written = f"{match['day'] or match['day_after']} {month.title()} {match['year'] or today.year}"
    import pendulum

    found = pendulum.from_format(written, form)
    return date(found.year, found.month, found.day)


def parse_moment(text: str, now: datetime, of: date | None = None) -> datetime:
    """Read a moment, in one of the forms that mean one time; anything else is refused.

    ``07:12``, ``7:12``, ``07:12:30`` · ``19h``, ``19h30`` · ``7pm``, ``7:30 pm`` (each of them on the day ``of``, by
    default today, or on the day in front: ``yesterday 21:30``, ``mon 7pm``, ``-3 07:12``, ``20 Nov 07:12``,
    ``2026-11-20 07:12``) · RFC 3339 · a day alone, at the time of ``of`` if that is a moment, else at the present one
    · ``now``, or nothing typed.
    Raises BadDate: not a moment, not of the years 1970 to next year, or in the hour over which the clocks went forward.
    """
    word = " ".join(text.lower().split())
    if word in ("", "now"):
        return now
    try:
        if re.fullmatch(_ISO_MOMENT, word):
            moment = datetime.fromisoformat(word.upper())
            parse_day(moment.date().isoformat(), now.date())
            return moment
        if (match := re.fullmatch(_TIME, word)) is None:
            time_of_day = (of if isinstance(of, datetime) else now).time()
            return localised(datetime.combine(parse_day(word, now.date()), time_of_day), now)
        day = parse_day(match["day"], now.date()) if match["day"] else of or now.date()
        typed = datetime.combine(day, _time_of_day(match))
        moment = localised(typed, now)
    except (BadDate, ValueError, OverflowError):
        forms = "07:12, 7pm, yesterday 21:30 or 2026-11-20 07:12"
        raise BadDate(f"{_quoted(text)} is not a time; expected a form like {forms}") from None
    if moment.replace(tzinfo=None) != typed:
        raise BadDate(f"{_quoted(text)} did not exist here: the clocks went forward over it")
    return moment


def _time_of_day(match: re.Match[str]) -> time:
    if not match["half"]:
        return time(
            int(match["hour"] or match["hour_h"]),
            int(match["minute"] or match["minute_h"] or 0),
            int(match["second"] or 0),
        )
    hour = int(match["hour_12"])
    if not 1 <= hour <= 12:
        raise ValueError
    return time(hour % 12 + (12 if match["half"] == "p" else 0), int(match["minute_12"] or 0))


def _quoted(text: str) -> str:
    return repr(text.strip()[:40])


def parse_duration(text: str) -> float:
    """Read a duration in seconds: ``45`` and ``45s`` are seconds, ``3m``, ``1:30``, ``1h05``, ``1h 5m``.

    Raises BadDate: not a duration.
    """
    word = text.strip().lower().replace(" ", "")
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?s?", word):
        return float(word.rstrip("s"))
    if match := re.fullmatch(r"(?:([0-9]+):(?=[0-5]?[0-9]:))?([0-9]{1,3}):([0-5][0-9])", word):
        return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
    below_60 = "(?![6-9][0-9]|[0-9]{3})"  # what follows hours or minutes is less than one of them
    match = re.fullmatch(rf"(?:([0-9]+)h{below_60})?(?:([0-9]+)(?:(?:min|m){below_60})?)?(?:([0-9]+)s)?", word)
    if match and word and word[0].isdigit():
        return int(match[1] or 0) * 3600 + int(match[2] or 0) * 60 + int(match[3] or 0)
    raise BadDate(f"{text.strip()[:40]!r} is not a duration; expected a form like 45s, 1:30 or 1h05")


def clock_time(moment: datetime) -> str:
    """``07:12``."""
    return moment.strftime("%H:%M")


def long_day(day: date) -> str:
    """``Fri 20 Nov 2026``."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def short_day(day: date, today: date | None = None) -> str:
    """``Fri 20 Nov``; with the year when it is not today's."""
    text = f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"
    return text if today is None or day.year == today.year else f"{text} {day.year}"


def relative_day(day: date, today: date) -> str:
    """``today``, ``yesterday``, ``3 days ago``, ``tomorrow``, else the short day."""
    distance = (today - day).days
    if distance == 0:
        return "today"
    if distance == 1:
        return "yesterday"
    if distance == -1:
        return "tomorrow"
    if 1 < distance < 14:
        return f"{distance} days ago"
    return short_day(day, today)


def timer_text(seconds: float) -> str:
    """``0:45``, ``12:03``, ``1:02:03``."""
    whole = max(0, int(seconds + 0.5))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def whole_minutes(seconds: float) -> int:
    """Whole minutes, halves up: the one way from a duration to minutes, wherever they are shown."""
    return int((seconds + 30) // 60)


def duration_words(seconds: float) -> str:
    """``45 s``, ``12 min``, ``1 h 05 min``, ``3 days 4 h``: the two largest units that matter."""
    whole = max(0, int(seconds + 0.5))
    if whole < 60:
        return f"{whole} s"
    minutes = whole_minutes(seconds)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes:02d} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    text = counted(days, "day")
    return f"{text} {hours} h" if hours and days < 7 else text
