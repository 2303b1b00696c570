"""The guides are followed to the letter: every command, key, setting and question in them does what they say."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.exploring import some
from tests.support.guide import KINDS, ROOT, Block, Reader, blocks
from tests.support.journals import demo_journal

FOLLOWED = ("first-week", "how-to", "why", "for-a-physio")
CORPUS = {"activities.csv": "strava-en-miles.csv", "garmin.csv": "garmin-en.csv"}
"""Files that a guide takes for a runner's own."""


def page(name: str) -> str:
    """A guide's text."""
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def parts(name: str) -> Iterator[list[Block]]:
    """The blocks of each part of a guide."""
    found = [*blocks(page(name))]
    for part in dict.fromkeys(block.part for block in found):
        yield [block for block in found if block.part == part]


async def test_the_first_week_is_followed(tmp_path: Path) -> None:
    """From an empty journal, day by day, each on what the day before left."""
    async with Reader(tmp_path) as reader:
        for block in blocks(page("first-week")):
            await reader.follow(block)


RECIPES = {part[0].part: part for name in ("how-to", "for-a-physio") for part in parts(name)}
LATER = {"Come from Strava or Garmin", "Keep one journal on two machines", "Write a routine of your own"}
"""What these ask for is asked in other tests as well."""


@pytest.mark.parametrize("recipe", some(RECIPES, RECIPES.keys() - LATER))
async def test_each_recipe_is_followed(recipe: str, tmp_path: Path) -> None:
    """Each by itself, on twelve weeks of somebody's entries."""
    demo_journal(tmp_path).close()
    for name, file in CORPUS.items():
        shutil.copy(ROOT / "tests" / "corpus" / file, tmp_path / name)
    async with Reader(tmp_path) as reader:
        for block in RECIPES[recipe]:
            await reader.follow(block)


async def test_the_settings_of_all_recipes_stand_in_one_file(tmp_path: Path) -> None:
    """Those of a table after the others, as the guide says."""
    told = sorted(
        (block for block in blocks(page("how-to")) if block.kind == "toml"), key=lambda one: "[" in one.lines[0]
    )
    assert len(told) > 1
    whole = Block("settings", told[0].at, "toml", tuple(line for block in told for line in block.lines))
    async with Reader(tmp_path) as reader:
        await reader.follow(whole)


@pytest.mark.parametrize("name", FOLLOWED)
def test_every_block_of_a_guide_is_of_a_kind_that_is_followed(name: str) -> None:
    """So that no command stands in one that nobody tries; a page is short."""
    assert {block.kind for block in blocks(page(name))} <= {*KINDS}
    assert len(page(name).splitlines()) <= 170
    for block in blocks(page(name)):
        assert block.kind != "text" or not any("surefoot " in line and "ssh" not in line for line in block.lines), block
