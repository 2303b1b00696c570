"""The settings and the keys, changed in the app."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from textual.keys import Keys
from textual.pilot import Pilot

from journal.journal import Journal
from journal.settings.meanings import GROUPS
from journal.settings.settings import KEYS, Settings, read_settings
from screens.app.app import SurefootApp
from screens.app.keys import FIRST, declared, fitting, listed
from screens.drawing.keys import SCREENS
from screens.frame.facts import PageDialog
from screens.frame.form import HelpedField
from screens.terminal.sent import heard, is_key
from screens.terminal.themes import OFFERED
from screens.widgets.bars import KeyBar
from screens.widgets.choice import Choice
from screens.widgets.line import Line
from screens.widgets.rows import Rows
from tests.support.journals import app_over
from tests.support.pilots import shown_until
from tests.support.sight import painted
from tests.support.verbs import EXCEPTIONS, VERBS

SIZE = (80, 24)


def app_with_file(journal: Journal, path: Path) -> SurefootApp:
    app = app_over(journal, read_settings(path)[0])
    app.settings_path = path
    return app


async def test_a_setting_changed_in_the_app_holds_at_once_and_at_the_next_start(demo: Journal, tmp_path: Path) -> None:
    """Miles instead of kilometres: written to the file, and the screens follow."""
    path = tmp_path / "settings.toml"
    app = app_with_file(demo, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "S")
        await pilot.pause()
        await pilot.press("right", "enter")
        await pilot.pause()
        assert read_settings(path) == (Settings(distance="mi"), [])
        assert app.settings.distance == "mi"
        assert app.current_mode == "shoes"
        assert app.screen.context.settings.distance == "mi"  # type: ignore[attr-defined]
        for key in "1234567":
            await pilot.press(key)
            await pilot.pause()
            assert app.screen.context.settings.distance == "mi"  # type: ignore[attr-defined]
            shown = "\n".join(painted(app.screen))
            assert not re.search(r"\d km\b", shown) and (" mi" in shown or key in "235"), shown


async def test_settings_stand_in_groups_each_with_a_line_of_help(demo: Journal, tmp_path: Path) -> None:
    """Shown below the one that the cursor is on, and below no other."""
    app = app_with_file(demo, tmp_path / "settings.toml")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("S")
        await pilot.pause()
        for group, meanings in GROUPS.items():
            for name, meaning in meanings.items():
                if name == KEYS:
                    continue

                def in_sight(meaning: str = meaning) -> bool:
                    shown = [line for line in app.screen.query(".help").results(Line) if line.display]
                    frame = app.screen.query_one("#frame").content_region
                    return [str(line.content) for line in shown] == [meaning] and frame.contains_region(shown[0].region)

                await shown_until(pilot, in_sight)
                assert name != next(iter(meanings)) or group in "\n".join(painted(app.screen)), group
                await pilot.press("down")


async def test_a_line_that_is_laid_out_late_still_comes_into_sight(demo: Journal, tmp_path: Path) -> None:
    """On a busy machine the frame after a key may come before the help, or the problem, has its place."""
    app = app_with_file(demo, tmp_path / "settings.toml")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("S")
        await pilot.pause()
        frame = app.screen.query_one("#frame")
        choice = list(app.screen.query(Choice))[8]
        told = next(node for node in choice.ancestors if isinstance(node, HelpedField))
        choice.focus()
        await pilot.pause()
        told.remove_class("at")
        frame.scroll_to(y=told.virtual_region.y + 1 - frame.content_region.height, animate=False, force=True)
        await pilot.pause()
        told.add_class("at")
        await pilot.pause()
        assert frame.content_region.contains_region(told.query_one(".help").region)
        problem = app.screen.query_one("#problem", Line)
        problem.show("Green must end below amber.")
        await pilot.pause()
        assert frame.content_region.contains_region(problem.region)


async def test_a_theme_shows_while_it_is_chosen(demo: Journal, tmp_path: Path) -> None:
    """Every one that is offered, over this journal; escape gives the old one back, and nothing is written."""
    path = tmp_path / "settings.toml"
    app = app_with_file(demo, path)
    async with app.run_test(size=SIZE) as pilot:
        before = app.theme
        await pilot.press("S")
        await pilot.pause()
        assert app.theme == before
        app.screen.query_one("#field-theme").focus()
        seen = []
        for _ in OFFERED:
            await pilot.press("right")
            await pilot.pause()
            seen.append(app.theme)
        assert seen == list(OFFERED)
        await pilot.press("escape")
        await pilot.pause()
        assert app.theme == before
        assert not path.exists()


async def test_who_hears_the_screen_is_told_the_charts(demo: Journal) -> None:
    """A line an ankle in place of the picture, on Today, Soreness and Week; a day is read out as ever."""
    app = app_over(demo, Settings(screen_reader=True))
    async with app.run_test(size=(80, 40)) as pilot:
        for key in "156":
            await pilot.press(key)
            await pilot.pause()
            lines = [line.strip() for line in painted(app.screen)]
            assert any(line.startswith("Left ankle, ") for line in lines), key
            assert any(line.startswith("Right ankle, ") for line in lines), key
            assert not any(line.startswith("minutes") for line in lines), key
        await pilot.press("1", "left_square_bracket")
        assert any(line.strip().startswith("Ankles Fri 20 Nov  left 2") for line in painted(app.screen))


async def test_who_hears_the_screen_is_told_the_figures(demo: Journal) -> None:
    """In words in the library and in an exercise read in full; a session, where its steps are read, draws none."""
    app = app_over(demo, Settings(screen_reader=True))
    async with app.run_test(size=(80, 50)) as pilot:
        for keys, words in (("2", "Walking tall, one thigh level"), ("3", ""), ("down enter", ""), ("v", "Steps")):
            await pilot.press(*keys.split())
            await pilot.pause()
            text = " ".join(painted(app.screen))
            assert words in text and not re.search("[\u2801-\u28ff]", text), keys


async def test_bands_that_do_not_fit_are_refused_in_the_form(demo: Journal, tmp_path: Path) -> None:
    """One sentence; nothing is written."""
    path = tmp_path / "settings.toml"
    app = app_with_file(demo, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("S")
        await pilot.pause()
        await pilot.press("down", "down", "down", "backspace", "7", "enter")
        await pilot.pause()
        assert "Green must end below amber." in str(app.screen.query_one("#problem").render())
        assert not path.exists()


async def test_a_rebound_key_works_and_the_old_one_does_not(demo: Journal) -> None:
    """Someone in tmux moves what their prefix takes."""
    app = app_over(demo, Settings(keys={"app.diary": "f7"}))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("7")
        await pilot.pause()
        assert app.current_mode == "today"
        await pilot.press("f7")
        await pilot.pause()
        assert app.current_mode == "diary"


async def test_keys_that_cannot_be_used_are_named_with_their_line(demo: Journal, tmp_path: Path) -> None:
    """A clash, a binding that does not exist, a key that does not exist; the good one still works."""
    path = tmp_path / "settings.toml"
    path.write_text(
        '[keys]\n"app.rate" = "q"\n"app.nothing" = "x"\n"app.undo" = "f99"\n"app.diary" = "f7"\n', encoding="utf-8"
    )
    settings, problems = read_settings(path)
    assert problems == []
    good, problems = fitting(settings.keys, path.name, path.read_text(encoding="utf-8"))
    assert good == {"app.diary": "f7"}
    assert problems == [
        "settings.toml line 2: app.rate: q is already Quit (app.quit). The default is used.",
        "settings.toml line 3: app.nothing: there is no binding of that name.",
        "settings.toml line 4: app.undo: there is no key f99. The default is used.",
    ]
    app = app_with_file(demo, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("escape", "f7")
        await pilot.pause()
        assert app.current_mode == "diary"
        await pilot.press("r")
        await pilot.pause()
        assert len(app.screen_stack) == 2


@pytest.mark.parametrize(("opens", "field"), [(("S",), "distance"), (("7", "f"), "side")])
async def test_what_is_chosen_and_given_up_does_not_come_back(
    demo: Journal, tmp_path: Path, opens: tuple[str, ...], field: str
) -> None:
    """Nothing was noted in the settings and in the diary's filter: opened again they say what holds."""
    app = app_with_file(demo, tmp_path / "settings.toml")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*opens)
        await pilot.pause()
        chosen = app.screen.query_one(f"#field-{field}", Choice)
        before = chosen.value
        chosen.focus()
        await pilot.press("right", "escape", opens[-1])
        await pilot.pause()
        assert app.screen.query_one(f"#field-{field}", Choice).value == before
        assert str(app.screen.query_one("#problem", Line).content) == ""


