"""Text that tries to steer the terminal, in every field of every entry, through the real program."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from journal.entries import OwnExercise
from library.exercise import Exercise
from tests.support.exploring import SEEDS, seeds
from tests.support.hostile import hostile_journal
from tests.support.journals import NOW
from tests.support.waiting import LIMIT_S
from tests.terminal.harness import ESCAPE, PYTHON, ROOT, Terminal

FRAGMENTS = [
    # titles, clipboard, cursor, queries, modes, as seven-bit and as eight-bit controls
    *(
        "\x1b]0;owned\x07",
        "\x1b]52;c;b3duZWQ=\x07",
        "\x1b[113;37H",
        "\x1b[6n",
        "\x1b[?1049l",
        "\x1bP1$r\x1b\\",
        "\x1b[21t",
    ),
    *(
        "\x9b113;37H",
        "\x9d0;owned\x9c",
        "\x90x\x9c",
        "\x85",
        "\x0e",
        "\x0f",
        "\x08\x08",
        "\r\n",
        "\t",
        "\x00",
        "\x7f",
        "\x07",
    ),
    # order, width and joins of characters
    *("\u202egnp.exe\u2066", "\u200f\u061c", "\u2028\u2029", "\u200b\u200d\ufeff", "e" + "\u0301" * 60, "\ufe0f", "ﷺ"),
    *("👩\u200d👩\u200d👧", "世界", "\U000e0041", "\ud7ff", "a" * 300),
    # markup and templates
    *("[bold red]x[/]", "[/]", "[@click=app.quit]leave[/]", "[link=file:///]x[/link]", "\\[", "${x}", "{{x}}", "%s%n"),
]
# Everything a frame may hold beside text: cursor moves, pens, erasing, modes the app itself sets.
SEQUENCES = re.compile(
    r"\x1b\[[0-9;]*[HCmKXJ]|(?:\x1b\[[0-9]*[AB]|\x1b[DM])\x08*|\x1bE|\r(?!\n)|\x1b\[[0-9]+;[0-9]+r\x1b\[[0-9]*H(?:(?:\r\n)+|(?:\x1bM)+)\x1b\[r|\x1b\[\?(?:25|7|1049|1000|1003|1015|1006|1004|2004|2026|2048)[hl]|\x1b\[\?(?:2026|2048)\$p"
    r"|\x1b\[[<>][0-9]*u|\x1b\]22;[a-z-]*\x07"
)
ENTER = "\r"
WALK = [
    *("j", "j", ENTER, ESCAPE, "2", "/", "own", ENTER, "j", ESCAPE, "3", "j", ENTER, ESCAPE, "4", "j", ENTER, ESCAPE),
    *(
        "5",
        "j",
        "6",
        "j",
        "7",
        "j",
        ENTER,
        ESCAPE,
        "j",
        "e",
        ESCAPE,
        "?",
        ESCAPE,
        "1",
        "r",
        ESCAPE,
        "n",
        ESCAPE,
        "S",
        ESCAPE,
    ),
]


def hostile(rng: random.Random) -> str:
    """A text of a few of the fragments."""
    return "".join(rng.choice(FRAGMENTS) + rng.choice(["", " ", "x"]) for _ in range(rng.randint(1, 6)))


def poisoned(value: Any, rng: random.Random) -> Any:
    """A document with hostile text added to every text that is free."""
    free = (
        "note",
        "name",
        "text",
        "brand",
        "model",
        "nickname",
        "insole",
        "width",
        "annotation",
        "purpose",
        "conditions",
    )
    if isinstance(value, dict):
        return {
            key: item + hostile(rng) if key in free and isinstance(item, str) else poisoned(item, rng)
            for key, item in value.items()
        }
    return [poisoned(item, rng) for item in value] if isinstance(value, list) else value


def write_poisoned(folder: Path, seed: int) -> Path:
    """A journal whose texts were never cleaned on their way in, as if another program had written the file."""
    rng = random.Random(seed)
    source = hostile_journal(folder)
    own = Exercise(id="own-x", name="own", steps=(hostile(rng),), cautions=(hostile(rng),), cue=hostile(rng))
    source.add(OwnExercise(exercise="own-x", definition=own))
    documents = json.loads(source.path.read_bytes())["_default"]
    source.close()
    documents.pop("2")  # the seal: a file pretty-printed by another tool has none that fits
    path = folder / "poisoned.json"
    path.write_text(json.dumps({"_default": poisoned(documents, rng)}, indent=1), encoding="utf-8")
    return path


def walk(folder: Path, seed: int, size: tuple[int, int] = (80, 24)) -> Terminal:
    """The program over such a journal, walked through every screen; it has ended by itself."""
    path = write_poisoned(folder, seed)
    rng = random.Random(seed)
    environ = {"HOME": str(folder), "SUREFOOT_JOURNAL": str(path), "SUREFOOT_NOW": NOW}
    with Terminal([PYTHON, "-m", "screens"], environ, size) as terminal:
        # What is longer than a name may be is not shown, and that is said over the first screen.
        terminal.wait_until(lambda: any(map(terminal.shows, ("Today", "Noticed while opening"))), "the first screen")
        for keys in WALK:
            terminal.press(keys)
            if rng.random() < 0.1:
                # Typed and pasted text is no safer than a file's.
                terminal.press("\x1b[200~" + hostile(rng) + "\x1b[201~")
        terminal.press(ESCAPE)
        assert terminal.process.poll() is None, "\n".join(terminal.screen.text())
        terminal.process.terminate()
        terminal.wait_for_end()
        return terminal


def steering(sent: bytes) -> list[str]:
    """Everything in what was sent that a terminal would act on, but for what a frame may hold."""
    text = SEQUENCES.sub("", sent.decode("utf-8"))
    return re.findall(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u2028\u2029]\S{0,12}", text)


def check(folder: Path, seed: int) -> None:
    terminal = walk(folder, seed)
    assert steering(bytes(terminal.raw)) == []
    assert b"\x1b[113;37H" not in terminal.raw  # no row of this screen: the painter never goes there
    assert b"owned" in terminal.raw  # as text it is shown
    assert not any("Traceback" in line for line in terminal.screen.text())


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.full)])
def test_no_text_steers_the_terminal(tmp_path: Path, seed: int) -> None:
    """Titles, clipboard, cursor, queries, C1, bidirectional controls, markup with actions: all of it is only text."""
    check(tmp_path, seed)


@pytest.mark.full
@seeds(40)
@given(seed=SEEDS)
def test_no_text_steers_the_terminal_ever(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """As above, with many other texts."""
    check(tmp_path_factory.mktemp("hostile"), seed)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.full) for seed in (2, 3))])
def test_no_text_steers_the_terminal_from_a_command(tmp_path: Path, seed: int) -> None:
    """The plain commands print the same journal: as text only."""
    path = write_poisoned(tmp_path, seed)
    environ = {
        **os.environ,
        "HOME": str(tmp_path),
        "SUREFOOT_JOURNAL": str(path),
        "SUREFOOT_NOW": NOW,
        "LANG": "C.UTF-8",
    }
    for command in (["today"], ["week"], ["report"], ["export"], ["export", "--format", "markdown"], ["check"]):
        found = subprocess.run(
            [PYTHON, "-m", "screens", *command],
            env=environ,
            cwd=ROOT,
            capture_output=True,
            check=False,
            timeout=LIMIT_S,
        )
        for sent in (found.stdout, found.stderr):
            assert steering(sent.replace(b"\n", b"").replace(b"\t", b"")) == [], command
            assert b"Traceback" not in sent
