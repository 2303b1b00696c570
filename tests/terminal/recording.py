"""An app that writes down each of its frames twice: as stock Textual would have sent it, and as it was sent.

Run as a module it opens Surefoot's demonstration that way, through the same steps as ``surefoot demo``.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

RECORD = "SUREFOOT_TEST_RECORD"
ALONE = "SUREFOOT_TEST_ALONE"
"""Set where nothing is painted before Textual's first frame."""


def note(**what: Any) -> None:
    """Write down one thing that happened."""
    with Path(os.environ[RECORD]).open("a", encoding="utf-8") as record:
        record.write(json.dumps(what) + "\n")


def recorded(app_class: type[Any]) -> type[Any]:
    """The app's class, recording into the file named in the environment, one JSON line for each frame."""
    from screens.terminal.app import BEHIND
    from screens.terminal.caret import caret_of

    def is_whole(update: Any) -> bool:
        return type(update).__name__ == "LayoutUpdate"

    class Recorded(app_class):  # type: ignore[misc]
        def on_resize(self, event: Any) -> None:
            if self._driver.window_changes != self._window_changes or event.size != self._last_size:
                note(size=list(event.size))

        def repaint(self) -> None:
            super().repaint()
            note(lost=True)

        def _whole_frame(self, screen: Any) -> Any:
            # Stock Textual is shown the whole screen too, when the painter asked for it.
            whole = super()._whole_frame(screen)
            self._stock, self._is_whole = whole.render_segments(self.console), is_whole(whole)
            return whole

        def _display(self, screen: Any, renderable: Any) -> None:
            idle = renderable is None or self._batch_count or not self._running or self._closed
            if idle or self._driver.behind > BEHIND:
                super()._display(screen, renderable)
                return
            self._stock, self._is_whole = renderable.render_segments(self.console), is_whole(renderable)
            write, sent = self._driver.write, []

            def note_and_write(data: str) -> None:
                sent.append(data)
                write(data)

            self._driver.write = note_and_write
            try:
                super()._display(screen, renderable)
            finally:
                del self._driver.write
            note(
                stock=self._stock,
                sent="".join(sent),
                whole=self._is_whole,
                size=list(screen.outer_size),
                caret=caret_of(self),
                paints=self._paints,
                taken=self._painted_on,  # as the painter saw it: a signal may have come since
            )

    # Handlers are found by the class's own name for them.
    Recorded.__name__ = app_class.__name__
    return Recorded


def main() -> int:
    """``surefoot demo``, recorded, what is painted before Textual is loaded first."""
    import screens.app.launch
    from screens.cli import main as surefoot
    from screens.terminal.early import Early

    def run_recorded(*arguments: Any, **options: Any) -> int:
        import screens.app.app

        screens.app.app.SurefootApp = recorded(screens.app.app.SurefootApp)  # type: ignore[misc]
        return run(*arguments, **options)

    def write_and_note(early: Early, text: str) -> None:
        note(early=text)
        write(early, text)

    write = Early._write
    Early._write = write_and_note  # type: ignore[assignment, method-assign]
    if os.environ.get(ALONE):
        screens.app.launch.first_frame = lambda *_: None
    run, screens.app.launch._run = screens.app.launch._run, run_recorded
    return surefoot(["demo"])


if __name__ == "__main__":
    sys.exit(main())
