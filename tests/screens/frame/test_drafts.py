"""Drafts: what is half typed survives the end of the program."""

from __future__ import annotations

import stat
from pathlib import Path

from screens.frame.drafts import Drafts, folder_for

BEGAN = {"minutes": "", "kind": "run"}
TYPED = {"minutes": "32", "kind": "run", "note": "heel sl\nips"}


def test_a_draft_is_found_at_the_next_start(tmp_path: Path) -> None:
    """By another process, once it was written; and its form is named."""
    drafts = Drafts(tmp_path / "d")
    drafts.hold("run", "Log a run", BEGAN, TYPED)
    assert Drafts(tmp_path / "d").find("run", BEGAN) is None
    drafts.flush()
    again = Drafts(tmp_path / "d")
    assert again.find("run", BEGAN) == TYPED
    assert again.titles() == ["Log a run"]


def test_a_form_that_began_otherwise_is_another_form(tmp_path: Path) -> None:
    """What was typed while one run was edited is not offered for another."""
    drafts = Drafts(tmp_path)
    drafts.hold("run", "Edit the run", BEGAN | {"minutes": "20"}, TYPED)
    assert drafts.find("run", BEGAN) is None
    assert drafts.find("shoe", BEGAN) is None


def test_a_saved_form_leaves_no_draft(tmp_path: Path) -> None:
    """Neither on disk nor in memory; on disk it stays until what it says is in the journal."""
    drafts = Drafts(tmp_path)
    drafts.hold("run", "Log a run", BEGAN, TYPED)
    drafts.flush()
    drafts.drop("run")
    assert Drafts(tmp_path).find("run", BEGAN) == TYPED
    drafts.settle()
    assert drafts.find("run", BEGAN) is None
    assert list(tmp_path.iterdir()) == []


def test_a_form_that_could_not_be_saved_is_on_the_disk_until_it_is(tmp_path: Path) -> None:
    """It is not offered meanwhile: it waits to be saved again; a newer draft of the same form is another one."""
    drafts = Drafts(tmp_path)
    for newer in (False, True):
        drafts.hold("run", "Log a run", BEGAN, TYPED)
        drafts.drop("run")
        waiting = drafts.dropped()
        assert waiting is not None and drafts.dropped() is None
        assert drafts.find("run", BEGAN) is None and Drafts(tmp_path).find("run", BEGAN) == TYPED
        if newer:
            drafts.hold("run", "Log a run", BEGAN, BEGAN | {"minutes": "5"})
            drafts.flush()
        drafts.forget(waiting)
        assert [path.suffix for path in tmp_path.iterdir()] == [".json"] * newer


def test_a_text_that_grew_elsewhere_meanwhile_gets_what_was_typed_as_well(tmp_path: Path) -> None:
    """Where the form's name tells what it is of, like a day: neither text is lost, nothing stands twice."""
    drafts = Drafts(tmp_path)
    drafts.hold("note-1", "Note", {"text": "Slept well."}, {"text": "Slept well. Calf tight."})
    assert drafts.find("note-1", {"text": "Slept well.\n\nRan."}, "text") == {
        "text": "Slept well.\n\nRan.\n\nCalf tight."
    }
    assert drafts.find("note-1", {"text": "Slept well."}, "text") == {"text": "Slept well. Calf tight."}
    assert drafts.find("note-1", {"text": "Slept well. Calf tight."}, "text") == {"text": "Slept well. Calf tight."}


def test_a_form_left_by_the_runner_is_offered_only_in_this_run(tmp_path: Path) -> None:
    """Leaving is no accident: the next start says nothing of it."""
    drafts = Drafts(tmp_path)
    drafts.hold("run", "Log a run", BEGAN, TYPED)
    drafts.flush()
    drafts.set_aside("run")
    assert drafts.find("run", BEGAN) == TYPED
    assert Drafts(tmp_path).titles() == []


def test_only_the_runner_can_read_a_draft(tmp_path: Path) -> None:
    """Files 0600, folder 0700, nothing else left there."""
    folder = tmp_path / "d"
    drafts = Drafts(folder)
    drafts.hold("run", "Log a run", BEGAN, TYPED)
    drafts.flush()
    (file,) = folder.iterdir()
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(folder.stat().st_mode)) == (0o600, 0o700)


def test_a_draft_that_cannot_be_read_or_written_harms_nothing(tmp_path: Path) -> None:
    """A damaged draft is none; a folder that cannot be made loses the draft, not the form."""
    drafts = Drafts(tmp_path)
    drafts.hold("run", "Log a run", BEGAN, TYPED)
    drafts.flush()
    (file,) = tmp_path.iterdir()
    for text in (
        "{",
        "[]",
        '{"name": "run", "began": 1}',
        "[" * 100_000,
        '{"name":"run","typed":{"note":"\\u001b[2J"}}',
    ):
        file.write_text(text, encoding="utf-8")
        assert Drafts(tmp_path).find("run", BEGAN) is None
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    drafts = Drafts(blocked / "below")
    drafts.hold("run", "Log a run", BEGAN, TYPED)
    drafts.flush()
    assert drafts.find("run", BEGAN) == TYPED


def test_journals_have_drafts_of_their_own(tmp_path: Path) -> None:
    """Two journals on one machine do not see each other's."""
    assert folder_for(tmp_path / "a.json", tmp_path) != folder_for(tmp_path / "b.json", tmp_path)
