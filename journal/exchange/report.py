"""What an import did or would do, in words: a summary, and the entries that did not simply come or stay."""

from __future__ import annotations

from collections.abc import Iterator

from journal.changes.checked import from_document
from journal.changes.document import Json
from journal.changes.merge import canonical, is_removed, own_changed_at
from journal.changes.patch import KEPT_SESSION
from journal.entries import Entry
from journal.errors import InvalidEntry
from journal.exchange.importing import EntryOutcome, Fate, ImportPlan
from journal.words.entry import dated_line, kind_line
from journal.words.labels import counted_as, counted_kinds
from journal.words.names import Names
from library.words import counted

_SUMMARY: dict[Fate, str] = {
    "added": "added",
    "changed": "changed",
    "merged": "merged",
    "removed": "removed",
    "restored": "brought back",
    "kept": "kept",
    "noted": "noted as removed",
}
_NOT_TOLD: tuple[Fate, ...] = ("added", "noted", "same")
"""What becomes of entries that are told of in number only."""
_MANY = 20


def summary(plan: ImportPlan) -> str:
    """All in one line: ``12 added, 3 changed, 0 kept, 1 conflicting; 240 were here already``."""
    always = ("added", "changed", "kept", "conflicting")
    told = ", ".join(f"{count} {words}" for words, count in _counts(plan).items() if count or words in always)
    same = plan.count("same")
    return f"{told}; {same} {'was' if same == 1 else 'were'} here already" if same else told


def brief(plan: ImportPlan) -> str:
    """What changes, and no more: ``12 added, 1 conflicting``."""
    return ", ".join(f"{count} {words}" for words, count in _counts(plan).items() if count and words != "kept")


def _counts(plan: ImportPlan) -> dict[str, int]:
    return {words: plan.count(fate) for fate, words in _SUMMARY.items()} | {"conflicting": len(plan.conflicts)}


def explained(plan: ImportPlan, names: Names) -> Iterator[str]:
    """Added entries by kind, then every entry that was here in another version, with what becomes of it and why."""
    for words in counted_kinds(counted_as(outcome.theirs) for outcome in plan.outcomes if outcome.fate == "added"):
        yield f"added         {words}"
    for outcome in plan.outcomes:
        if outcome.fate not in _NOT_TOLD:
            yield f"{_SUMMARY[outcome.fate]:<13} {_named(outcome, names)}: {_why(outcome, names)}"
            for version in outcome.lost:
                whose = "the file's" if version is outcome.theirs else "this journal's"
                yield f"  conflicting {whose} version is set aside: {_version(version, names)}"
    yield from (f"odd           {words}; kept as it is" for words in plan.odd[:_MANY])
    if len(plan.odd) > _MANY:
        yield f"odd           {len(plan.odd) - _MANY} more"


def _named(outcome: EntryOutcome, names: Names) -> str:
    version = next((v for v in (outcome.ours, outcome.theirs) if v is not None and not is_removed(v)), outcome.theirs)
    entry = _entry(version)
    return f"entry {outcome.id}" if entry is None else dated_line(entry, names)


def _why(outcome: EntryOutcome, names: Names) -> str:
    match outcome.fate:
        case "changed":
            ours, theirs = outcome.ours or {}, outcome.theirs
            told = _version(theirs, names)
            return "the file's is later" + (f": {told}" if told != _version(ours, names) else "")
        case "removed":
            return "removed in the file, later than it was changed here"
        case "restored":
            return "changed in the file after it was removed here"
        case "kept":
            return "this journal's is later" if not is_removed(outcome.result) else "removed here, later"
        case _:
            return _combined(outcome)


def _combined(outcome: EntryOutcome) -> str:
    """Which sets of a merged session came from where."""
    if outcome.ours is None:
        return "from both"
    ours, theirs, result = (_sets(version) for version in (outcome.ours, outcome.theirs, outcome.result))
    came = sum(result.get(id) == set_ and ours.get(id) != set_ for id, set_ in theirs.items())
    stayed = sum(result.get(id) == set_ and theirs.get(id) != set_ for id, set_ in ours.items())
    own = "the file's" if own_changed_at(outcome.theirs) > own_changed_at(outcome.ours) else "this journal's"
    return f"{counted(came, 'set')} from the file, {counted(stayed, 'set')} only here or later here, the rest as {own}"


def _sets(version: Json) -> dict[tuple[str, str], bytes]:
    session = version.get(KEPT_SESSION, version)
    return {
        (str(item.get("id")), str(set_.get("id"))): canonical(set_)
        for item in session.get("items", ())
        for set_ in item.get("sets", ())
    }


def _version(version: Json, names: Names) -> str:
    entry = _entry(version)
    return kind_line(entry, names) if entry is not None else "it cannot be read"


def _entry(version: Json) -> Entry | None:
    try:
        return from_document(version)
    except InvalidEntry:
        return None
