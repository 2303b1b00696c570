"""A moment typed over another in a form."""

from __future__ import annotations

from datetime import datetime

from screens.frame.form import Field, moment_typed, parsed
from tests.support.journals import NOW


def test_a_time_alone_is_of_the_day_it_is_typed_over() -> None:
    """In both kinds of form, as in ``surefoot edit``; over none it is of today."""
    kept, now = datetime.fromisoformat("2026-07-01T19:00:00+02:00"), datetime.fromisoformat(NOW)
    typed = moment_typed("07:00", kept, now, "when")
    assert typed == parsed(Field("when", "When", kept, "moment"), "07:00", now)
    assert typed.isoformat() == "2026-07-01T07:00:00+02:00"
    assert moment_typed("07:00", None, now, "when").date() == now.date()
