"""How everything looks: colour tokens of four themes, type sizes, one style sheet, icons.

Widgets take colours and sizes from here and nowhere else, so that a theme changes tokens only and
never the layout. Sizes are given at 96 dots to the inch and 100 % text, and grow with the text.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import resources
from planner.session import users_folders
from ui.control_images import ControlImages
from ui.style_sheet import style_sheet

ICONS = Path(resources.__file__).parent / "icons"
FONTS = Path(resources.__file__).parent / "fonts"
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200, 250)
"""Text sizes in per cent that Ctrl+plus and Ctrl+minus step through."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme, by what they are for. `_on` is text upon that fill."""

    name: str
    label: str
    is_dark: bool
    background: str
    surface: str
    panel: str
    text: str
    secondary: str
    edge: str
    divider: str
    accent: str
    accent_on: str
    accent_text: str
    selected: str
    selected_text: str
    must: str
    must_on: str
    needed: str
    needed_on: str
    could: str
    could_on: str
    failure: str
    failure_ground: str
    success: str
    success_ground: str
    caution: str
    caution_ground: str
    bands: tuple[str, str, str, str]
    band_text: str
    focus: str

    @property
    def dimmed(self) -> str:
        """Return the colour of what cannot be used now."""
        return self.divider if self.name == "high_contrast" else self.edge

    def colour(self, token: str) -> QColor:
        """Return the colour of a token by its name."""
        return QColor(getattr(self, token))


LIGHT = Theme(
    name="light",
    label="Light",
    is_dark=False,
    background="#f3f2f1",
    surface="#ffffff",
    panel="#faf9f8",
    text="#0b0c0c",
    secondary="#484949",
    edge="#7d7f81",
    divider="#dddbd9",
    accent="#1d70b8",
    accent_on="#ffffff",
    accent_text="#1d70b8",
    selected="#e8f1f8",
    selected_text="#0b0c0c",
    must="#12436d",
    must_on="#ffffff",
    needed="#1f7f77",
    needed_on="#ffffff",
    could="#801650",
    could_on="#801650",
    failure="#ca3535",
    failure_ground="#fcefef",
    success="#0f7a52",
    success_ground="#e9f4ef",
    caution="#8a5300",
    caution_ground="#fdf4e3",
    bands=("#c9d6e2", "#dbe4ec", "#d5dde6", "#e2e6e9"),
    band_text="#0b0c0c",
    focus="#1d70b8",
)
DARK = Theme(
    name="dark",
    label="Dark",
    is_dark=True,
    background="#17191c",
    surface="#1e2124",
    panel="#1a1d20",
    text="#f3f2f1",
    secondary="#b9bcbf",
    edge="#8b9095",
    divider="#33373b",
    accent="#6fa8dc",
    accent_on="#0b0c0c",
    accent_text="#8ebfe8",
    selected="#223548",
    selected_text="#f3f2f1",
    must="#8fb8e0",
    must_on="#0b1520",
    needed="#63c5b9",
    needed_on="#06201d",
    could="#e3a3c6",
    could_on="#e3a3c6",
    failure="#f59a99",
    failure_ground="#3a2224",
    success="#6cc9a1",
    success_ground="#1d332b",
    caution="#f0c26a",
    caution_ground="#372d1a",
    bands=("#46596b", "#3a4855", "#40505f", "#363c42"),
    band_text="#f3f2f1",
    focus="#6fa8dc",
)
HIGH_CONTRAST = Theme(
    name="high_contrast",
    label="High contrast",
    is_dark=True,
    background="#000000",
    surface="#000000",
    panel="#000000",
    text="#ffffff",
    secondary="#ffffff",
    edge="#ffffff",
    divider="#7a7a7a",
    accent="#ffdd00",
    accent_on="#000000",
    accent_text="#ffdd00",
    selected="#000000",
    selected_text="#ffdd00",
    must="#ffffff",
    must_on="#000000",
    needed="#ffffff",
    needed_on="#000000",
    could="#ffffff",
    could_on="#ffffff",
    failure="#ff9a9a",
    failure_ground="#000000",
    success="#8ff0c4",
    success_ground="#000000",
    caution="#ffdd00",
    caution_ground="#000000",
    bands=("#5a5a5a", "#3c3c3c", "#4b4b4b", "#2d2d2d"),
    band_text="#ffffff",
    focus="#ffdd00",
)
PROJECTOR = replace(
    LIGHT,
    name="projector",
    label="Projector",
    background="#ffffff",
    panel="#ffffff",
    secondary="#0b0c0c",
    edge="#484949",
    divider="#b1b4b6",
    accent="#0b2239",
    accent_text="#0b2239",
    focus="#0b2239",
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST, PROJECTOR)}


