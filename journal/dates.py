"""Days, ISO weeks and durations: parsed and put into words. The one module that imports pendulum, on first use.

Everything handed out is a standard ``date``, ``datetime`` or ``timedelta``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from journal.errors import SurefootError

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class BadDate(SurefootError):
    """A day, time or week that cannot be read."""


def _pendulum() -> Any:
    import pendulum

    return pendulum


@dataclass(frozen=True, slots=True, order=True)
class Week:
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

        Raises:
            BadDate: not a week, or a year that has no such week.
        """
        match = re.fullmatch(r"(\d{4})-?[Ww](\d{1,2})", text.strip())
        if match:
            try:
                date.fromisocalendar(int(match[1]), int(match[2]), 1)
                return cls(int(match[1]), int(match[2]))
            except ValueError:
                pass
        raise BadDate(f"{text!r} is not a week; expected a form like 2026-W47")

    @property
    def monday(self) -> date:
        """The week's first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The week's last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    def days(self) -> list[date]:
        """The seven days, Monday first."""
        return [self.monday + timedelta(days=n) for n in range(7)]

    def shifted(self, weeks: int) -> Week:
        """The week so many weeks later (earlier when negative)."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"


def days_between(first: date, last: date) -> list[date]:
    """Every day from first to last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or that month's last day."""
    earlier = _pendulum().date(day.year, day.month, day.day).subtract(months=months)
    return date(earlier.year, earlier.month, earlier.day)


def localised(naive: datetime, now: datetime) -> datetime:
    """A wall-clock time as the runner's moment: the machine's zone when ``now`` is in it, else ``now``'s offset."""
    if now.utcoffset() == now.astimezone().utcoffset():
        return naive.astimezone()
    return naive.replace(tzinfo=now.tzinfo)


# Only what can be read in one way, whatever the country: a month's name, or day.month.year.
_NAMED = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[. ]\s*(?P<month>[a-z]{3,9}|[0-9]{1,2}(?=\.))"
    r"|(?P<month_before>[a-z]{3,9})\s(?P<day_after>[0-9]{1,2})(?:st|nd|rd|th)?)(?:[., ]\s*(?P<year>[0-9]{4})?)?"
)


def parse_day(text: str, today: date) -> date:
    """Read a day: ``2026-11-20``, ``today``, ``yesterday``, ``-3``, a weekday name (the last one), ``20 Nov 2025``,
    ``20.11.2025``; without a year it is of today's.

    Raises:
        BadDate: not a day.
    """
    word = text.strip().lower()
    if word in ("", "today"):
        return today
    if word == "yesterday":
        return today - timedelta(days=1)
    if re.fullmatch(r"-\d{1,4}", word):
        return today - timedelta(days=-int(word))
    for index, name in enumerate(DAY_NAMES, start=1):
        if len(word) >= 3 and word[:3] == name.lower() and word.isalpha():
            return today - timedelta(days=(today.isoweekday() - index) % 7)
    try:
        return date.fromisoformat(word)
    except ValueError:
        pass
    if match := _NAMED.fullmatch(word):
        day, month = match["day"] or match["day_after"], match["month"] or match["month_before"]
        written = f"{day} {month} {match['year'] or today.year}"
        for form in ("D MMM YYYY", "D MMMM YYYY", "D M YYYY"):
            try:
                found = _pendulum().from_format(written.title(), form)
            except ValueError:
                continue
            return date(found.year, found.month, found.day)
    raise BadDate(f"{text.strip()!r} is not a day; expected a form like 2026-11-20, yesterday or mon")


_TIME = re.compile(r"(?:(?P<day>.+?)[ T])?(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::(?P<second>\d{2}))?")


def parse_moment(text: str, now: datetime) -> datetime:
    """Read a moment: RFC 3339, ``2026-11-20 07:12``, ``yesterday 21:30``, ``07:12`` (today) or a day alone.

    Raises:
        BadDate: not a moment.
    """
    plain = text.strip()
    if plain.lower() in ("", "now"):
        return now
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        moment = None
    if moment is not None and (moment.tzinfo is not None or ":" in plain):
        return moment if moment.tzinfo is not None else localised(moment, now)
    match = _TIME.fullmatch(plain)
    try:
        if match:
            day = parse_day(match["day"] or "today", now.date())
            at = datetime(  # noqa: DTZ001 - localised on the next line
                day.year, day.month, day.day, int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
            )
            return localised(at, now)
        day = parse_day(plain, now.date())
    except (BadDate, ValueError):
        raise BadDate(
            f"{plain!r} is not a time; expected a form like 07:12, yesterday 21:30 or 2026-11-20 07:12"
        ) from None
    return localised(datetime.combine(day, now.time()), now)


def parse_duration(text: str) -> float:
    """Read a duration in seconds: ``45`` and ``45s`` are seconds, ``3m``, ``1:30``, ``1h05``, ``1h 5m``.

    Raises:
        BadDate: not a duration.
    """
    word = text.strip().lower().replace(" ", "")
    if re.fullmatch(r"\d+(\.\d+)?s?", word):
        return float(word.rstrip("s"))
    if match := re.fullmatch(r"(?:(\d+):)?(\d{1,3}):(\d{2})", word):
        return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
    match = re.fullmatch(r"(?:(\d+)h)?(?:(\d+)(?:min|m)?)?(?:(\d+)s)?", word)
    if match and word and word[0].isdigit():
        return int(match[1] or 0) * 3600 + int(match[2] or 0) * 60 + int(match[3] or 0)
    raise BadDate(f"{text.strip()!r} is not a duration; expected a form like 45s, 1:30 or 1h05")


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
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def duration_words(seconds: float) -> str:
    """``45 s``, ``12 min``, ``1 h 05 min``, ``3 days 4 h``: the two largest units that matter."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes = whole // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes:02d} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    text = "1 day" if days == 1 else f"{days} days"
    return f"{text} {hours} h" if hours and days < 7 else text
