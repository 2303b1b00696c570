"""Settings: read with every wrong value named by line and reason, written without touching the rest."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.settings.settings import BadSetting, Settings, read_settings, write_settings


def read(folder: Path, text: str) -> tuple[Settings, list[str]]:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    """And nothing is created by reading."""
    assert read_settings(tmp_path / "none" / "settings.toml") == (Settings(), [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('# mine\ndistance = "furlong"\n', 2, "distance is 'furlong'; expected one of km, mi. The default is used."),
        ("first_weekday = 9", 1, "first_weekday is 9; expected a whole number from 1 to 7. The default is used."),
        ('painter = "yes"', 1, "painter is 'yes'; expected true or false. The default is used."),
        ("theme = 3", 1, "theme is 3; expected text in quotes. The default is used."),
        ("shoe_soft_km = -1", 1, "shoe_soft_km is -1; expected a number above 0, up to 20000. The default is used."),
        ("[keys]\ngreen_max = 1", 2, "green_max is a setting: write it above [keys]. The default is used."),
        ('[keys]\ndistance = "mi"', 2, "distance is a setting: write it above [keys]. The default is used."),
        (
            '[keys]\n"app.rate" = 3',
            2,
            "app.rate is 3; expected a key, or keys with commas between. The default is used.",
        ),
        ("keys = 3", 1, "keys is 3; expected a table of bindings and their keys."),
        ("\ngreen_max = 6", 2, "green_max must be below amber_max. The defaults are used for both."),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_line_and_reason(tmp_path: Path, text: str, line: int, reason: str) -> None:
    """One sentence; the default is used for this run, and the file stays as it is."""
    settings, problems = read(tmp_path, text)
    assert (settings, problems) == (Settings(), [f"settings.toml line {line}: {reason}"])
    assert (tmp_path / "settings.toml").read_text(encoding="utf-8") == text


def test_one_wrong_value_leaves_the_others(tmp_path: Path) -> None:
    """Only what is wrong falls back."""
    settings, problems = read(
        tmp_path, 'distance = "mi"\nload = 3\n[keys]\n"app.rate" = "f2"\n"app.new" = ["n", "f3"]\n'
    )
    assert (settings.distance, settings.load) == ("mi", "kg")
    assert settings.keys == {"app.rate": "f2", "app.new": "n,f3"}
    assert len(problems) == 1


def test_an_unknown_setting_is_named(tmp_path: Path) -> None:
    """With the names there are."""
    _, (sentence,) = read(tmp_path, "colour = 1")
    assert sentence.startswith("settings.toml line 1: colour is not a setting; the settings are distance, load,")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('distanse = "mi"', "line 1: distanse is not a setting; did you mean distance?"),
        ("green_max = true", "line 1: green_max is true; expected a whole number from 0 to 9."),
        ('load = "lb"\nload = "kg"\n', ": line 2, column 12: what stands there was set before; the defaults are used."),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_the_file(tmp_path: Path, text: str, said: str) -> None:
    """A slip of a letter with the name it is nearest to, a setting that stands there twice as that."""
    _, (sentence,) = read(tmp_path, text)
    assert said in sentence


@pytest.mark.parametrize(
    "text", ["distance = km", "= 3", "[keys", pytest.param("a = [" * 2000, id="deep"), "a = 1\na = 2"]
)
def test_a_file_that_is_no_toml_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    """All defaults for this run."""
    settings, (sentence,) = read(tmp_path, text)
    assert settings == Settings()
    assert sentence.startswith("settings.toml") and sentence.endswith("the defaults are used.")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
@pytest.mark.parametrize("mark", [b"", BOM_UTF8], ids=["plain", "marked"])
def test_a_mark_at_the_beginning_and_any_line_end_are_read_and_kept(tmp_path: Path, mark: bytes, end: str) -> None:
    """Some editors write them; a wrong value on the first line is named with its line all the same."""
    path = tmp_path / "settings.toml"
    path.write_bytes(mark + end.join(['distance = "furlong"', 'load = "lb"', ""]).encode())
    settings, [problem] = read_settings(path)
    assert settings == Settings(load="lb") and problem.startswith("settings.toml line 1: distance")
    write_settings(path, {"distance": "mi"})
    data = path.read_bytes()
    assert data.startswith(mark + b'distance = "mi"') and data.count(BOM_UTF8) == len(mark) // 3
    assert read_settings(path) == (Settings(distance="mi", load="lb"), [])
    if end == "\r\n":
        assert data.count(b"\r\n") == data.count(b"\n") == 2


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"a = 1\0", "line 1, column 6"), (b"a = 1\n\0\0\0", "line 2, column 1"), (b"\0" * 9, "line 1, column 1")],
)
def test_zeros_that_a_power_cut_left_are_told_by_their_place(tmp_path: Path, data: bytes, place: str) -> None:
    """They are no letters of another encoding: saving as UTF-8 would leave them."""
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    [problem] = read_settings(path)[1]
    assert place in problem


@pytest.mark.parametrize(
    ("encoding", "why"),
    [
        ("utf-16", "settings.toml is not in UTF-8 but, as it seems, in UTF-16: save it as UTF-8"),
        ("utf-16-le", "settings.toml is not in UTF-8 but, as it seems, in UTF-16: save it as UTF-8"),
        ("utf-32", "settings.toml is not in UTF-8 but, as it seems, in UTF-16: save it as UTF-8"),
        ("latin-1", "settings.toml line 2 is not in UTF-8: save the file as UTF-8"),
        ("cp1252", "settings.toml line 2 is not in UTF-8: save the file as UTF-8"),
    ],
)
def test_another_encoding_gets_a_sentence_and_stays_as_it_is(tmp_path: Path, encoding: str, why: str) -> None:
    """It says what to do; the defaults are used, and nothing is written into it."""
    path = tmp_path / "settings.toml"
    data = 'distance = "mi"\n# für mich\n'.encode(encoding)
    path.write_bytes(data)
    assert read_settings(path) == (Settings(), [f"{why}; the defaults are used."])
    with pytest.raises(BadSetting, match=why):
        write_settings(path, {"distance": "mi"})
    assert path.read_bytes() == data


@pytest.mark.parametrize(("make", "what"), [(os.mkdir, "a folder"), (os.mkfifo, "a pipe")])
def test_what_is_no_file_is_named_and_not_waited_for(make: Callable[[Path], None], what: str, tmp_path: Path) -> None:
    """Neither when it is read nor when a setting is to be written into it."""
    path = tmp_path / "settings.toml"
    make(path)
    assert read_settings(path) == (Settings(), [f"settings.toml is {what}, not a file; the defaults are used."])
    with pytest.raises(BadSetting, match=f"is {what}, not a file"):
        write_settings(path, {"distance": "mi"})


@given(st.binary(max_size=200))
def test_no_file_gives_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever is in it."""
    path = tmp_path_factory.mktemp("any") / "settings.toml"
    path.write_bytes(data)
    settings, _ = read_settings(path)
    assert isinstance(settings, Settings)


