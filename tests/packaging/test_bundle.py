"""The bundle is built by the one spec, complete and clean, and works away from this project."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
VERSION = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


@pytest.fixture(scope="module")
def packaging() -> Any:
    """Have the scripts of the folder at hand under their own names, and gone afterwards."""
    names = ("bundled", "licences", "check_bundle", "bundle", "debian", "icon")
    sys.path.insert(0, str(PROJECT / "packaging"))
    yield importlib.import_module
    sys.path.remove(str(PROJECT / "packaging"))
    for name in names:
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def bundle(packaging: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the bundle for this system, once."""
    lacking = packaging("debian").missing_builders()
    if lacking:
        pytest.skip(f"no bundle can be built here without {' and '.join(lacking)}")
    built: Path = packaging("bundle").build(tmp_path_factory.mktemp("bundle"), words="ERROR")
    return built


@pytest.fixture(scope="module")
def copied(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the bundle to another folder, with a blank and a sign in its name."""
    elsewhere = tmp_path_factory.mktemp("away") / "Back stop’s"
    return Path(shutil.move(bundle, elsewhere))


def run(copied: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line of the bundle with nothing in its environment but its own home."""
    environment = {"LC_ALL": "C.UTF-8", "BACKSTOP_HOME": str(folder / "home")}
    command = [str(copied / "backstop-command"), *words]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="the bundle of Windows is built and tried by packaging/windows",
)


@linux
class TestBuilt:
    """What the spec makes on Linux; the same lists and checks serve for Windows."""

    def test_it_is_complete_and_nothing_in_it_should_be_elsewhere(
        self, packaging: Any, copied: Path
    ) -> None:
        assert packaging("check_bundle").problems(copied) == []

    def test_it_does_the_whole_job_with_an_empty_environment(
        self, packaging: Any, copied: Path, tmp_path: Path
    ) -> None:
        told = packaging("bundle").tried(copied, tmp_path / "smoke")
        assert told["ok"], told.get("failed")
        assert told["frozen"] is True
        assert told["version"] == VERSION
        assert set(told["bytes"]) == {".pdf", ".docx", ".html", ".xlsx"}
        assert 0 < told["start"] < 100

    def test_its_command_line_says_its_version_and_refuses_in_a_sentence(
        self, copied: Path, tmp_path: Path
    ) -> None:
        assert run(copied, tmp_path, "--version").stdout == f"Backstop {VERSION}\n"
        refused = run(copied, tmp_path, "check", "nothing.backstop")
        assert refused.returncode == 2
        assert "nothing.backstop" in refused.stderr
        assert "Traceback" not in refused.stderr

    def test_a_smoke_run_that_fails_says_why(self, copied: Path, tmp_path: Path) -> None:
        (tmp_path / "smoke.json").mkdir()
        (tmp_path / "file").touch()
        for name, words in (("", "smoke.json cannot be written"), ("file", "cannot be used")):
            command = [str(copied / "Backstop"), "--smoke", str(tmp_path / name)]
            ran = subprocess.run(
                [*command, "-platform", "offscreen"],
                env={"LC_ALL": "C.UTF-8"},
                capture_output=True,
                text=True,
                check=False,
            )
            assert ran.returncode == 1
            assert words in ran.stdout + ran.stderr
            assert "Traceback" not in ran.stderr


@pytest.fixture
def made_up(packaging: Any, tmp_path: Path) -> Path:
    """Make a folder that looks like a finished bundle for Linux."""
    check, inside = packaging("check_bundle"), tmp_path / "_internal"
    for pattern in (*check.NEEDED, *check.NEEDED_ON["linux"]):
        file = inside / pattern.replace("python*", "python3").replace("*", "x")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    works = ("Python", "PySide6-Essentials", "SQLite", "numpy", "SQLAlchemy", "Source-Sans-Pro")
    (inside / "LICENCES.txt").write_text("".join(f"{name} 1.0: free\n" for name in works))
    for name in works:
        (inside / "licences" / f"{name}-1.0.txt").write_text("You may use it. " * 20)
    (inside / f"backstop-{VERSION}.dist-info").mkdir()
    (inside / f"backstop-{VERSION}.dist-info" / "METADATA").touch()
    for name in ("Backstop", "backstop-command"):
        (tmp_path / name).touch()
    return tmp_path


def test_a_bundle_that_is_as_it_must_be_passes(packaging: Any, made_up: Path) -> None:
    assert packaging("check_bundle").problems(made_up) == []


