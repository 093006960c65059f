"""Settings outlive the program and broken files."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from planner.storage.folders import users_folders
from planner.storage.settings import FILE_NAME, Settings, read_settings, write_settings


def test_a_new_user_has_no_settings(tmp_path):
    assert read_settings(tmp_path) == Settings()


def test_settings_are_read_as_they_were_written(tmp_path):
    settings = (
        Settings("Sam Öztürk")
        .with_recent(Path("/a/one.backstop"))
        .with_recent(Path("/a/two.backstop"))
        .with_mapping("Ashmere layout", {"Supplier": "provider", "header_row": 3})
    )
    write_settings(tmp_path, settings)
    assert read_settings(tmp_path) == settings


def test_the_register_opened_last_comes_first_and_once():
    settings = Settings()
    for number in range(20):
        settings = settings.with_recent(Path(f"/a/{number}.backstop"))
    settings = settings.with_recent(Path("/a/15.backstop"))
    names = [path.stem for path in settings.recent]
    assert names[:3] == ["15", "19", "18"]
    assert len(names) == 12
    assert names.count("15") == 1


def test_a_broken_file_is_set_aside_and_not_lost(tmp_path):
    (tmp_path / FILE_NAME).write_text("{half")
    assert read_settings(tmp_path) == Settings()
    write_settings(tmp_path, Settings("Sam"))
    assert (tmp_path / "settings.broken.json").read_text() == "{half"


def test_what_a_later_version_wrote_is_kept(tmp_path):
    (tmp_path / FILE_NAME).write_text(json.dumps({"user_name": "Sam", "theme": "dark"}))
    settings = read_settings(tmp_path)
    write_settings(tmp_path, dataclasses.replace(settings, user_name="Alex"))
    assert json.loads((tmp_path / FILE_NAME).read_text())["theme"] == "dark"


def test_one_variable_moves_all_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("BACKSTOP_HOME", str(tmp_path))
    folders = users_folders()
    for folder in (folders.settings, folders.working, folders.backups):
        assert folder.parent == tmp_path