def test_writing_changes_its_line_and_no_other(tmp_path: Path) -> None:
    """Comments and order stay; what was not there goes before the first table."""
    path = tmp_path / "settings.toml"
    path.write_text('# mine\ndistance = "km"  # home\n\n[keys]\n"app.rate" = "r"\n', encoding="utf-8")
    write_settings(path, {"distance": "mi", "painter": False, "keys": {"app.rate": "f2", "app.new": 'n,"'}})
    assert path.read_text(encoding="utf-8") == (
        '# mine\ndistance = "mi"  # home\n\npainter = false\n[keys]\n"app.new" = "n,\\""\n"app.rate" = "f2"\n'
    )
    assert read_settings(path) == (
        Settings(distance="mi", painter=False, keys={"app.rate": "f2", "app.new": 'n,"'}),
        [],
    )
    write_settings(path, {"keys": {"app.new": None}})
    assert read_settings(path)[0].keys == {"app.rate": "f2"}


FORMS = {
    "an array over lines": (
        'theme = "auto"\n[keys]\n"app.rate" = [\n  "r", # old\n  "f2",\n]\n"app.new" = "n"\n',
        {"keys": {"app.rate": "f3"}},
        'theme = "auto"\n[keys]\n"app.rate" = "f3"\n"app.new" = "n"\n',
    ),
    "an array over lines, gone": (
        '[keys]\n"app.rate" = [\n  "r",\n  "f2",\n]  # both\n"app.new" = "n"\n',
        {"keys": {"app.rate": None}},
        '[keys]\n"app.new" = "n"\n',
    ),
    "a comment after the table": (
        '[keys] # mine\n"app.rate" = "f2"\n',
        {"keys": {"app.new": "f3"}},
        '[keys] # mine\n"app.new" = "f3"\n"app.rate" = "f2"\n',
    ),
    "a quoted table": ('[ "keys" ]\n', {"keys": {"app.new": "f3"}}, '[ "keys" ]\n"app.new" = "f3"\n'),
    "dotted": ('keys."app.rate" = "f2" # so\n', {"keys": {"app.rate": "f3"}}, 'keys."app.rate" = "f3"  # so\n'),
    "another one dotted": (
        'keys."app.rate" = "f2"\n',
        {"keys": {"app.new": "f3"}},
        'keys."app.new" = "f3"\nkeys."app.rate" = "f2"\n',
    ),
    "the last one dotted": ('keys."app.rate" = "f2"\n', {"keys": {"app.rate": None}}, "\n"),
    "a comment at the end": ('distance = "km" # because\n', {"distance": "mi"}, 'distance = "mi"  # because\n'),
    "no comment": ('theme = "a#b"\n', {"theme": "nord"}, 'theme = "nord"\n'),
    "an unquoted binding": ('[keys]\napp.rate = "r"\n', {"keys": {"app.rate": "f3"}}, '[keys]\n"app.rate" = "f3"\n'),
}


