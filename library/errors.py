"""What can be wrong with the library's own files."""

from __future__ import annotations


class CatalogueError(ValueError):
    """A value an exercise, a routine or a cue card cannot hold; names file, field and reason."""

    def __init__(self, file: str, field: str, reason: str) -> None:
        super().__init__(": ".join(part for part in (file, field, reason) if part))
        self.file, self.field, self.reason = file, field, reason


class UnknownExercise(LookupError):
    """No exercise or routine with that id is in the catalogue."""

    def __init__(self, what: str, id: str) -> None:
        super().__init__(f"no {what} called {id!r}")
        self.id = id
