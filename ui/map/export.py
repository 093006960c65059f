"""The map as a picture: PNG, SVG and the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from planner.errors import BackstopError
from ui.map.scene import MapScene
from ui.theme import Look

DENSITY = 2.0
LARGEST_SIDE = 16_000
HEAD, FOOT = 44.0, 8.0
"""Room in scene pixels above the picture for its sentence, and below."""


def picture_of(scene: MapScene, look: Look) -> QImage:
    """Return the whole map with its sentence as an image, two pixels to one of the scene."""
    whole = scene.whole()
    size = _page(whole)
    density = min(DENSITY, LARGEST_SIDE / max(size.width(), size.height(), 1))
    image = QImage(
        round(size.width() * density), round(size.height() * density), QImage.Format.Format_ARGB32
    )
    image.fill(QColor(look.theme.surface))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(density, density)
    _draw(painter, scene, look, whole)
    painter.end()
    return image


def write_png(scene: MapScene, look: Look, path: Path) -> None:
    """Write the map as a PNG file; BackstopError where it cannot be written."""
    if not picture_of(scene, look).save(str(path)):
        raise BackstopError(f"{path.name} could not be written; choose another folder.")


def write_svg(scene: MapScene, look: Look, path: Path) -> None:
    """Write the map as an SVG file; BackstopError where it cannot be written."""
    drawn = svg_of(scene, look)
    try:
        path.write_bytes(drawn)
    except OSError:
        raise BackstopError(f"{path.name} could not be written; choose another folder.") from None


def svg_of(scene: MapScene, look: Look) -> bytes:
    """Return the map as an SVG drawing."""
    whole = scene.whole()
    size = _page(whole)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(size)
    drawing.setViewBox(QRect(0, 0, size.width(), size.height()))
    shown = scene.shown
    drawing.setTitle(shown.headline if shown is not None else "Map of dependence")
    painter = QPainter(drawing)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), QColor(look.theme.surface))
    _draw(painter, scene, look, whole)
    painter.end()
    return bytes(buffer.data().data())


def copy_picture(scene: MapScene, look: Look) -> None:
    """Put the map on the clipboard as a picture, with its sentence as text."""
    found = QMimeData()
    found.setImageData(picture_of(scene, look))
    shown = scene.shown
    if shown is not None:
        found.setText(shown.headline)
    QGuiApplication.clipboard().setMimeData(found)


def _page(whole: QRectF) -> QSize:
    return QSize(round(whole.width()), round(whole.height() + HEAD + FOOT))


def _draw(painter: QPainter, scene: MapScene, look: Look, whole: QRectF) -> None:
    shown = scene.shown
    if shown is not None:
        font = QFont(look.font(13, strong=True))
        font.setPixelSize(15)
        painter.setFont(font)
        painter.setPen(QColor(look.theme.text))
        room = QRectF(14, 4, whole.width() - 28, HEAD - 8)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, shown.headline
        )
    target = QRectF(0, HEAD, whole.width(), whole.height())
    scene.render(painter, target, whole)