class Look(QObject):
    """The theme and text size in use; `changed` is sent after either changes.

    Widgets that draw themselves read `theme` and `px` while painting and repaint on `changed`.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.theme = LIGHT
        self.text_size = 100
        self._family = _family()
        self._fonts: dict[tuple[float, bool], QFont] = {}
        self._metrics: dict[tuple[float, bool], QFontMetrics] = {}
        self._images = ControlImages(users_folders().settings / "look")
        application.setStyle("Fusion")

    def use(self, theme: str | None = None, text_size: int | None = None) -> None:
        """Take a theme by its name, a text size in per cent, or both; KeyError if unknown."""
        self.theme = THEMES[theme] if theme is not None else self.theme
        self.text_size = text_size if text_size is not None else self.text_size
        _pixmap.cache_clear()
        self._fonts.clear()
        self._metrics.clear()
        self._application.setFont(self.font(13))
        self._application.setPalette(self._palette())
        self._application.setStyleSheet(style_sheet(self, self._images))
        self.changed.emit()

    def larger(self, steps: int) -> None:
        """Go up or down a number of text sizes."""
        at = min(range(len(TEXT_SIZES)), key=lambda i: abs(TEXT_SIZES[i] - self.text_size))
        self.use(text_size=TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, at + steps))])

    def px(self, size: float) -> int:
        """Return a size at 100 % text as it is at the text size in use, in pixels."""
        return max(1, round(size * self.text_size / 100))

    def font(self, size: float = 13, *, strong: bool = False) -> QFont:
        """Return the font of a size in pixels at 100 % text, with figures of one width."""
        kept = self._fonts.get((size, strong))
        if kept is None:
            kept = QFont(self._family)
            kept.setPixelSize(self.px(size))
            kept.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
            kept.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[size, strong] = kept
        return QFont(kept)

    def metrics(self, size: float = 13, *, strong: bool = False) -> QFontMetrics:
        """Return the measures of a font; kept, since a table asks for them cell by cell."""
        kept = self._metrics.get((size, strong))
        if kept is None:
            kept = self._metrics[size, strong] = QFontMetrics(self.font(size, strong=strong))
        return kept

    def icon(self, name: str, token: str = "text") -> QIcon:
        """Return an icon of `resources/icons` in the colour of a token, dimmed where disabled."""
        icon = QIcon()
        for side in (16, 20, 24, 32, 48):
            icon.addPixmap(_pixmap(name, getattr(self.theme, token), side))
            icon.addPixmap(_pixmap(name, self.theme.dimmed, side), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, side: int, token: str = "text", ratio: float = 1.0) -> QPixmap:
        """Return an icon as a picture of `side` pixels at 100 % text, sharp at a pixel ratio."""
        drawn = QPixmap(_pixmap(name, getattr(self.theme, token), round(self.px(side) * ratio)))
        drawn.setDevicePixelRatio(ratio)
        return drawn

    def _palette(self) -> QPalette:
        theme, palette = self.theme, QPalette()
        roles = {
            QPalette.ColorRole.Window: theme.background,
            QPalette.ColorRole.WindowText: theme.text,
            QPalette.ColorRole.Base: theme.surface,
            QPalette.ColorRole.AlternateBase: theme.panel,
            QPalette.ColorRole.Text: theme.text,
            QPalette.ColorRole.Button: theme.surface,
            QPalette.ColorRole.ButtonText: theme.text,
            QPalette.ColorRole.BrightText: theme.failure,
            QPalette.ColorRole.ToolTipBase: theme.surface,
            QPalette.ColorRole.ToolTipText: theme.text,
            QPalette.ColorRole.PlaceholderText: theme.secondary,
            QPalette.ColorRole.Highlight: theme.accent,
            QPalette.ColorRole.HighlightedText: theme.accent_on,
            QPalette.ColorRole.Link: theme.accent_text,
            QPalette.ColorRole.LinkVisited: theme.accent_text,
        }
        for role, colour in roles.items():
            palette.setColor(role, QColor(colour))
        for role in (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.dimmed))
        return palette


def tokens(theme: Theme) -> dict[str, str]:
    """Return every single colour of a theme by the name of its token."""
    return {
        one.name: value
        for one in fields(theme)
        if isinstance(value := getattr(theme, one.name), str) and value.startswith("#")
    }


def _family() -> str:
    if "Segoe UI" in QFontDatabase.families():
        return "Segoe UI"
    family = "Source Sans Pro"
    for path in sorted(FONTS.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0 and QFontDatabase.applicationFontFamilies(number):
            family = QFontDatabase.applicationFontFamilies(number)[0].removesuffix(" Semibold")
    return family


@lru_cache(maxsize=600)
def _pixmap(name: str, colour: str, side: int) -> QPixmap:
    drawing = (ICONS / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap
