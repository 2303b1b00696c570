"""A frame for text: where it has no room for all of it, the arrows scroll it."""

from __future__ import annotations

from textual.containers import VerticalScroll


class Overflow(VerticalScroll, can_focus=False):
    """Takes the focus while its text overflows and nothing in it does: at once where nothing has it, else by tab."""

    def on_mount(self) -> None:
        self.watch(self, "show_vertical_scrollbar", self._let_be_scrolled)

    def _let_be_scrolled(self, overflows: bool) -> None:
        others = any(each.can_focus and each.display for each in self.query("*"))
        self.can_focus = overflows and not others
        if self.can_focus and self.screen.focused is None:
            self.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys scroll it only while it has the focus itself: what is in it, like the fields of a form, has its own."""
        if action.startswith(("scroll_", "page_")):
            return self.has_focus
        return super().check_action(action, parameters)
