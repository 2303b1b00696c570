"""The lines around every screen: title and date above, keys and messages below. Each draws itself in one go."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from library.words import sentence
from screens.drawing.bars import KeyShown, keys_that_fit, screen_names, title_line
from screens.widgets.keyed import Keyed
from screens.widgets.room import wrapped


class TitleLine(Widget):
    """The screen's title on the left, what the screen adds in the middle, the date on the right."""

    DEFAULT_CSS = "TitleLine { height: 1; background: $panel; color: $foreground; }"
    title: reactive[str] = reactive("")
    detail: reactive[str] = reactive("")
    date: reactive[str] = reactive("")

    def render(self) -> Content:
        return Content.assemble(*title_line(self.title, self.detail, self.date, self.size.width))


class Banner(Widget):
    """A line that stays until its cause is gone: a read-only journal, a change not saved. Hidden without text."""

    DEFAULT_CSS = """
    Banner { height: auto; background: $warning; color: $background; text-style: bold; padding: 0 1;
             display: none; }
    Banner.shown { display: block; }
    """
    text: reactive[str] = reactive("", layout=True)

    def watch_text(self, text: str) -> None:
        self.set_class(bool(text), "shown")

    def render(self) -> Content:
        return Content(self.text)


class KeyBar(Keyed, Widget):
    """Two lines: the keys useful here, made from the bindings; and the seven screens, or a message for a while.

    A message takes as many lines as it needs.
    """

    DEFAULT_CSS = "KeyBar { height: 2; background: $panel; color: $foreground; }"
    message: reactive[str] = reactive("")
    is_error: reactive[bool] = reactive(False)
    MESSAGE_SECONDS = 6.0
    ERROR_SECONDS = 12.0

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())
        self._timer = self.set_timer(self.MESSAGE_SECONDS, self.clear, pause=True)

    def say(self, text: str, error: bool = False) -> None:
        """Show one sentence in place of the screens' names, for a while.

        An error stays for longer, but no longer than until the next key that does something. The journal words it to
        stand after something else.
        """
        self.is_error, self.message = error, sentence(text) if error else text
        self._timer.stop()
        if text:
            self._timer = self.set_timer(self.ERROR_SECONDS if error else self.MESSAGE_SECONDS, self.clear)

    def has_room(self, text: str) -> bool:
        """Whether a text said here is shown whole."""
        return len(Content(text).wrap(max(1, self.size.width - 2))) <= 2

    def clear(self) -> None:
        """Show the screens' names again."""
        self.is_error, self.message = False, ""

    def shown_keys(self) -> list[KeyShown]:
        shown: dict[str, KeyShown] = {}
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            name = binding.id or binding.action
            if binding.show and name not in shown:
                display = self.app.get_key_display(binding)
                shown[name] = KeyShown(display, binding.description, key, active.enabled)
        return list(shown.values())

    def keys_content(self, width: int | None = None) -> Content:
        """The first line; with a ``width``, only the keys that fit it whole, the help always among them."""
        shown = self.shown_keys()
        kept = shown if width is None else keys_that_fit(shown, width)
        return Content("  ").join(self._key_content(key) for key in kept)

    def _key_content(self, key: KeyShown) -> Content:
        content = Content.assemble(*key.parts)
        return (content if key.enabled else content.stylize("dim")).stylize(Style.from_meta({"press": key.press}))

    def _screens(self, width: int) -> Content:
        names = screen_names(self.key_of, self.app.current_mode, width)
        return Content("  ").join(
            Content.assemble(part).stylize(Style.from_meta({"show": mode})) for mode, part in names
        )

    def render(self) -> Content:
        width = max(1, self.size.width - 2)
        lines = self._said(width)
        if len(lines) < 2:
            lines = [self.keys_content(width), *(lines or [self._screens(width)])]
        return Content("\n").join(line.pad_left(1) for line in lines)

    def _said(self, width: int) -> list[Content]:
        said = Content.styled(self.message, "bold $error" if self.is_error else "bold")
        return wrapped(said, width) if self.message else []

    def on_resize(self) -> None:
        self.styles.height = max(2, len(self._said(max(1, self.size.width - 2))))

    watch_message = on_resize

    async def on_click(self, event: events.Click) -> None:
        """A click on a key's name presses it; one on a screen's name goes there, whatever its key is."""
        if key := event.style.meta.get("press"):
            self.app.simulate_key(key)
        elif mode := event.style.meta.get("show"):
            await self.run_action(f"app.show('{mode}')")
