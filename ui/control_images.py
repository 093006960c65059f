"""Small pictures that the style sheet needs as files: arrows and ticks in a theme's colours."""

from __future__ import annotations

from pathlib import Path

import resources

ICONS = Path(resources.__file__).parent / "icons"


class ControlImages:
    """Icons written in a colour into a folder, each once; the style sheet names them by address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def url(self, icon: str, colour: str) -> str:
        """Return the address of an icon in a colour for the style sheet; "none" if unwritable."""
        path = self._folder / f"{icon}-{colour.lstrip('#')}.svg"
        if not path.exists():
            drawing = (ICONS / f"{icon}.svg").read_text(encoding="utf-8")
            drawing = drawing.replace("currentColor", colour).replace('"1.6"', '"2.2"')
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                path.write_text(drawing, encoding="utf-8")
            except OSError:
                return "none"
        return f"url({path.as_posix()})"
