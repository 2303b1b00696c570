"""A runner who reads nothing but Today's sentences, over the thirty days after a twist: what each day leads with."""

from __future__ import annotations

from journal.entries import Answer, Entry, Run
from journal.rules.verdict.verdict import Verdicts
from journal.words.path import path_lines
from journal.words.verdict import lines
from tests.support.verdicts import at, days_of, story

TWIST = ["d0 run 8 km", "d0 after left 7 ankle-roll atfl swollen", "d4 ev left 2 swollen"]
MORNINGS = ["d1 wk left 4", "d2-d6 wk left 2", "d7-d9 wk left 1", "d10-d30 wk left 0"]
WALKED, BRISK = (5, 6), 16
"""The days on which the runner could walk ten minutes, and from which they could walk briskly for thirty."""

LEADS = [
    (range(0, 3), "Protect left, move it often. No running.", "Protect", None),
    (range(3, 7), "Move left gently, walk. No running: twisted {} days ago.", "Move", None),
    (range(7, 17), "Walk and balance, no running: left twisted {} days ago.", "Walk", None),
    (range(17, 20), "Run by small steps: left twisted {} days ago.", "Ground", 3),
    (range(20, 24), "Run by small steps: left twisted {} days ago.", "Ground", 4),
    (range(24, 28), "Run by small steps: left twisted {} days ago.", "Ground", 5),
    (range(28, 31), "Run by small steps: left twisted {} days ago.", "Ground", 6),
]
"""Days, the sentence at the top, the first thing to do, and the step of the way back to running.

By hand: care to day 2; early to the second walk, of days 5 and 6, each told an hour after the sentence was read;
build up to the brisk walk of day 16, told likewise; then runs every other day from day 17 on, two to a step, the
next step on the morning after the second.
"""


def test_today_leads_with_the_same_words_as_the_way_back_has_days() -> None:
    """Runs where the sentence begins with running, never two days in a row; says yes to what is asked once it is so."""
    entries: list[Entry] = story([*TWIST, *MORNINGS])
    ran: list[int] = []
    led = []
    for number in range(31):
        found = Verdicts(days_of(entries)).at(at(number, 12))
        [headline, *_] = lines(found, "", "")
        led.append((headline.text, path_lines(found)[1].label, found.ladder.rung if found.ladder else None))
        asked = {question.id for question in found.questions}
        if ("p1" in asked and number in WALKED) or ("p2" in asked and number >= BRISK):
            id = "p1" if "p1" in asked else "p2"
            entries.append(Answer(at=at(number, 13), question=id, side="left", value=True))
        if headline.text.startswith("Run") and number - 1 not in ran:
            entries.append(Run(started_at=at(number, 17), duration_s=1500, distance_km=3))
            ran.append(number)
    expected = {n: (says.format(n), does, step) for span, says, does, step in LEADS for n in span}
    assert dict(enumerate(led)) == expected
    assert ran == list(range(17, 31, 2))
