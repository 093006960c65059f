"""The window opens whatever it is started with and wherever it may not write."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from ui.main_window import MainWindow
from ui.start import made_window


@pytest.mark.parametrize(
    ("name", "words"), [("away.backstop", "away.backstop"), ("", "folder"), ("x.csv", "not there")]
)
def test_what_cannot_be_opened_is_told_in_a_sentence(empty_window, settle, tmp_path, name, words):
    empty_window.files.take(tmp_path / name)
    settle(empty_window)
    said = empty_window.bench.messages.words
    assert said.startswith("Not opened.")
    assert words in said
    assert "Errno" not in said
    assert empty_window.welcome.isVisible()


def test_it_opens_where_settings_cannot_be_kept(qtbot, settle, tmp_path, monkeypatch, look):
    no_folder = tmp_path / "file"
    no_folder.write_text("in the way")
    monkeypatch.setenv("BACKSTOP_HOME", str(no_folder))
    application = QApplication.instance()
    window = made_window(application)
    window.show()
    qtbot.waitExposed(window)
    window.files.open_sample()
    settle(window)
    assert window.bench.messages.words.startswith("Not opened.")
    assert "Something went wrong" not in window.bench.messages.words
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("text", ["\0\1garbage[[[=", "[shell]\ngeometry=@ByteArray(zz)\npage=99\n"])
def test_it_opens_with_damaged_settings(qtbot, look, tmp_path, sample, text):
    path = tmp_path / "damaged.ini"
    path.write_text(text)
    window = MainWindow(look, QSettings(str(path), QSettings.Format.IniFormat))
    window.show()
    window.open_session(sample)
    assert window.page("register").isVisible()
    assert window.screen().availableGeometry().intersects(window.frameGeometry())
    window.close()
    window.deleteLater()
