"""Which files a runner may name: any, or, for who may open Surefoot and nothing else, plain names in one folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from journal.errors import SurefootError, system_said
from journal.paths import as_typed, journal_path, make_folder

SHARED = "shared"
"""The folder beside the usual journal for what a restricted runner exports and imports."""


class Reach:
    """Any file."""

    restricted = False
    """Whether another program may not be started either, and nothing be done but what is listed."""

    def offered(self, name: str) -> str:
        """What a form proposes for a new file."""
        return str(Path("~") / name)

    def to_write(self, text: str) -> Path:
        """The file of that name, to be written."""
        return as_typed(text)

    def to_read(self, text: str) -> Path:
        """The file or folder of that name, to be read."""
        return as_typed(text)


class Within(Reach):
    """New files in one folder, and the files in it; neither a link nor a folder leads out of it."""

    restricted = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def offered(self, name: str) -> str:
        return name

    def to_write(self, text: str) -> Path:
        path = self._named(text)
        if os.path.lexists(path):  # a link to where nothing is would be followed
            raise SurefootError(f"{path.name} is there already; choose another name")
        return path

    def to_read(self, text: str) -> Path:
        path = self._named(text)
        try:
            ordinary = stat.S_ISREG(path.lstat().st_mode)
        except FileNotFoundError:
            raise SurefootError(f"{path} is not there") from None
        if not ordinary:
            raise SurefootError(f"{path.name} is not an ordinary file")
        return path

    def _named(self, text: str) -> Path:
        name = text.strip()
        if name.startswith((".", "-")) or "/" in name or not name or not name.isprintable():
            raise SurefootError(f"only a plain name is taken here, for a file in {self.folder}")
        try:
            make_folder(self.folder)
            if not stat.S_ISDIR(self.folder.lstat().st_mode):
                raise SurefootError(f"{self.folder} is not a folder")
        except OSError as error:
            raise SurefootError(f"{self.folder} cannot be used: {system_said(error)}") from None
        return self.folder / name


def shared() -> Within:
    return Within(journal_path().parent / SHARED)
