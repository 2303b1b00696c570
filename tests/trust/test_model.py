"""The store against a plain dict: two logins, reopened, compacted, torn, zeroed, renamed over, laid out anew."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from journal.store.lines import CLOSING, OPENING
from tests.support.exploring import LETTERS
from tests.support.tried import HISTORIES
from tests.trust.support import Contents, contents, document, on_disk, open_store

LOGINS = st.sampled_from((0, 1))
TEXTS = st.text(LETTERS, max_size=40) | st.sampled_from(('}}\n,"2":{', "\u2028", "é" * 30, '{"_default":{'))
PICK = st.integers(0, 1 << 16)


class Model(RuleBasedStateMachine):
    """Whatever happens to the file between commits, both logins and stock TinyDB show what the dict holds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="surefoot-model-"))
        self.path = self.folder / "journal.json"
        self.stores = [open_store(self.path), open_store(self.path)]
        self.truth: Contents = {}

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.folder)

    def _put(self, login: int, texts: list[str], ids: list[str | None]) -> None:
        store = self.stores[login]
        made: dict[str, bytes] = {}

        def make() -> dict[str, bytes]:
            made.clear()
            for text, id in zip(texts, ids, strict=True):
                made[id or store.new_id()] = document(text)
            return made

        store.commit(make)
        self.truth |= {id: json.loads(value) for id, value in made.items()}
        assert contents(store) == self.truth

    @rule(login=LOGINS, texts=st.lists(TEXTS, min_size=1, max_size=3))
    def add(self, login: int, texts: list[str]) -> None:
        self._put(login, texts, [None] * len(texts))

    @precondition(lambda self: self.truth)
    @rule(login=LOGINS, pick=PICK, text=TEXTS)
    def change(self, login: int, pick: int, text: str) -> None:
        ids = sorted(self.truth)
        self._put(login, [text], [ids[pick % len(ids)]])

    @rule(login=LOGINS)
    def reopen(self, login: int) -> None:
        self.stores[login].close()
        self.stores[login] = open_store(self.path)
        assert contents(self.stores[login]) == self.truth

    @precondition(lambda self: self.path.exists())
    @rule(login=LOGINS, drop=st.booleans(), pick=PICK)
    def compact(self, login: int, drop: bool, pick: int) -> None:
        ids = sorted(self.truth)
        gone = {ids[pick % len(ids)]} if drop and ids else set()
        self.stores[login].rewrite(gone)
        for id in gone:
            del self.truth[id]

    @precondition(lambda self: self.path.exists() and self.path.read_bytes().startswith(OPENING + b'"1"'))
    @rule(text=TEXTS, cut=st.floats(0, 0.99), zeroed=st.booleans())
    def a_third_login_dies_in_a_commit(self, text: str, cut: float, zeroed: bool) -> None:
        data = self.path.read_bytes()
        line = f',"900000000000000000":{document(text).decode()},"2":{{"kind":"seal"'.encode() + CLOSING
        kept = line[: int(len(line) * cut)]
        torn = kept + (bytes(len(line) - len(kept)) if zeroed else data[len(data) - 3 + len(kept) :])
        with self.path.open("r+b") as file:
            file.seek(len(data) - len(CLOSING))
            file.write(torn)

    @precondition(lambda self: self.path.exists())
    @rule()
    def a_copy_is_renamed_over_it(self) -> None:
        copy = self.folder / "copy"
        shutil.copy(self.path, copy)
        copy.rename(self.path)

    @precondition(lambda self: self.path.exists())
    @rule(login=LOGINS, indent=st.sampled_from((None, 2)))
    def another_tool_lays_it_out_anew(self, login: int, indent: int | None) -> None:
        self.stores[login].rewrite()  # nothing torn is left
        document_ = json.loads(self.path.read_bytes())
        copy = self.folder / "copy"
        copy.write_text(json.dumps(document_, indent=indent, ensure_ascii=bool(indent)))
        copy.rename(self.path)

    @rule(login=LOGINS, text=TEXTS, rewritten=st.booleans(), late=st.booleans())
    def a_thread_reads_what_the_other_wrote(self, login: int, text: str, rewritten: bool, late: bool) -> None:
        other, store = self.stores[1 - login], self.stores[login]
        self._put(1 - login, [text, text], [None, min(self.truth, default=None)])
        if rewritten:
            other.rewrite({min(self.truth)})
            del self.truth[min(self.truth)]
        thread = store.beside(1.0)
        store.read_beside = thread.read_for(dict(store.documents), store.revision)
        thread.close()
        if late:  # what was read holds no more
            self._put(1 - login, [text], [None])

    @precondition(lambda self: self.path.exists())
    @rule()
    def somebody_touches_it(self) -> None:
        os.utime(self.path)

    @invariant()
    def everybody_sees_the_same(self) -> None:
        if not self.path.exists():
            assert not self.truth
            return
        for store in self.stores:
            store.refresh()
            store.refresh()  # a commit unfinished at two looks is nobody's any more
            assert contents(store) == self.truth
            assert store.read_only is None
            assert {kind: sorted(ids) for kind, ids in store.index.kinds.items() if ids} == self._kinds()
        assert on_disk(self.path) == self.truth

    def _kinds(self) -> dict[str, list[str]]:
        return {"note": sorted(self.truth)} if self.truth else {}


def _run(examples: int, steps: int) -> None:
    case: Any = Model.TestCase
    case.settings = settings(
        max_examples=examples,
        stateful_step_count=steps,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    case("runTest").runTest()


@pytest.mark.parametrize(
    ("examples", "steps"),
    [
        pytest.param(HISTORIES.few, 25, id="short"),
        pytest.param(HISTORIES.full, 50, marks=pytest.mark.full, id="long"),
    ],
)
def test_the_store_behaves_as_a_plain_dict(examples: int, steps: int) -> None:
    """After every step both logins and stock TinyDB show exactly what was acknowledged."""
    _run(examples, steps)