def test_the_list_of_keys_has_the_seven_screens_in_their_order() -> None:
    """Where they are gone to, before the other commands of everywhere; and the keys of each, before the dialogs'."""
    order = listed(declared().values())
    names = [mode for _, mode, _ in SCREENS]
    assert [one.id for one in order][:7] == [f"app.{name}" for name in names]
    scopes = [*dict.fromkeys(one.scope for one in order)]
    assert [scope for scope in scopes if scope in names] == scopes[FIRST : FIRST + len(names)]


async def make_f7_the_diarys(pilot: Pilot[Any]) -> None:
    """In the list of keys."""
    await pilot.press("ctrl+k")
    await pilot.pause()
    pilot.app.screen.query_one(Rows).move_to("app.diary")
    await pilot.press("enter", "f7")
    await pilot.pause()


async def test_a_key_is_changed_by_pressing_it(demo: Journal, tmp_path: Path) -> None:
    """In the list of keys: enter, then the new key; backspace takes the old one again; a clash is refused."""
    path = tmp_path / "settings.toml"
    app = app_with_file(demo, path)
    async with app.run_test(size=SIZE) as pilot:
        await make_f7_the_diarys(pilot)
        assert read_settings(path)[0].keys == {"app.diary": "f7"}
        await pilot.press("enter", "q")
        await pilot.pause()
        assert "q is already Quit" in str(app.screen.query_one("#problem").render())
        await pilot.press("enter", "backspace")
        await pilot.pause()
        assert read_settings(path)[0].keys == {}


