"""Colours of every theme held against the contrast they need."""

from __future__ import annotations

import pytest

from ui.theme import THEMES


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("background", "surface", "panel")
TEXTS = [
    *[(text, ground) for text in ("text", "secondary", "accent_text") for ground in GROUNDS],
    ("accent_on", "accent"),
    ("selected_text", "selected"),
    ("must_on", "must"),
    ("needed_on", "needed"),
    ("could_on", "surface"),
    *[(tone, f"{tone}_ground") for tone in ("failure", "success", "caution")],
    *[(tone, ground) for tone in ("failure", "success", "caution") for ground in GROUNDS],
    *[("text", f"{tone}_ground") for tone in ("failure", "success", "caution")],
]
MARKS = [
    *[(mark, ground) for mark in ("edge", "focus", "accent") for ground in GROUNDS],
    *[(badge, ground) for badge in ("must", "needed", "could") for ground in GROUNDS],
    ("could", "selected"),
    ("edge", "selected"),
]


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#1d70b8", "#ffffff") == pytest.approx(5.17, abs=0.02)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read(theme, text, ground):
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_edges_and_badges_can_be_seen(theme, mark, ground):
    assert contrast(getattr(theme, mark), getattr(theme, ground)) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_words_on_the_bands_of_charts_can_be_read(theme):
    assert all(contrast(theme.band_text, band) >= 4.5 for band in theme.bands)
    assert contrast(theme.dimmed, theme.surface) >= 3
