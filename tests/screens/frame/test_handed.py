"""Texts handed to an editor: what was saved in their files is found again, whoever ends first."""

from __future__ import annotations

import codecs
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from journal.errors import SurefootError
from screens.frame.drafts import Drafts
from screens.frame.handed import KEPT, MOST, Handed, both
from tests.support.journals import fixed_clock

NOW = fixed_clock().now()
NAME, TITLE = "note-2026-11-20", "Note for Friday"


@pytest.mark.parametrize(
    ("base", "one", "other", "result"),
    [
        ("a", "a", "a", "a"),
        ("a", "a", "b", "b"),
        ("a", "b", "a", "b"),
        ("a", "b", "b", "b"),
        ("", "", "new", "new"),
        ("", "mine", "theirs", "mine\n\ntheirs"),
        ("a", "a b\n", "a\nc", "a b\n\nc"),
        ("a", "b", "c", "b\n\nc"),
        ("a", "b", "", "b"),
    ],
)
def test_two_texts_that_grew_from_one_lose_nothing(base: str, one: str, other: str, result: str) -> None:
    """The changed one, or what is new in the second below the first."""
    assert both(base, one, other) == result


def handed_over(folder: Path, text: str = "before") -> tuple[Drafts, Handed]:
    drafts = Drafts(folder)
    return drafts, drafts.hand_over(NAME, TITLE, text, NOW)


def next_start(folder: Path, *gone: Handed) -> Drafts:
    """Another program's drafts, after the one that handed these over is gone."""
    for handed in gone:
        handed.release()
    return Drafts(folder)


def offered(drafts: Drafts) -> list[str | None]:
    """What the form would take over."""
    drafts.adopt(NAME)
    return [handed.news() for handed in drafts.handed(NAME)]


def test_the_file_is_the_runners_alone_and_has_the_text(tmp_path: Path) -> None:
    """0600 in a folder 0700, named for what it is; nothing else lies there but what it was handed over with."""
    _, handed = handed_over(tmp_path / "drafts")
    assert handed.file.name == "note-2026-11-20.md" and handed.file.read_text() == "before"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in handed.file.parent.iterdir()}
    assert (modes, stat.S_IMODE(handed.file.parent.stat().st_mode)) == ({0o600}, 0o700)
    assert len(list(handed.file.parent.iterdir())) == 2


def test_what_was_saved_is_offered_at_the_next_start(tmp_path: Path) -> None:
    """Named among what was typed, given to the form; a file that was not changed is nothing to offer."""
    for text, titles, news in (("before\n", [], None), ("before and after\n", [TITLE], "before and after")):
        _, handed = handed_over(tmp_path / str(news))
        handed.file.write_text(text)
        later = next_start(tmp_path / str(news), handed)
        assert later.titles() == titles and offered(later) == [news]


def test_another_login_does_not_see_what_is_being_written(tmp_path: Path) -> None:
    """As long as the program that handed it over runs; after that whoever asks first has it."""
    _, handed = handed_over(tmp_path)
    handed.file.write_text("saved")
    assert Drafts(tmp_path).titles() == [] == offered(Drafts(tmp_path))
    later = next_start(tmp_path, handed)
    assert later.titles() == [TITLE] and offered(later) == ["saved"]
    assert Drafts(tmp_path).titles() == [] == offered(Drafts(tmp_path))


def test_a_file_is_removed_when_its_text_was_taken_and_is_in_the_journal(tmp_path: Path) -> None:
    """With all an editor left beside it; until then it stays, also when the program ends in between."""
    drafts, handed = handed_over(tmp_path)
    handed.file.write_text("saved")
    handed.file.with_name("note-2026-11-20.md~").write_text("a backup")
    drafts.hold(NAME, TITLE, {"text": "before"}, {"text": "saved"})
    handed.take("saved")
    drafts.drop(NAME)
    assert handed.file.exists()
    drafts.settle()
    assert list(tmp_path.iterdir()) == []


def test_what_is_saved_after_it_was_taken_is_offered_again(tmp_path: Path) -> None:
    """The form was saved or left; a window still had the file open."""
    for leave in (Drafts.set_aside, Drafts.drop):
        drafts, handed = handed_over(tmp_path / leave.__name__)
        handed.file.write_text("once")
        handed.take("once")
        handed.file.write_text("twice")
        leave(drafts, NAME)
        drafts.settle()
        assert offered(Drafts(tmp_path / leave.__name__)) == ["twice"]


