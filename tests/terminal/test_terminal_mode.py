"""What is decided about the terminal before Textual is imported."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace as with_setting
from textual import constants

from journal.errors import SurefootError
from journal.settings.settings import Settings
from screens.terminal.app import PaintedApp
from screens.terminal.mode import colour_of, prepare, wants_ascii
from tests.terminal.harness import PYTHON, ROOT, Terminal

MODERN = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "en_GB.UTF-8"}


def mode_of(environ: dict[str, str], **chosen: Any) -> tuple[Any, dict[str, str]]:
    environ = dict(environ)
    return prepare(environ, with_setting(Settings(), **chosen)), environ


@pytest.mark.parametrize(
    ("environ", "ascii"),
    [
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "de_DE.utf8"}, False),
        ({"LANG": "C.UTF-8", "LC_ALL": ""}, False),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, True),
        ({"LANG": "C", "LC_CTYPE": "en_GB.UTF-8"}, False),
        ({"LANG": "de_DE.ISO-8859-1"}, True),
        ({"LANG": "C"}, True),
        ({"LANG": "POSIX"}, True),
        ({}, True),
        ({"LANG": "en_GB.UTF-8", "TERM": "linux"}, True),
    ],
)
def test_ascii_follows_the_locale_as_the_runner_set_it(environ: dict[str, str], ascii: bool) -> None:
    """LC_ALL before LC_CTYPE before LANG, as POSIX has it; the Linux console is ASCII whatever the locale."""
    assert wants_ascii(environ) is ascii


@pytest.mark.parametrize(
    ("environ", "colour"),
    [
        (MODERN, "true"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "screen-256color"}, "256"),
        ({"TERM": "xterm"}, "16"),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, "16"),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, "16"),
        ({}, "16"),
        ({"TERM": "xterm-kitty"}, "true"),
        ({"TERM": "vt100"}, "none"),
        ({"TERM": "xterm-mono"}, "none"),
        (MODERN | {"NO_COLOR": ""}, "none"),
    ],
)
def test_colours_are_those_the_terminal_has(environ: dict[str, str], colour: str) -> None:
    """NO_COLOR, set to anything, means no colour at all; a dumb terminal never gets true colour."""
    assert colour_of(environ) == colour


def test_over_ssh_the_mouse_and_animation_are_off_and_frames_are_few() -> None:
    """Each is a setting; on a local terminal nothing is held back."""
    local, _ = mode_of(MODERN)
    assert (local.mouse, local.animation, local.ssh) == (True, True, False)
    remote, environ = mode_of(MODERN | {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"})
    assert (remote.mouse, remote.animation, remote.ssh) == (False, False, True)
    assert (environ["TEXTUAL_ANIMATIONS"], environ["TEXTUAL_FPS"]) == ("none", "15")
    chosen, environ = mode_of(MODERN | {"SSH_CONNECTION": "x"}, mouse="on", animation="on")
    assert (chosen.mouse, chosen.animation, environ["TEXTUAL_ANIMATIONS"]) == (True, True, "full")
    assert mode_of(MODERN, mouse="off", animation="off")[0] == local._replace(mouse=False, animation=False)


def test_a_variable_that_names_nothing_known_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The start ended with a fault of Surefoot's own."""
    with pytest.raises(SurefootError, match="TEXTUAL_COLOR_SYSTEM is many; expected one of auto, standard"):
        mode_of(MODERN | {"TEXTUAL_COLOR_SYSTEM": "many"})
    for named in ("nothing:No", "json:no", "json:JSONDecoder", ""):
        monkeypatch.setattr(constants, "DRIVER", named)
        with pytest.raises(SurefootError, match="which is no driver"):
            PaintedApp()


def test_without_colour_the_theme_has_no_greys_either() -> None:
    """Textual turns any but an ANSI theme into greys, and picks so while the app is constructed."""
    for chosen in ("auto", "surefoot-dark", "nord"):
        mode, environ = mode_of(MODERN | {"NO_COLOR": "1"}, theme=chosen)
        assert mode.theme == environ["TEXTUAL_THEME"] == "ansi-dark"
    assert mode_of(MODERN | {"NO_COLOR": "1"}, theme="ansi-light")[0].theme == "ansi-light"


@pytest.mark.parametrize(
    ("environ", "chosen", "theme"),
    [
        (MODERN, "auto", "surefoot-dark"),
        (MODERN | {"COLORFGBG": "0;15"}, "auto", "surefoot-light"),
        (MODERN | {"COLORFGBG": "15;default;0"}, "auto", "surefoot-dark"),
        ({"TERM": "linux"}, "auto", "ansi-dark"),
        ({"TERM": "xterm", "COLORFGBG": "0;7"}, "auto", "ansi-light"),
        (MODERN, "nord", "nord"),
    ],
)
def test_the_theme_follows_setting_and_terminal(environ: dict[str, str], chosen: str, theme: str) -> None:
    """Sixteen colours are the terminal's own palette; a light background is recognised where the terminal tells."""
    assert mode_of(environ, theme=chosen)[0].theme == theme


def test_the_painter_has_a_switch_in_settings_and_environment() -> None:
    """Either turns it off."""
    assert mode_of(MODERN)[0].painter
    assert not mode_of(MODERN, painter=False)[0].painter
    assert not mode_of(MODERN | {"SUREFOOT_PAINTER": "off"})[0].painter


def test_characters_can_be_chosen() -> None:
    """The setting wins over the locale, both ways."""
    assert mode_of(MODERN, characters="ascii")[0].ascii
    assert not mode_of({"LANG": "C", "TERM": "xterm"}, characters="unicode")[0].ascii


def test_deciding_imports_no_textual() -> None:
    """Nor does the watch over the line: both come before it."""
    code = (
        "import sys, screens.terminal.mode, screens.terminal.hang_up, screens.terminal.ascii;"
        "print([name for name in sys.modules if name.startswith(('textual', 'rich'))])"
    )
    found = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert found.stdout == "[]\n"


def underlined(terminal: Terminal) -> list[int]:
    """The rows of the screen that begin underlined."""
    buffer = terminal.screen.buffer
    return [y for y in range(terminal.screen.lines) if buffer[y][2].underscore]


def test_nothing_coloured_or_faint_is_sent_without_colour(tmp_path: Path) -> None:
    """Bold, underlined and reversed are left: greys are colours too; the palette's cursor shows by its underline."""
    environ = {"HOME": str(tmp_path), "NO_COLOR": "1"}
    with Terminal([PYTHON, "-m", "screens", "demo"], environ) as terminal:
        terminal.wait_for("Today")
        for key in "1234567":
            terminal.press(key)
        terminal.press("\x10")
        terminal.wait_until(lambda: underlined(terminal) != [], "a cursor")
        before = underlined(terminal)
        terminal.write("\x1b[B")
        terminal.wait_until(lambda: underlined(terminal) > before, "the cursor further down")
        codes = re.findall(rb"\x1b\[([0-9;]*)m", bytes(terminal.raw))
        sent = {int(code) for sequence in codes for code in sequence.split(b";") if code}
        assert sent <= {0, 1, 3, 4, 7, 9, 22, 23, 24, 27, 29}, sent
