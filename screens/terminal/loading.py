"""Loading a module without another that it would load first, and does as well without."""

import sys
from importlib import import_module


def load_without(module: str, other: str) -> None:
    """Load a module that asks for another only if it is there; nothing happens where either is loaded already."""
    if module in sys.modules or other in sys.modules:
        return
    sys.modules[other] = None  # type: ignore[assignment]  # as Python marks what cannot be imported
    try:
        import_module(module)
    finally:
        del sys.modules[other]
