"""What the window begins with: what was chosen, else what the system asks for."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSettings, Qt

from ui.shell.preferences import system_theme, wanted_look


def hints(scheme, contrast=None):
    made = SimpleNamespace(colorScheme=lambda: scheme)
    if contrast is not None:
        made.accessibility = lambda: SimpleNamespace(contrastPreference=lambda: contrast)
    return made


@pytest.fixture
def memory(tmp_path):
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def test_the_systems_dark_and_high_contrast_are_followed():
    assert system_theme(hints(Qt.ColorScheme.Dark)) == "dark"
    assert system_theme(hints(Qt.ColorScheme.Light)) == "light"
    assert system_theme(hints(Qt.ColorScheme.Unknown)) == "light"
    if hasattr(Qt, "ContrastPreference"):
        high = Qt.ContrastPreference.HighContrast
        assert system_theme(hints(Qt.ColorScheme.Dark, high)) == "high_contrast"


def test_what_was_chosen_comes_before_what_the_system_asks_for(memory):
    dark = hints(Qt.ColorScheme.Dark)
    assert wanted_look(memory, dark) == ("dark", 100)
    memory.setValue("shell/theme", "projector")
    memory.setValue("shell/text_size", 150)
    assert wanted_look(memory, dark) == ("projector", 150)


@pytest.mark.parametrize("odd", ["enormous", "-5", "37", ""])
def test_an_odd_text_size_is_the_normal_one(memory, odd):
    memory.setValue("shell/text_size", odd)
    memory.setValue("shell/theme", "mauve")
    assert wanted_look(memory, hints(Qt.ColorScheme.Light)) == ("light", 100)