def test_what_is_wrong_with_a_bundle_is_told(
    packaging: Any, made_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check, inside = packaging("check_bundle"), made_up / "_internal"
    (inside / "docx/templates/default.docx").unlink()
    (made_up / "backstop-command").unlink()
    (inside / "licences" / "numpy-1.0.txt").write_text("short")
    (inside / "LICENCES.txt").write_text(
        (inside / "LICENCES.txt").read_text().replace("SQLite 1.0: free\n", "")
    )
    (inside / "help.txt").write_text(f"built in {PROJECT}")
    for place in ("numba/core.so", "opengl32sw.dll", "PIL/_avif.cpython-311-x86_64-linux-gnu.so"):
        (inside / place).parent.mkdir(exist_ok=True)
        (inside / place).touch()
    monkeypatch.setattr(check, "CEILING", 100)
    told = "\n".join(check.problems(made_up))
    for words in (
        "_internal/docx/templates/default.docx is missing.",
        "The program backstop-command is missing.",
        "LICENCES.txt names numpy 1.0, and there is no text of it.",
        "LICENCES.txt does not name SQLite.",
        "_internal/help.txt tells where the bundle was built.",
        "numba/core.so belongs to a module that stays out.",
        "PIL/_avif.cpython-311-x86_64-linux-gnu.so belongs to a module that stays out.",
        "opengl32sw.dll should have been left out.",
        "100 are allowed.",
    ):
        assert words in told
    assert len(told.splitlines()) == 9


def test_a_windows_bundle_holds_only_files_for_64_bit_windows(
    packaging: Any, tmp_path: Path
) -> None:
    def program(magic: bytes, more: bytes = b"") -> bytes:
        head = b"MZ" + more.ljust(0x3A, b"\0") + (0x80).to_bytes(4, "little")
        return head.ljust(0x80, b"\0") + b"PE\0\0" + b"\0" * 20 + magic

    files = {
        "Backstop.exe": program(b"\x0b\x02"),
        "old.dll": program(b"\x0b\x01"),
        "wine.dll": program(b"\x0b\x02", b"Wine builtin DLL"),
        "linux.pyd": b"\x7fELF" + b"\0" * 200,
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    told = packaging("check_bundle").problems(tmp_path)
    about = [line for line in told if "missing" not in line]
    assert sorted(about) == [
        "linux.pyd is no file of Windows.",
        "old.dll is not for 64 bits.",
        "wine.dll is Wine’s own.",
    ]


def test_a_package_without_a_licence_is_refused(
    packaging: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    licences = packaging("licences")
    folder = tmp_path / "bare-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: bare\nVersion: 1.0\n")
    (folder / "RECORD").write_text("bare.py,,\nbare-1.0.dist-info/METADATA,,\n")
    (tmp_path / "bare.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(licences.NoLicence, match=r"bare 1\.0 would be in the bundle"):
        licences.licences_of([str(tmp_path / "bare.py")])
    (folder / "LICENSE").write_text("free")
    (folder / "RECORD").write_text("bare.py,,\nbare-1.0.dist-info/LICENSE,,\n")
    named = {one.name: one for one in licences.licences_of([str(tmp_path / "bare.py")])}
    assert named["bare"].texts == (folder / "LICENSE",)
    assert {"Python", "SQLite", "Backstop", "Source-Sans-Pro", "pyinstaller"} <= set(named)
    assert "numpy" not in named, "only what files of the bundle belong to"


def test_the_licences_of_qt_and_of_the_driver_come_with_the_texts_they_refer_to(
    packaging: Any,
) -> None:
    import psycopg
    import PySide6

    found = packaging("licences").licences_of([PySide6.__file__, psycopg.__file__])
    texts = {one.name: {text.name for text in one.texts} for one in found}
    qt = next(names for name, names in texts.items() if name.lower().startswith("pyside6"))
    assert qt >= {"LGPL-3.0.txt", "GPL-3.0.txt", "Qt.txt"}
    assert "GPL-3.0.txt" in texts["psycopg"]


def test_the_properties_windows_shows_say_the_version_of_the_project(
    packaging: Any, tmp_path: Path
) -> None:
    bundled = packaging("bundled")
    text = bundled.write_version_resource(PROJECT, tmp_path, bundled.COMMAND).read_text("utf-8")
    numbers = (*map(int, VERSION.split(".")), 0)
    assert f"filevers={numbers}" in text
    assert f"StringStruct('ProductVersion', '{VERSION}')" in text
    assert "backstop-command.exe" in text


def test_the_two_programs_differ_by_more_than_case(packaging: Any) -> None:
    bundled = packaging("bundled")
    assert bundled.WINDOW.lower() != bundled.COMMAND.lower()


@pytest.mark.parametrize("name", ["backstop_window", "backstop_command"])
def test_a_program_hands_over_to_its_processes_before_it_loads_anything_of_ours(
    name: str,
) -> None:
    text = (PROJECT / "packaging" / "programs" / f"{name}.py").read_text("utf-8")
    lines = [line.strip() for line in text.splitlines()]
    ours = [at for at, line in enumerate(lines) if line.startswith(("from ui", "from planner"))]
    assert ours
    assert lines.index("freeze_support()") < min(ours)


def test_the_icon_has_every_size_that_windows_asks_for(packaging: Any) -> None:
    from PIL import Image

    icon = packaging("icon")
    with Image.open(icon.ICON) as picture:
        assert picture.info["sizes"] == {(side, side) for side in icon.SIDES}
        picture.size = (48, 48)
        colours = {colour for _, colour in picture.convert("RGBA").getcolors(10_000) or ()}
    assert (29, 112, 184, 255) in colours
    assert (11, 12, 12, 255) in colours


def test_the_name_of_a_module_of_ours_is_never_left_out(packaging: Any) -> None:
    bundled = packaging("bundled")
    modules = bundled.own_modules(PROJECT)
    assert {"ui.pages.workshop.page", "planner.cli", "planner", "resources.sample"} <= set(modules)
    places = [place for _, place in bundled.own_files(PROJECT)]
    assert not any(bundled.is_left_out(f"{place}/x") for place in places)
    assert not set(modules) & set(bundled.EXCLUDED_MODULES)
