"""What is random in the tests: the same in every ``make test``, new in every ``make trust``, which keeps what failed.

Loaded by Hypothesis from ``.hypothesis``, what failed once is tried first the next time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

SEEDED, EXPLORING = "seeded", "exploring"
MORE = 120
"""So many times the examples of ``make test`` are tried in ``make trust``."""
MANY = 2_000
"""Examples there of a test that asks for no count of its own."""
FEW = 6
"""The same in ``make test``: a run of all tests has three minutes."""
# No deadline, and no complaint of slowness: how long an example takes is the machine's affair.
_ANY_MACHINE: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}

_PLAIN = settings.get_profile("default")  # in some environments Hypothesis loads another by itself

settings.register_profile(SEEDED, _PLAIN, max_examples=FEW, derandomize=True, database=None, **_ANY_MACHINE)
settings.register_profile(EXPLORING, _PLAIN, max_examples=MANY, print_blob=True, **_ANY_MACHINE)
settings.load_profile(SEEDED)

_constants_of_loaded_modules = providers._get_local_constants


def _constants() -> Constants:
    """Numbers and texts of the project's own modules are tried in ``make trust`` only.

    Which modules are loaded hangs on the tests a worker ran before, and reading them all takes it ten seconds.
    """
    return _constants_of_loaded_modules() if exploring() else providers._local_constants


providers._get_local_constants = _constants


LETTERS = st.characters(exclude_categories=["Cs"])
"""All that can be written; told by an encoding, Hypothesis would try each of a million in every worker."""
SEEDS = st.integers(0, 2**32 - 1)
"""A seed for ``random.Random``, where the test does the choosing itself."""


def exploring() -> bool:
    """Whether this is ``make trust``; asked while the tests are collected."""
    return settings.get_current_profile_name() == EXPLORING


def examples(count: int, *unchecked: HealthCheck, full: int | None = None, **given: Any) -> settings:
    """So many examples in ``make test``, and in ``make trust`` the ``full`` count, or more by the common factor."""
    found = [HealthCheck.too_slow, *unchecked]
    tried = (full or count * MORE) if exploring() else count
    return settings(max_examples=tried, suppress_health_check=found, **given)


def some(cases: Iterable[Any], kept: Collection[Any]) -> list[Any]:
    """A test's cases: ``make test`` tries the ``kept`` ones, one of each kind, and ``make trust`` the others."""
    cases = [*cases]
    assert {*kept} <= {*cases}
    return [case if case in kept else pytest.param(case, marks=pytest.mark.full) for case in cases]


def crossed(ones: Iterable[Any], others: Collection[Any], every: int) -> list[Any]:
    """A test's cases, each of one kind with each of another: ``make test`` tries one in so many, ``make trust`` all."""
    return [
        pytest.param(one, other, marks=pytest.mark.full if (m + n) % every else (), id=f"{one}-{other}")
        for m, one in enumerate(ones)
        for n, other in enumerate(others)
    ]


def by_turns(step: int) -> pytest.MarkDecorator:
    """A test is given a ``step``: of what it walks ``make test`` takes each that many, and ``make trust`` all."""
    return pytest.mark.parametrize("step", [step, pytest.param(1, marks=pytest.mark.full)], ids=["some", "all"])


def seeds(count: int) -> settings:
    """So many runs of a test that is given nothing but a seed: a smaller seed is no simpler, so none is looked for."""
    return settings(max_examples=count, phases=(Phase.explicit, Phase.reuse, Phase.generate))
