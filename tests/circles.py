"""Circles of files, and the floors of each package: ``python -m tests.circles``.

An import counts wherever it stands: at the top of a file, in a function, or only for types. import-linter holds the
order of the floors (``pyproject.toml``); this also finds a circle inside one floor, and says which floors there are.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOPS = ("library", "journal", "screens")
Graph = Mapping[str, set[str]]
"""Each module, or package, with those it imports."""


def graph_of(root: Path = ROOT) -> Graph:
    """Every module under the three top folders by its dotted name, with the modules among them that it imports."""
    paths = {_dotted(path.relative_to(root)): path for top in TOPS for path in (root / top).rglob("*.py")}
    return {name: set(_imports(path, paths)) - {name} for name, path in paths.items()}


@cache
def tree(path: Path) -> ast.Module:
    """What a file says, read once for all that is asked of it."""
    return ast.parse(path.read_bytes())


def circles(graph: Graph) -> list[list[str]]:
    """The groups that reach each other by imports, the largest first; empty when there is no circle."""
    reached = {name: _reached(graph, name) for name in graph}
    groups = {frozenset(other for other in reached[name] if name in reached[other]) for name in graph}
    return sorted((sorted(group) for group in groups if group), key=lambda group: (-len(group), group))


def floors(graph: Graph, package: str) -> list[list[str]]:
    """What stands side by side in a package, the lowest floor first: each imports only what is below it.

    Names that stand in a circle are one, with ``<->`` between them.
    """
    inside = {name: _child(name, package) for name in graph}
    rooms: dict[str, set[str]] = {child: set() for child in inside.values() if child}
    for name, imported in graph.items():
        if child := inside[name]:
            rooms[child] |= {inside[other] for other in imported} - {"", child}
    joined = {name: " <-> ".join(group) for group in circles(rooms) for name in group}
    left: dict[str, set[str]] = {}
    for name, imported in rooms.items():
        room = joined.get(name, name)
        left.setdefault(room, set()).update({joined.get(other, other) for other in imported} - {room})
    found: list[list[str]] = []
    while left:
        found.append(sorted(name for name, below in left.items() if not below & left.keys()))
        for name in found[-1]:
            del left[name]
    return found


def _dotted(path: Path) -> str:
    """``journal/rules/__init__.py`` is ``journal.rules``."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _imports(path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """The known modules that a file imports; a name from a package may be a module itself."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and (package := node.module or "") in known:
            modules = (f"{package}.{alias.name}" for alias in node.names)
            yield from (module if module in known else package for module in modules)


def _reached(graph: Graph, start: str) -> set[str]:
    """Everything imported from there, directly or by way of others; ``start`` itself only in a circle."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _child(name: str, package: str) -> str:
    """The part of a dotted name right below a package; empty for the package itself and for what is elsewhere."""
    below = name.removeprefix(f"{package}.")
    return "" if below == name else below.partition(".")[0]


def main() -> int:
    """Print the floors, the highest first, then the circles; 1 if there is one."""
    graph = graph_of()
    for package in (*TOPS, "journal.rules"):
        print(f"{package}/")
        for floor in reversed(floors(graph, package)):
            print(f"  {' | '.join(floor)}")
    found = circles(graph)
    for circle in found:
        print(f"a circle of {len(circle)}: {', '.join(circle)}")
    print(f"{len(graph)} modules, {len(found)} circles")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
