"""Keys declared as plain values, on the classes whose actions they name, and Textual's bindings made from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from textual.actions import parse
from textual.binding import Binding, BindingType

from screens.drawing.key import Key, Keys, key_now
from screens.drawing.keys import NAMED


def binding(key: Key) -> Binding:
    return Binding(
        key.keys, key.action, key.label, id=key.id, tooltip=key.tooltip, show=key.show, priority=key.priority
    )


class Keyed:
    """What has keys: a screen, a dialog, a widget, the app. Stands before Textual's class among the bases.

    No ``DOMNode`` itself: Textual takes the styles of the first base that is one.
    """

    KEYS: Keys = ()
    TAKES_LETTERS: ClassVar[bool] = False
    """Whether letters are looked for in it as they are typed, or one opens what the others are typed into."""
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init_subclass__(cls, **options: Any) -> None:
        if "KEYS" in cls.__dict__:
            cls.BINDINGS = [binding(key) for key in cls.KEYS]
        super().__init_subclass__(**options)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that would change a journal open for reading only is not there."""
        does = action, parameters
        if self._reads_only() and any(key.writes and parse(key.action)[1:] == does for key in self._declared()):
            return False
        allowed: bool | None = super().check_action(action, parameters)  # type: ignore[misc]
        return allowed

    def why_not(self, id: str, label: str) -> str:
        """Why a key of this class does nothing now, in one sentence; ``label`` is what the footer calls it."""
        if self._reads_only() and any(key.writes and key.id == id for key in self._declared()):
            return "The journal is open for reading only."
        return f"{label}: there is nothing here to do that with."

    def leads_to_field(self, id: str) -> bool:
        """Whether what is typed after a key of this class goes into a field."""
        return any(key.to_field and key.id == id for key in self._declared())

    def key_of(self, id: str, owner: type[Keyed] | None = None) -> str:
        """The key an action of this class, or one of everywhere, has now, for sentences that name it.

        ``owner`` is a class it is made of, such as a list in a dialog, where the action is that one's.
        """
        mine = (key for key in (owner or type(self))._declared() if key.id == id)
        return key_now(next(mine, None) or NAMED[id], self.rebound)

    @classmethod
    def _declared(cls) -> Iterator[Key]:
        """The keys of this class and of those it is made from."""
        return (key for owner in cls.__mro__ for key in owner.__dict__.get("KEYS", ()))

    @property
    def rebound(self) -> Mapping[str, str]:
        """The runner's own keys, by binding id."""
        settings = getattr(getattr(self, "app", None), "settings", None)
        return getattr(settings, "keys", {})

    def _reads_only(self) -> bool:
        return bool(getattr(getattr(self, "app", None), "reads_only", False))