async def test_settings_that_cannot_be_written_name_the_file_and_why(demo: Journal, tmp_path: Path) -> None:
    """In the dialog where that stays, in words and not the system's number; what is set is as it was."""
    path = tmp_path / "settings.toml"
    path.with_name(".settings.toml.new").mkdir()  # where a file is written first
    app = app_with_file(demo, path)
    async with app.run_test(size=SIZE) as pilot:
        await make_f7_the_diarys(pilot)
        said = f"Not saved in {path}: is a directory."
        assert str(app.screen.query_one("#problem", Line).content) == said
        await pilot.press("escape", "S", "right", "enter")
        await pilot.pause()
        assert app.screen_stack[0].query_one(KeyBar).message == said
        assert app.settings == Settings()


def test_one_letter_means_one_verb() -> None:
    """Every key that is a letter does the letter's verb, or is an exception with its reason; none is listed twice."""
    bound = sorted((key, id) for id, one in declared().items() for key in one.keys if len(key) == 1 and key.isalpha())
    verbs = [(letter, id) for letter, (_, ids) in VERBS.items() for id in ids.split()]
    others = [(letter, id) for letter, exceptions in EXCEPTIONS.items() for id, why in exceptions.items() if why]
    assert bound == sorted(verbs + others)


def test_every_binding_says_what_it_does_and_uses_a_key_there_is() -> None:
    """Each has an id, words for the help, and a key a terminal can send."""
    found = declared()
    assert len(found) > 100
    assert [binding.id for binding in found.values() if not binding.tooltip] == []
    assert [(binding.id, key) for binding in found.values() for key in binding.keys if not is_key(key)] == []


def test_nothing_is_on_a_key_that_tmux_or_screen_takes() -> None:
    """Their prefixes; and no binding can be reached by such a key only."""
    prefixes = {Keys.ControlA.value, Keys.ControlB.value}
    assert [binding.id for binding in declared().values() if prefixes >= set(binding.keys)] == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"app.rate": ","}, "the key , is written comma"),
        ({"app.rate": "ctrl+m"}, "a terminal sends enter for ctrl+m"),
        ({"app.rate": "shift+r"}, "write that"),
        ({"app.rate": "enter"}, "enter is already Open (rows.choose)"),
        ({"app.quit": "up"}, "up is already Up (rows.up)"),
        ({"app.rate": "n", "app.new": "1"}, "n is already New (app.new)"),
    ],
)
def test_a_key_that_would_take_another_ones_place_is_refused(keys: dict[str, str], said: str) -> None:
    """Once. Lists are on every screen; what is refused has its default again, which nothing else may have then."""
    good, problems = fitting(keys)
    assert good == {} and "".join(problems).count(said) == 1


