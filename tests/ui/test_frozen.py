"""Whether a program in a bundle knows that it is in one, and sees what it takes from outside."""

from __future__ import annotations

import sys
from types import ModuleType

from ui.frozen import bundle_folder, is_frozen, loaded_from_outside


def test_from_its_sources_it_is_no_bundle():
    assert not is_frozen()
    assert bundle_folder() is None
    assert loaded_from_outside() == []


def test_a_bundle_names_what_comes_from_outside_it(tmp_path, monkeypatch):
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    made = {"ours": str(inside / "ours.py"), "packed": "packed.py", "none": None}
    modules = {}
    for name, file in {**made, "theirs": str(outside / "theirs.py")}.items():
        modules[name] = ModuleType(name)
        modules[name].__file__ = file
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(inside), raising=False)
    monkeypatch.setattr(sys, "path", [str(inside), str(outside / "packages")])
    monkeypatch.setattr(sys, "modules", modules)
    assert is_frozen()
    assert loaded_from_outside() == [str(outside / "packages"), str(outside / "theirs.py")]
