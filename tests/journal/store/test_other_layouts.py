"""Files another program laid out, or an earlier Surefoot wrote: taken in, put in order, named with what is wrong."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from journal.clock import FixedClock
from journal.entries import CheckIn, Note, Run
from journal.errors import Damaged, SurefootError
from journal.journal import Journal
from journal.store import lines
from journal.upkeep import check as checking
from tests.support.entries import TODAY, check_in

FIXTURE = Path(__file__).parent / "fixtures" / "schema-0.json"


@pytest.mark.parametrize("indent", [None, 4])
def test_another_tools_layout_is_taken_in_and_put_in_order(path: Path, clock: FixedClock, indent: int | None) -> None:
    """Pretty-printed by another program: read with a notice, backed up and put in lines at the next change."""
    with Journal.open(path, clock) as journal:
        before = journal.of_kind(CheckIn)
    text = json.dumps(json.loads(path.read_bytes()), indent=indent, ensure_ascii=False)
    path.write_text("\ufeff" + text)
    with Journal.open(path, clock) as journal:
        assert "laid the journal out anew" in journal.notices[0] and journal.of_kind(CheckIn) == before
        assert path.read_text() == "\ufeff" + text
        journal.add(Note(day=TODAY, text="next"))
        assert path.read_bytes().startswith(b'{"_default":{\n"1":{"kind":"journal"')
    with Journal.open(path, clock) as journal:
        assert journal.notices == [] and journal.of_kind(CheckIn) == before and len(journal.of_kind(Note)) == 1


def test_an_older_schema_is_migrated_in_memory_and_written_at_the_first_change(
    tmp_path: Path, clock: FixedClock, own_folders: Path
) -> None:
    """The committed schema-0 file: read without a write, unknown fields kept, backed up before it is written anew."""
    path = tmp_path / "journal.json"
    shutil.copy(FIXTURE, path)
    before = path.read_bytes()
    with Journal.open(path, clock) as journal:
        [rated], [run], [note] = journal.of_kind(CheckIn), journal.of_kind(Run), journal.of_kind(Note)
        assert (rated.left.rating, rated.right.rating, rated.created_at) == (4, 0, rated.at)
        assert run.distance_km == 7.2 and note.text == "Heel slipped on the hill."
        assert path.read_bytes() == before
        journal.remove(note.id)
        documents = json.loads(path.read_bytes())["_default"]
        assert documents["1"]["schema"] == 1 and documents["1"]["id"] == "0f5c2d6a"
        assert documents["11"]["mood"] == "hopeful" and documents["12"]["weather"] == {"wind": "west", "rain": True}
    assert len(list(own_folders.rglob("*-migration.json.gz"))) == 1
    with Journal.open(path, clock) as journal:
        assert journal.undo() == "removed note of Sun 2 Mar 2025"
        assert journal.of_kind(Note)[0].text == "Heel slipped on the hill."


def test_a_journal_another_program_laid_out_is_put_in_order_for_its_owner_only(path: Path, clock: FixedClock) -> None:
    """``jq . > journal.json`` makes it readable to all, which nobody chose."""
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=2))
    path.chmod(0o644)
    with Journal.open(path, clock) as journal:
        journal.add(check_in(clock))
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("levels", [250, 980, 990, 2000])
def test_a_document_nested_too_deeply_is_left_as_it_is(path: Path, clock: FixedClock, levels: int) -> None:
    """Another program's: each verb does what it says or says one sentence, and the file opens as before."""
    deep = b"[" * levels + b"]" * levels
    body = b',"77":{"kind":"note","day":"2026-11-20","text":"x","their":' + deep + b"}"
    data = path.read_bytes().removesuffix(lines.CLOSING)
    count = data.count(b"\n")
    sealed = lines.sealed({"77": body[6:]}, count)
    path.write_bytes(data + sealed + lines.CLOSING)
    verbs: list[Callable[[Journal], object]] = [
        lambda journal: journal.change("77", lambda one: replace(one, text="y")),
        lambda journal: journal.undo(),
        lambda journal: journal.remove("77"),
        lambda journal: journal.apply({"77": {"kind": "note", "day": "2026-11-20", "text": "z"}}, "put"),
        lambda journal: journal.undo(),
        lambda journal: journal.add(check_in(clock)),
    ]
    for verb in verbs:
        before = path.read_bytes()
        try:
            with Journal.open(path, clock) as journal:
                verb(journal)
        except SurefootError:
            assert path.read_bytes() == before
    assert levels > 900 or {one.id for one in Journal.open(path, clock).of_kind(Note)} == {"77"}


def test_brackets_in_text_are_no_nesting() -> None:
    """Nor are brackets side by side."""
    assert not lines.deeper_than(b'{"a":"[[[[\\"[[[","b":[[],[],[],[]],"c":"\\\\","d":["]","["]}', 3)
    assert lines.deeper_than(b'{"a":["\\\\",[["]]]","\\""]]}', 3)
    assert lines.deeper_than(b'{"a":[[[]]]}', 3) and not lines.deeper_than(b'{"a":[[]]}', 3)


CAUSES = {
    "a second table": (b'"notes": {"1": {"a": 1}}', r"another table beside the journal's, 'notes', at byte \d+"),
    "not a number": (
        b'"3": {"kind": "note", "text": "NaN", "weight": NaN}',
        r"holds NaN at byte \d+, which is no JSON",
    ),
    "endless": (b'"3": {"kind": "note", "weight": -Infinity}', r"holds -Infinity at byte \d+, which is no JSON"),
    "half a character": (
        rb'"3": {"kind": "note", "text": "\\ud800 \ud83d\ude00 \ud83d"}',
        r"half a character at byte \d+",
    ),
    "cut": (b'"3": {"kind": "no', r"no JSON at byte \d+"),
    "latin": (b'"3": {"text": "caf\xe9"}', r"no UTF-8 text at byte \d+"),
}


@pytest.mark.parametrize(("put", "sentence"), CAUSES.values(), ids=CAUSES.keys())
def test_what_is_wrong_in_another_programs_layout_is_named_with_its_byte(
    path: Path, clock: FixedClock, put: bytes, sentence: str
) -> None:
    """The real cause, and no advice that finds nothing."""
    text = json.dumps(json.loads(path.read_bytes())).encode()
    table = put.startswith(b'"notes"')
    harmed = text[:-1] + b", " + put + b"}" if table else text[:-2] + b", " + put + b"}}"
    path.write_bytes(harmed)
    with pytest.raises(Damaged, match=sentence) as caught:
        Journal.open(path, clock)
    at = caught.value.offset or 0
    wrong = (b'"notes"', b"NaN}", b"-Inf", b'\\ud83d"', b"\xe9", b'"no')
    assert harmed[at:].startswith(wrong) or at == len(harmed)
    report = checking.check(path, clock)
    assert not any("salvage" in line for line in report.advice)
