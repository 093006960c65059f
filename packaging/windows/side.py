"""Draw the picture at the side of the installer's pages: `python packaging/windows/side.py`.

It writes `side.bmp` beside this file, from the icon of the programs: the mark on white, over a
ground in the accent of the window.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
ICON = HERE.parents[1] / "resources" / "icons" / "backstop.ico"
SIDE = HERE / "side.bmp"
# What NSIS asks for, in the small unit that its pages are laid out in at 100 %.
SIZE = (164, 314)
MARK = 96
GROUND = "#1d70b8"
COLOURS = 16


def main() -> int:
    """Draw it in few colours, so that it stays small."""
    # An icon opens at its largest size.
    icon = Image.open(ICON).convert("RGBA")
    mark = icon.resize((MARK, MARK), Image.Resampling.LANCZOS)
    picture = Image.new("RGB", SIZE, GROUND)
    place = ((SIZE[0] - MARK) // 2, (SIZE[0] - MARK) // 2)
    picture.paste(mark, place, mark)
    picture.quantize(COLOURS).save(SIDE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
