"""A page as a browser prints it, where Chromium is installed; ``make page`` prints the physio's, to be looked at."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from screens.cli import main as surefoot
from tests.support.hostile import hostile_journal
from tests.support.journals import demo_journal

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--hide-scrollbars")
"""The page asks for nothing from elsewhere; as the administrator Chromium runs only without its sandbox."""
A4 = "794,1123"
"""Pixels of a sheet, 96 to the inch."""


def browser() -> str | None:
    """Where Chromium is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def printed(html: str, folder: Path) -> bytes:
    """The page as a PDF, without a browser's own lines above and below."""
    page, pdf = folder / "page.html", folder / "page.pdf"
    page.write_text(html, encoding="utf-8")
    _run(folder, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri())
    return pdf.read_bytes()


def pages(pdf: bytes) -> int:
    """How many sheets it is."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def _run(folder: Path, *options: str) -> None:
    command = [str(browser()), *QUIET, f"--user-data-dir={folder / 'profile'}", *options]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def main(folder: Path) -> int:
    """The demonstration's page and that of a journal full of hostile text, as HTML, PDF and picture."""
    if browser() is None:
        print(f"No Chromium is installed ({', '.join(NAMES)}): the pages are not printed.")
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, journal_for, weeks in (
        ("demo", demo_journal, 6),
        ("demo", demo_journal, 26),
        ("hostile", hostile_journal, 6),
    ):
        with tempfile.TemporaryDirectory() as room:
            journal = journal_for(Path(room))
            journal.close()
            output = folder / f"{name}-{weeks}.html"
            with output.open("w", encoding="utf-8") as sys.stdout:
                surefoot(["--journal", str(journal.path), "report", "--format", "html", "--weeks", str(weeks)])
            sys.stdout = sys.__stdout__
            pdf = printed(output.read_text("utf-8"), Path(room))
            output.with_suffix(".pdf").write_bytes(pdf)
            picture = output.with_suffix(".png")
            _run(Path(room), f"--window-size={A4}", f"--screenshot={picture}", output.absolute().as_uri())
            print(f"{output}: {pages(pdf)} sheet of A4; a picture is beside it")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
