"""Whether the program runs from a bundle, and where the bundle is."""

from __future__ import annotations

import sys
from pathlib import Path


def bundle_folder() -> Path | None:
    """Return the folder of a bundle that holds all it is made of; None outside of one."""
    inside = getattr(sys, "_MEIPASS", None)
    return Path(str(inside)).resolve() if getattr(sys, "frozen", False) and inside else None


def is_frozen() -> bool:
    """Return whether this runs from a bundle."""
    return bundle_folder() is not None


def loaded_from_outside() -> list[str]:
    """Return the files of modules that a bundle took from outside itself, or would look for there.

    Always empty where it does not run from a bundle.
    """
    inside = bundle_folder()
    if inside is None:
        return []
    files = [str(getattr(module, "__file__", None) or "") for module in list(sys.modules.values())]
    # What is packed inside a library or a program tells of a file without a place.
    places = [*(file for file in files if Path(file).is_absolute()), *sys.path]
    return sorted({place for place in places if not Path(place).resolve().is_relative_to(inside)})