async def test_a_theme_that_does_not_exist_is_named(demo: Journal) -> None:
    """And the default one is used."""
    app = app_over(demo, Settings(theme="neon"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        said = app.screen.query_one(KeyBar).message
        assert "'neon' is no theme" in said


async def test_many_notices_stand_in_a_dialog_each_on_its_line(demo: Journal) -> None:
    """The last lines have room for one; nothing is cut, the kept draft among them."""
    app = app_over(demo)
    app.start_notices = tuple(f"settings.toml line {n}: something_{n} is not a setting." for n in range(9))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, PageDialog)
        assert "something_8" in "\n".join(str(row.content) for row in app.screen.query_one(Rows).rows)
        await pilot.press("w", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, PageDialog)


SENT = {
    "ctrl+j": "ctrl+j",
    "Ctrl+J": "ctrl+j",
    "ctrl+s": "ctrl+s",
    "ctrl+space": "ctrl+space,ctrl+@",
    "ctrl+@": "ctrl+at,ctrl+@",
    "ctrl+/": "ctrl+slash,ctrl+underscore",
    "ctrl+\\": "ctrl+backslash",
    "shift+ctrl+up": "ctrl+shift+up",
    "alt+a": "alt+a",
    "F5": "f5",
    "shift+f4": "shift+f4",
    "shift+f3": "shift+f3 cannot be told from other keys",
    "é": "é",
    "ctrl+m": "a terminal sends enter for ctrl+m",
    "ctrl+i": "a terminal sends tab for ctrl+i",
    "ctrl+[": "a terminal sends escape for ctrl+[",
    "ctrl+3": "a terminal sends escape for ctrl+3",
    "ctrl+h": "a terminal sends backspace for ctrl+h",
    "ctrl+?": "a terminal sends backspace for ctrl+?",
    "shift+enter": "a terminal sends enter for shift+enter",
    "ctrl+shift+a": "a terminal sends ctrl+a for ctrl+shift+a: write that",
    "alt+b": "a terminal sends ctrl+left for alt+b: write that",
    "shift+1": "write the character that shift+1 makes",
    "alt+escape": "alt+escape cannot be told from other keys",
    "super+a": "most terminals do not send super+a",
    "f13": "most terminals do not send f13",
    "<any>": "there is no key <any>",
    "ctrl+": "there is no key ctrl+",
    "\x1b": "there is no key '\\x1b'",
    "f98,f99": "there is no key f98; there is no key f99",
}


@pytest.mark.parametrize(("key", "becomes"), SENT.items(), ids=SENT)
def test_a_key_is_taken_when_a_terminal_sends_it_as_itself(key: str, becomes: str) -> None:
    """By the names it may come by; what comes as another key, or as none, is refused with the reason."""
    good, problems = fitting({"app.diary": key})
    if " " in becomes:
        assert (good, problems) == ({}, [f"settings.toml: app.diary: {becomes}. The default is used."])
    else:
        assert (good, problems) == ({"app.diary": becomes}, [])


@pytest.mark.parametrize("number", range(1, 13))
def test_a_function_key_is_heard_as_itself(number: int) -> None:
    """With modifiers too, but for the third: a terminal's report of where its cursor stands looks like that."""
    modified = {f"{modifiers}+f{number}" for modifiers in ("alt", "ctrl", "shift", "alt+ctrl", "alt+ctrl+shift")}
    assert heard(f"f{number}") == f"f{number}"
    assert {heard(key) for key in modified} == ({""} if number == 3 else modified)


def test_two_names_of_one_key_are_one_key() -> None:
    """ctrl+space, ctrl+@ and ctrl+2 are one character to a terminal."""
    good, [problem] = fitting({"app.diary": "ctrl+space", "app.week": "ctrl+2"})
    assert len(good) == 1 and "is already" in problem


def test_every_key_a_binding_comes_with_is_heard_as_itself() -> None:
    """No default is a key that only some terminals tell from another one."""
    unheard = {(one.id, key) for one in declared().values() for key in one.keys if heard(key) != key}
    assert unheard == set()
