"""What days without training take back: strength holds two to four weeks (published), the numbers are house rules."""

from __future__ import annotations

NO_STEP, ONE_BACK, TWO_BACK = 8, 21, 42
"""From so many days since the last session: no step up; one step back; two."""
LOAD_SHARE = 0.8
"""What is left of added weight where a step is taken back."""


def back(days: int) -> int:
    """How many stages or levels are taken back after so many days without."""
    return 2 if days >= TWO_BACK else 1 if days >= ONE_BACK else 0