def test_a_file_never_changed_stays_a_while_for_a_window_that_has_it_open(tmp_path: Path) -> None:
    """It is removed a week later, and no sooner; one with words in it never."""
    drafts, handed = handed_over(tmp_path)
    drafts.set_aside(NAME)
    Drafts(tmp_path).tidy(NOW + KEPT)
    assert handed.file.exists()
    Drafts(tmp_path).tidy(NOW + KEPT + timedelta(seconds=1))
    assert list(tmp_path.iterdir()) == []
    drafts, handed = handed_over(tmp_path)
    handed.file.write_text("words")
    drafts.set_aside(NAME)
    Drafts(tmp_path).tidy(NOW + 2 * KEPT)
    assert Drafts(tmp_path).titles() == [TITLE]


def test_handed_over_again_it_is_the_same_file(tmp_path: Path) -> None:
    """So that an editor finds what it kept of it, and a window shows the one file."""
    drafts, handed = handed_over(tmp_path)
    again = drafts.hand_over(NAME, TITLE, "more", NOW)
    assert again is handed and handed.file.read_text() == "more" and handed.news() is None
    assert offered(next_start(tmp_path, handed)) == [None]


def test_what_an_editor_kept_unsaved_when_cut_off_counts_when_it_is_newer(tmp_path: Path) -> None:
    """nano's and Emacs's copies are text; what only vim can read is noticed, and removed with the file."""
    for name in ("note-2026-11-20.md.save", "#note-2026-11-20.md#"):
        drafts, handed = handed_over(tmp_path / name[0])
        handed.file.write_text("saved")
        os.utime(handed.file, (1, 1))
        handed.file.with_name(name).write_text("not saved")
        assert handed.news() == "not saved"
        os.utime(handed.file.with_name(name), (0, 0))
        assert handed.news() == "saved"
        drafts.set_aside(NAME)
    drafts, handed = handed_over(tmp_path / "vim")
    handed.file.with_name(".note-2026-11-20.md.swp").write_bytes(b"b0VIM")
    assert handed.has_swap and handed.has_more and handed.news() is None
    handed.take("before")
    drafts.set_aside(NAME)
    assert Drafts(tmp_path / "vim").titles() == [TITLE]


def test_letters_of_an_older_encoding_are_kept_and_what_steers_a_terminal_is_not(tmp_path: Path) -> None:
    """An editor under an older locale saves such letters beside UTF-8; a mark at the beginning is none of the text."""
    _, handed = handed_over(tmp_path)
    handed.file.write_bytes(b"\xef\xbb\xbf\xc3\xbc caf\xe9 \x80\x81\r\n\x1b[2Jend\r\n\r\n")
    assert handed.news() == "ü café €�\n[2Jend"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_a_text_saved_with_a_mark_of_its_encoding_is_read_by_it(encoding: str, tmp_path: Path) -> None:
    """The mark itself is none of the text."""
    _, handed = handed_over(tmp_path)
    mark = codecs.BOM_UTF16_BE if encoding.endswith("-be") else b""
    handed.file.write_bytes(mark + "stiff caf\u00e9 \U0001f3c3\n".encode(encoding))
    assert handed.news() == "stiff caf\u00e9 \U0001f3c3"


def test_a_file_that_cannot_be_taken_is_named_and_stays(tmp_path: Path) -> None:
    """Too long for any note, or not readable: one sentence; gone or no file: as it was."""
    drafts, handed = handed_over(tmp_path)
    handed.file.write_bytes(b"x" * (MOST + 1))
    with pytest.raises(SurefootError, match="too long for a note"):
        handed.news()
    drafts.set_aside(NAME)
    assert handed.file.exists() and Drafts(tmp_path).titles() == [TITLE]
    if os.geteuid():
        handed.file.write_text("words")
        handed.file.chmod(0)
        with pytest.raises(SurefootError, match="cannot be read: permission denied"):
            handed.news()
    handed.file.unlink()
    assert handed.news() is None
    os.mkfifo(handed.file)
    assert handed.news() is None


def test_a_record_that_is_none_harms_nothing(tmp_path: Path) -> None:
    """The file stays where it is for the runner to find; everything else goes on."""
    _, handed = handed_over(tmp_path)
    handed.release()
    for text in ("{", "[]", '{"name": 1}', "[" * 100_000):
        (handed.file.parent / "draft.json").write_text(text)
        drafts = Drafts(tmp_path)
        drafts.tidy(NOW + 2 * KEPT)
        assert drafts.titles() == [] == offered(drafts)
    assert handed.file.exists()


def test_without_a_folder_for_drafts_an_editor_has_one_for_the_while(tmp_path: Path) -> None:
    """In the system's folder of temporary files."""
    drafts = Drafts()
    handed = drafts.hand_over(NAME, TITLE, "text", NOW)
    assert handed.file.read_text() == "text"
    drafts.take_back(NAME)
    assert not handed.file.parent.exists() and drafts.handed(NAME) == []
