"""Counts in words."""

from __future__ import annotations

import pytest

from library.words import counted, times


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 sets, 0 activities, 0 times"), (1, "1 set, 1 activity, once"), (2, "2 sets, 2 activities, 2 times")],
)
def test_one_is_said_without_the_plural(count: int, words: str) -> None:
    """``1 sets`` and ``1 times`` are said nowhere."""
    assert f"{counted(count, 'set')}, {counted(count, 'activity', 'activities')}, {times(count)}" == words
