"""The pictures in the README, taken from the demonstration journal: ``make screenshots``."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from tests.support.journals import app_over, demo_journal
from tests.terminal.moving import FILE, moving

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
PICTURES: tuple[tuple[str, tuple[int, int], tuple[str, ...]], ...] = (
    ("exercises", (120, 40), ("2", *["down"] * 19)),
    ("session", (80, 24), ("3", "enter", "space")),
    ("shoes", (80, 24), ("4",)),
    ("soreness", (80, 24), ("5",)),
    ("week", (80, 24), ("6",)),
)


def alone(picture: str) -> str:
    """A picture that asks nothing of any network: its letters are those of the machine it is read on.

    It says how large it is, half of what it was drawn at: without that it has no width in a table's cell.
    """
    fetched = re.compile(r""",\s*url\("https?:[^)]*\) format\("\w+"\)|\s*<!-- Generated with .* -->""")
    wide, high = (round(float(length) / 2) for length in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture)[0])
    return fetched.sub("", picture).replace("<svg", f'<svg width="{wide}" height="{high}"', 1)


async def taken(size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """A picture, of the screen these keys lead to."""
    with tempfile.TemporaryDirectory() as folder:
        app = app_over(demo_journal(Path(folder)))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            return alone(app.export_screenshot(title="surefoot", simplify=True))


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / FILE).write_text(moving(), encoding="utf-8")
    for name, size, keys in PICTURES:
        (FOLDER / f"{name}.svg").write_text(asyncio.run(taken(size, keys)), encoding="utf-8")


if __name__ == "__main__":
    main()
