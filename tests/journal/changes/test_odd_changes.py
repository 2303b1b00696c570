"""Changes as an edit by hand may leave them: what cannot be taken back is passed over, and the journal stays whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.changes.document import encode
from journal.clock import FixedClock
from journal.entries import Note
from journal.errors import SurefootError
from journal.journal import Journal
from journal.store import lines
from journal.store.state import new_header
from tests.support.entries import TODAY
from tests.support.exploring import examples
from tests.support.journals import fixed_clock
from tests.support.tried import ODD_CHANGES

NOTE = "914204419185252105"
STAMPS = {"created_at": "2026-11-20T18:00:00+01:00", "updated_at": "2026-11-20T18:00:00+01:00"}
SESSION = {"kind": "session", **STAMPS, "started_at": STAMPS["created_at"], "items": [{"id": "1"}, {"id": [2]}, 3]}
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["", "#", "#1", "items", "text", "kind", NOTE, "1", "é"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["items", "id", "kind", "x"]), inner),
    max_leaves=9,
)
paths = st.lists(st.sampled_from(["items", "#", "#1", "text", "kind", "updated_at", "x"]), max_size=3)
steps = st.lists(st.tuples(paths, anything).map(list) | paths.map(lambda path: [path]) | anything, max_size=3)
ways = st.fixed_dictionaries({}, optional={"steps": steps, "document": anything}) | anything
changes = st.fixed_dictionaries(
    {"before": st.dictionaries(st.sampled_from([NOTE, "914204419185252106", "1", "2", "zz"]), ways) | anything},
    optional={"by": anything, "label": anything, "undoes": anything, "lost": anything, "foreign": anything},
)


def journal_with(change: Any, folder: Path, clock: FixedClock) -> Journal:
    """A note, a session as nobody leaves one, and that change, under right seals."""
    path = folder / "journal.json"
    documents = {
        NOTE: encode({"kind": "note", **STAMPS, "day": "2026-11-20", "text": "x"}),
        "914204419185252106": encode(SESSION),
        "914204419185252107": encode({"kind": "change", **STAMPS, **change}),
    }
    path.write_bytes(lines.whole(new_header(clock), documents)[0])
    return Journal.open(path, clock, state=folder)


@example({"before": {NOTE: {"steps": [[["a"], 1], 5]}}})
@example({"before": {NOTE: 7}, "lost": [1]})
@example({"before": {NOTE: {"document": 5}}})
@example({"before": {"zz": {"document": {}}}})
@example({"before": {"1": {"document": {"kind": "journal"}}}})
@example({"before": {NOTE: None}, "undoes": [1]})
@example({"before": {"914204419185252106": {"steps": [[["items", "#"], 5], [["items", "#2"], 7]]}}})
@example({"before": {NOTE: {"steps": [[[], 1]]}}})
@example({"before": {NOTE: {"steps": [], "document": None}}})
@examples(ODD_CHANGES.few, full=ODD_CHANGES.full)
@given(changes)
def test_any_change_is_taken_back_or_passed_over(tmp_path_factory: pytest.TempPathFactory, change: Any) -> None:
    """No error but a sentence, and the file can be read afterwards."""
    clock = fixed_clock()
    with journal_with(change, tmp_path_factory.mktemp("odd"), clock) as journal:
        assert isinstance(journal.steps.sizes, tuple) and isinstance(journal.steps.newer_elsewhere, bool)
        journal.set_aside(NOTE)
        list(journal.past().earlier(NOTE))
        for step in (journal.undo, journal.redo, journal.undo):
            try:
                step()
            except SurefootError:
                break
    with Journal.open(journal.path, clock, state=journal.path.parent) as again:
        again.add(Note(day=TODAY, text="goes on"))
    with Journal.open(journal.path, clock, state=journal.path.parent) as whole:
        assert whole.mismatch is None and not whole.notices
        assert "goes on" in [one.text for one in whole.of_kind(Note)]