@pytest.mark.parametrize(("text", "changes", "expected"), FORMS.values(), ids=FORMS.keys())
def test_a_setting_is_changed_in_whatever_form_it_stands(
    tmp_path: Path, text: str, changes: dict[str, object], expected: str
) -> None:
    """The rest of the file, comments too, stays as it was."""
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    write_settings(path, changes)
    assert path.read_text(encoding="utf-8") == expected
    assert read_settings(path)[1] == []


def test_a_table_on_one_line_is_not_emptied(tmp_path: Path) -> None:
    """Taking one binding back would take the others along."""
    path = tmp_path / "settings.toml"
    path.write_text('keys = {"app.rate" = "f2", "app.new" = "f3"}\n', encoding="utf-8")
    with pytest.raises(BadSetting, match=r"line 1: app\.rate is set in a form"):
        write_settings(path, {"keys": {"app.rate": None}})
    assert len(read_settings(path)[0].keys) == 2


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'keys = {"app.rate" = "f2"}\n', "settings.toml line 1: app.new is set in a form"),
        (b"keys = 5\n", "settings.toml line 1: app.new is set in a form"),
        (b'theme = "auto\n', "settings.toml: line 1, column 14: "),
        (b'# caf\xe9\ntheme = "auto"\n', "settings.toml line 1 is not in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_changed_here_is_left_as_it_is(tmp_path: Path, data: bytes, sentence: str) -> None:
    """In one sentence, rather than made into one that cannot be read."""
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    with pytest.raises(BadSetting, match=sentence):
        write_settings(path, {"keys": {"app.new": "f3"}})
    assert path.read_bytes() == data and list(tmp_path.iterdir()) == [path]


def test_a_new_file_is_the_runners_own(tmp_path: Path) -> None:
    """0600, in a folder 0700."""
    path = tmp_path / "config" / "settings.toml"
    write_settings(path, {"keys": {"app.rate": "f2"}, "theme": "nord"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert read_settings(path) == (Settings(theme="nord", keys={"app.rate": "f2"}), [])


def test_a_link_is_followed_and_nothing_is_written_beside_it(tmp_path: Path) -> None:
    """What it leads to may be on another disk, onto which nothing can be renamed; its folder may still be to come."""
    link, target = tmp_path / "settings.toml", tmp_path / "dotfiles" / "surefoot.toml"
    link.symlink_to(target)
    for distance in ("mi", "km"):
        write_settings(link, {"distance": distance})
    assert target.read_text() == 'distance = "km"\n' and link.is_symlink()
    (tmp_path / ".settings.toml.new").mkdir()
    write_settings(link, {"distance": "mi"})
    assert target.read_text() == 'distance = "mi"\n'


@pytest.mark.parametrize("changes", [{"distance": "furlong"}, {"colour": 1}, {"first_weekday": "x"}])
def test_a_value_a_setting_does_not_take_is_not_written(tmp_path: Path, changes: dict[str, object]) -> None:
    """Refused in one sentence; no file."""
    with pytest.raises(BadSetting):
        write_settings(tmp_path / "settings.toml", changes)
    assert list(tmp_path.iterdir()) == []
