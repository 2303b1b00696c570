"""What Today shows of an empty journal. No rule is loaded for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journal.rules.today.greeting import FIRST_STEPS, GREETING
from screens.drawing.key import with_keys
from screens.drawing.lines import BLANK, MUTED, StyledLine
from screens.today.frame import Page

HINT = "Up and down choose, enter opens. {app.help} shows every key; {app.today} to {app.diary} go to the screens."


def greeting_page(key_of: Callable[[str], str]) -> Page:
    """A word of what this is, and the ways to begin, with the cursor on the first."""
    return Page(([*_greeting(key_of)],), FIRST_STEPS[0][0])


def _greeting(key_of: Callable[[str], str]) -> Iterator[StyledLine]:
    yield BLANK
    for line in GREETING:
        yield StyledLine("", ((line, ""),))
    yield BLANK
    yield StyledLine("", (("Begin here, in any order:", "bold"),))
    for action, words, why in FIRST_STEPS:
        yield StyledLine(action, ((f"{words:<18}", "bold"), ("  ", ""), (why, MUTED)), hang=20)
    yield BLANK
    yield StyledLine("", ((with_keys(HINT, key_of), MUTED),))
