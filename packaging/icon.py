"""Draw the icon of the programs from the product's own mark: `python packaging/icon.py`.

It writes `resources/icons/backstop.ico`, in the sizes Windows asks for, as the window draws its own
mark: a bar in ink and a letter in the accent, on a light ground that stands out on any taskbar.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
ICONS = PROJECT / "resources" / "icons"
ICON = ICONS / "backstop.ico"
SIDES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
GROUND = "#ffffff"
PARTS = (("logo_bar", "#0b0c0c"), ("logo_letter", "#1d70b8"))


def drawn(side: int) -> bytes:
    """Return the mark as a PNG of `side` pixels; needs a QGuiApplication."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(GROUND))
    painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.14, side * 0.14)
    inset = side * 0.04
    for name, colour in PARTS:
        text = (ICONS / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
        if name == "logo_letter":
            # The strokes of the letter meet at its corners; butt ends leave a notch that shows.
            text = text.replace('"butt"', '"square"')
        place = QRectF(inset, inset, side - 2 * inset, side - 2 * inset)
        QSvgRenderer(QByteArray(text.encode())).render(painter, place)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def main() -> int:
    """Write the icon anew."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(sys.argv[:1])
    pictures = [Image.open(io.BytesIO(drawn(side))) for side in SIDES]
    pictures[-1].save(
        ICON, format="ICO", sizes=[(side, side) for side in SIDES], append_images=pictures[:-1]
    )
    del application
    print(f"{ICON.relative_to(PROJECT)}: {ICON.stat().st_size:,} bytes, {len(SIDES)} sizes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
