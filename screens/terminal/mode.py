"""What must be decided before Textual is imported: characters, colours, mouse, animation.

Textual reads its environment while it is imported, and picks its colour filters while an app is constructed. So this
module imports none of it: it looks at the runner's environment and settings, sets the ``TEXTUAL_*`` variables, and
hands out one value that says what was decided.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, MutableMapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from journal.errors import SurefootError

if TYPE_CHECKING:
    from journal.settings.settings import Settings

Colour = Literal["true", "256", "16", "none"]

REFUSAL = (
    "the app needs a terminal to draw on: over ssh, connect with ssh -t; "
    "the commands listed by surefoot --help work without one."
)

# Terminals that fill erased cells with the current background (terminfo "bce"). GNU screen does not.
_ERASES_IN_COLOUR = re.compile("xterm|tmux|alacritty|foot|rxvt|wezterm|ghostty|konsole|vte|st-|linux")
_WITHOUT_COLOUR = re.compile("vt[1-4][0-9]{1,2}$|vt52$|.*-mono$|.*-m$")


class TerminalMode(NamedTuple):
    """How this terminal is to be used, for this run."""

    ascii: bool
    """Nothing above 0x7E is sent."""
    colour: Colour
    """How many colours are sent; ``none`` sends no colour and no grey."""
    theme: str
    """The theme to start with; never ``auto``."""
    mouse: bool
    animation: bool
    ssh: bool
    painter: bool
    """Whether only changed cells are sent."""
    erases_in_colour: bool
    """Whether the terminal fills erased cells with the current background."""


def refusal(stdin: int = 0, stderr: int = 2) -> str | None:
    """The sentence with which to refuse to open the app, or None where it can be drawn.

    Textual reads keys from standard input and paints on standard error: both must be terminals.
    """
    try:
        fine = os.isatty(stdin) and os.isatty(stderr)
    except OSError:
        fine = False
    return None if fine else REFUSAL


def wants_ascii(environ: Mapping[str, str]) -> bool:
    """Whether the runner's locale or terminal has no UTF-8.

    Read from the variables as the runner set them, the first that is set ruling (POSIX): Python itself reports UTF-8
    under ``C``. The Linux console's font lacks most of what is drawn.
    """
    if environ.get("TERM") == "linux":
        return True
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if (value := environ.get(name)) and not (name == "LC_CTYPE" and _python_set_it(environ)):
            return "utf8" not in value.lower().replace("-", "")
    return True  # none set is the C locale


def _python_set_it(environ: Mapping[str, str]) -> bool:
    """Whether ``LC_CTYPE`` is Python's own doing: under the C locale it sets the variable as it starts (PEP 538).

    So it does where ``LANG`` names a locale that is not installed here, as one that came along over ssh. What the
    program was started with is still to be seen where the system keeps it.
    """
    if environ is not os.environ:
        return False
    try:
        with open("/proc/self/environ", "rb") as started_with:  # noqa: PTH123 - pathlib is not imported this early
            return not any(pair.startswith(b"LC_CTYPE=") for pair in started_with.read().split(b"\0"))
    except OSError:
        return False


def colour_of(environ: Mapping[str, str]) -> Colour:
    """How many colours the terminal shows, as far as its variables say."""
    term = environ.get("TERM", "").lower()
    if "NO_COLOR" in environ or _WITHOUT_COLOUR.match(term):
        return "none"
    if term in ("", "dumb", "unknown", "linux", "ansi", "cygwin"):
        return "16"
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "true"
    if term in ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm") or term.endswith("-direct"):
        return "true"
    return "256" if term.endswith("256color") else "16"


def _theme(environ: Mapping[str, str], chosen: str, colour: Colour) -> str:
    # ``COLORFGBG=fg;bg`` is set by rxvt, Konsole and others: these two grounds are light.
    light = environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    if colour == "none":
        # Any other theme would be rendered in greys, which are colours too.
        return "ansi-light" if chosen == "ansi-light" or (chosen == "auto" and light) else "ansi-dark"
    if chosen != "auto":
        return chosen
    if colour == "16":
        return "ansi-light" if light else "ansi-dark"
    return "surefoot-light" if light else "surefoot-dark"


def prepare(environ: MutableMapping[str, str], settings: Settings) -> TerminalMode:
    """Decide how to use this terminal, and tell Textual through its variables in ``environ``.

    Must run before Textual is imported. ``SUREFOOT_PAINTER=off`` turns the painter off for this run; a ``TEXTUAL_*``
    variable the runner set is left as it is, but for the theme.
    """
    ssh = bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))
    colour = colour_of(environ)
    term = environ.get("TERM", "").lower()
    mode = TerminalMode(
        ascii=settings.characters == "ascii" or (settings.characters == "auto" and wants_ascii(environ)),
        colour=colour,
        theme=_theme(environ, settings.theme, colour),
        mouse=settings.mouse == "on" or (settings.mouse == "auto" and not ssh and term not in ("", "dumb", "linux")),
        animation=settings.animation == "on" or (settings.animation == "auto" and not ssh),
        ssh=ssh,
        painter=settings.painter and environ.get("SUREFOOT_PAINTER", "").lower() not in ("off", "0", "no"),
        erases_in_colour=_ERASES_IN_COLOUR.match(term) is not None,
    )
    if colour == "none":
        environ["NO_COLOR"] = "1"
    # The theme an app is constructed with: Textual picks its filter for NO_COLOR by it, and a later change reads every
    # style sheet again.
    environ["TEXTUAL_THEME"] = mode.theme
    environ.setdefault("TEXTUAL_ANIMATIONS", "full" if mode.animation else "none")
    if ssh:
        environ.setdefault("TEXTUAL_FPS", "15")
    systems = {"true": "truecolor", "256": "256", "16": "standard", "none": "standard"}
    asked = environ.setdefault("TEXTUAL_COLOR_SYSTEM", systems[colour])
    if asked not in (known := ("auto", "standard", "256", "truecolor")):
        raise SurefootError(f"TEXTUAL_COLOR_SYSTEM is {asked}; expected one of {', '.join(known)}")
    return mode
