"""The library: a search per key typed, the first list, one exercise for a one-shot command."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from library.catalogue import Catalogue
from tests.benchmarks.table import Row, ms

QUERIES = ("single leg heel raise", "topsy turvey flamingo", "gastrocnemeus strech", "band round the ankle", "qqzzxx")
PER_KEY_S = 0.005


def rows() -> Iterator[Row]:
    """Every beginning of the queries, as they are typed, on a catalogue that has never seen them."""
    times: list[float] = []
    for _ in range(5):
        catalogue = Catalogue.built_in()
        catalogue.search("a")
        for query in QUERIES:
            for length in range(1, len(query) + 1):
                start = time.perf_counter()
                catalogue.search(query[:length])
                times.append(time.perf_counter() - start)
    times.sort()
    slow = times[int(len(times) * 0.99)]
    yield Row("search", "per key, median", ms(median(times)), "", "<= 5 ms", median(times) <= PER_KEY_S)
    yield Row("search", "per key, p99", ms(slow))
    start = time.perf_counter()
    Catalogue.built_in().all()
    yield Row("library", "all exercises read, once", ms(time.perf_counter() - start))
    start = time.perf_counter()
    Catalogue.built_in().get("single-leg-heel-raise")
    yield Row("library", "one exercise read", ms(time.perf_counter() - start))
