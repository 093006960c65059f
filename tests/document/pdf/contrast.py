"""How well the words of a PDF stand out, measured on its pages as drawn (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

SCALE = 2.0
ALIKE = 12
LARGE = 18.0
ENOUGH, ENOUGH_LARGE = 4.5, 3.0
Colour = tuple[int, int, int]


def luminance(colour: Colour) -> float:
    parts = [one / 255 for one in colour]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, two: Colour) -> float:
    """Return the ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


def faint_words(data: bytes) -> tuple[int, list[str]]:
    """Return how many words were measured, and those that do not stand out enough."""
    measured, faint = 0, []
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document, start=1):
            picture = page.render(scale=SCALE).to_numpy()[:, :, 2::-1]
            for words in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                ink, size = _ink(words), ctypes.c_float()
                ground = _ground(picture, page.get_height(), words, ink)
                if ground is None:
                    continue
                measured += 1
                pdfium.FPDFTextObj_GetFontSize(words, size)
                enough = ENOUGH_LARGE if size.value >= LARGE else ENOUGH
                if contrast(ink, ground) < enough:
                    faint.append(f"page {number}: {ink} on {ground}, {size.value:.1f} points")
            page.close()
    return measured, faint


def _ink(words: Any) -> Colour:
    red, green, blue, clear = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(words, red, green, blue, clear)
    return red.value, green.value, blue.value


def _ground(picture: Any, height: float, words: Any, ink: Colour) -> Colour | None:
    """Return the colour most of what is behind words has; None where they draw nothing."""
    left, low, right, high = words.get_bounds()
    rows = slice(max(0, int((height - high) * SCALE) - 1), int((height - low) * SCALE) + 2)
    place = picture[rows, max(0, int(left * SCALE) - 1) : int(right * SCALE) + 2].reshape(-1, 3)
    if not len(place) or right <= left:
        return None
    colours, times = np.unique(place, axis=0, return_counts=True)
    for at in np.argsort(-times):
        if np.abs(colours[at].astype(int) - ink).sum() > ALIKE:
            red, green, blue = colours[at]
            return int(red), int(green), int(blue)
    return ink
