"""The story the demo journal tells, as tables: runs, ratings, self-tests and notes by day (0 to 83)."""

from __future__ import annotations

import msgspec

from journal.entries import Activity, Surface

# fmt: off
# Ratings on waking, one character a day, four weeks a line; a point is a morning without a check-in.
LEFT = (
    "10101000010.0000100022243544"
    "43332222111100.010000000000."
    "00000000000.000.000000000002"
)
RIGHT = (
    "00000000000.0000000000010000"
    "00000000000000.000000000000."
    "00000100000.000.000000000000"
)
# fmt: on


class StoryRun(msgspec.Struct, frozen=True):
    """A run of the story, with the ratings just after it (None: no check-in)."""

    day: int
    at: str
    minutes: float
    km: float | None
    shoe: str = ""
    left: int | None = None
    right: int = 0
    activity: Activity = "run"
    surface: Surface = "road"
    rpe: float | None = None
    triggers: tuple[str, ...] = ()
    note: str = ""
    asked: str = ""
    """What the check-in after it notes."""


BOUTS = (
    StoryRun(1, "09:10", 50, 8.0, "long", 2, rpe=5, triggers=("long-run",)),
    StoryRun(3, "18:25", 32, 5.2, "daily", 1, rpe=4),
    StoryRun(5, "18:30", 37, 6.1, "daily", 1, surface="mixed", rpe=4),
    StoryRun(8, "09:05", 56, 9.0, "long", 2, rpe=5, triggers=("long-run",)),
    StoryRun(10, "18:20", 33, 5.4, "daily", 0, surface="treadmill", rpe=4),
    StoryRun(12, "18:40", 36, 6.0, "daily", 0, rpe=4),
    StoryRun(15, "09:20", 59, 9.5, "long", 1, rpe=5),
    StoryRun(17, "12:15", 30, 5.0, "daily", 0, rpe=4),
    StoryRun(19, "18:30", 30, 5.0, "new", 3, rpe=4, triggers=("new-shoes",), note="First run in the Petrels. Quick."),
    StoryRun(22, "09:15", 51, 8.2, "new", 4, 1, rpe=6, triggers=("new-shoes", "long-run"), note="Heel lifts uphill."),
    StoryRun(
        24,
        "18:20",
        24,
        3.6,
        "new",
        5,
        rpe=5,
        triggers=("new-shoes",),
        note="Cut short: the left heel got sharp.",
        asked="Went through the stop signs: none.",
    ),
    StoryRun(29, "10:00", 40, None, "", 3, activity="cycle", surface="", rpe=3, note="Easy gear, no complaint."),
    StoryRun(31, "18:00", 36, 3.0, "daily", 3, activity="walk", rpe=2),
    StoryRun(33, "18:10", 30, None, "daily", 2, activity="low-impact", surface="", rpe=3, note="Step class, no jumps."),
    StoryRun(36, "10:30", 48, 4.2, "daily", 1, activity="walk", surface="grass", rpe=2),
    StoryRun(38, "18:20", 18, 2.5, "daily", 1, rpe=3, note="One minute running, one walking."),
    StoryRun(40, "18:25", 21, 3.0, "daily", 1, rpe=3),
    StoryRun(43, "09:30", 28, 4.2, "daily", 1, rpe=4),
    StoryRun(45, "18:30", 22, 3.5, "long", 0, rpe=3),
    StoryRun(47, "18:20", 25, 4.0, "daily", 0, rpe=3),
    StoryRun(50, "09:20", 38, 6.0, "long", 0, rpe=4),
    StoryRun(52, "18:30", 25, 4.0, "new", 0, rpe=3, note="Heel lock lacing: much better."),
    StoryRun(54, "18:25", 31, 5.0, "daily", 0, rpe=4),
    StoryRun(57, "09:15", 44, 7.0, "long", 0, rpe=4),
    StoryRun(59, "18:30", 34, 5.2, "daily", 0, surface="trail", rpe=5, triggers=("trail",)),
    StoryRun(61, "18:30", 30, None, "", 0, 1, activity="swim", surface="", rpe=4),
    StoryRun(64, "09:10", 51, 8.1, "long", 0, rpe=5),
    StoryRun(66, "18:30", 31, 5.0, "new", 0, rpe=4),
    StoryRun(68, "18:20", 37, 6.0, "daily", 0, rpe=4),
    StoryRun(71, "09:05", 56, 9.0, "long", 0, rpe=5),
    StoryRun(73, "18:25", 34, 6.0, "daily", 0, surface="track", rpe=6, triggers=("faster",)),
    StoryRun(75, "18:30", 34, 5.5, "long", 0, rpe=4),
    StoryRun(78, "09:00", 69, 10.9, "long", 0, rpe=6, triggers=("long-run",), note="Longest since the summer."),
    StoryRun(80, "18:20", 35, 5.6, "daily", 0, rpe=4),
    StoryRun(82, "12:30", 36, 6.4, "daily", 3, rpe=7, triggers=("faster", "worn-shoes"), note="Pushed the last mile."),
)

AFTER_SESSIONS = {
    2: (1, 0),
    6: (0, 0),
    16: (0, 0),
    23: (5, 0),
    37: (1, 0),
    46: (0, 0),
    60: (0, 0),
    72: (0, 0),
    79: (0, 0),
}
EVENINGS = {
    3: (1, 0),
    19: (3, 0),
    20: (2, 0),
    22: (4, 0),
    24: (5, 0),
    26: (4, 0),
    30: (3, 0),
    36: (1, 0),
    61: (0, 1),
    82: (2, 0),
}

_FLAT, _EVENING, _BEST = "flat floor, 60 beats a minute", "barefoot, evening", "barefoot, best of 3"

# Day, test, left, right, unit, conditions.
SELF_TESTS = (
    (1, "heel-raises", 17, 24, "reps", _FLAT),
    (1, "knee-to-wall", 8.0, 11.0, "cm", _EVENING),
    (1, "stance-eyes-open", 28, 45, "s", _BEST),
    (1, "stance-eyes-closed", 6, 13, "s", _BEST),
    (42, "heel-raises", 19, 25, "reps", _FLAT),
    (42, "knee-to-wall", 9.0, 11.0, "cm", _EVENING),
    (42, "stance-eyes-open", 36, 45, "s", _BEST),
    (70, "heel-raises", 25, 27, "reps", _FLAT),
    (70, "knee-to-wall", 10.5, 11.0, "cm", _EVENING),
    (70, "stance-eyes-open", 45, 45, "s", _BEST),
    (70, "stance-eyes-closed", 11, 14, "s", _BEST),
)

CLINIC_SCORES = {26: 61.0, 68: 86.0}

NOTES = {
    0: "Starting this after the third sore summer. The left ankle has complained since the sprain in June.",
    7: "Balance on the left wobbles a lot more than on the right. Kitchen counter within reach.",
    18: "Bought the Petrels. The shop was busy, and I went straight after breakfast, not at the end of the day.",
    22: "Sunday in the new pair: the heel lifts on every hill, left worse than right. Sore at the back of the heel.",
    24: "Stopped after 24 minutes and walked home. Went through the stop signs: none of them. Booked the physio.",
    26: "Physio: no bone tender, can stand on tiptoe. Walk, cycle, hold heel raises, no new shoes for now. "
    "Come back if it does not fall.",
    33: "First day I did not think of it on the stairs.",
    40: "Zero this morning. Twenty days.",
    51: "Relaced the Petrels with the extra eyelet. The heel stays put when I jog on the spot.",
    58: "Moved on to single-leg heel raises. Left does fewer, and that is fine.",
    70: "Self-tests again: the left heel raises nearly caught up.",
    78: "10.9 km along the river, easy all the way. The ankle was quiet.",
    82: "Too quick at lunch, in the old pair. Left is a 3. Easy until Sunday.",
}
