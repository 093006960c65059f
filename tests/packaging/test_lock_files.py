"""The lock files hold everything the project declares, by hash, for every system."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[2]
DECLARED = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
RUNNING = [*DECLARED["project"]["dependencies"], *DECLARED["build-system"]["requires"]]
TESTING = [*RUNNING, *DECLARED["project"]["optional-dependencies"]["dev"]]
BUILDING = [one for one in TESTING if one.startswith("pyinstaller")]
LOCKS = {
    "requirements.lock": RUNNING,
    "requirements-test.lock": TESTING,
    "requirements-build.lock": BUILDING,
}
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = ("linux", "win32")


def locked(name: str) -> dict[Requirement, list[str]]:
    """Return each locked package with its hashes."""
    text = (PROJECT / "packaging" / name).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", text.strip()))
    return {
        Requirement(entry.split(" \\\n")[0]): re.findall(r"--hash=(\S+)", entry)
        for entry in entries
    }


def versions_for(name: str, python: str, system: str) -> dict[str, str]:
    """Return the version of each package that the lock gives to one Python on one system."""
    machine = {
        **default_environment(),
        "python_version": python,
        "python_full_version": f"{python}.1",
        "sys_platform": system,
        "platform_system": "Windows" if system == "win32" else "Linux",
        "os_name": "nt" if system == "win32" else "posix",
    }
    found: dict[str, str] = {}
    for requirement in locked(name):
        if requirement.marker is None or requirement.marker.evaluate(machine):
            package = canonicalize_name(requirement.name)
            assert package not in found, f"{package} is locked twice for {python} on {system}"
            found[package] = str(requirement.specifier).removeprefix("==")
    return found


@pytest.mark.parametrize("name", LOCKS)
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_declared_package_is_locked_to_a_version_that_is_allowed(
    name: str, python: str, system: str
) -> None:
    versions = versions_for(name, python, system)
    for declared in map(Requirement, LOCKS[name]):
        version = versions.get(canonicalize_name(declared.name))
        assert version is not None, f"{declared.name} is declared but not locked in {name}"
        assert declared.specifier.contains(version), f"{declared} does not allow {version}"


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_is_pinned_and_carries_its_hashes(name: str) -> None:
    for requirement, hashes in locked(name).items():
        assert re.fullmatch(r"==[^,]+", str(requirement.specifier)), requirement
        assert hashes, f"{requirement.name} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", found) for found in hashes)


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_names_no_index_and_no_address(name: str) -> None:
    text = (PROJECT / "packaging" / name).read_text("utf-8")
    assert "://" not in text
    assert "index" not in text


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-build.lock"])
def test_running_building_and_testing_use_the_same_versions(name: str) -> None:
    for python in PYTHONS:
        versions = versions_for(name, python, "linux")
        assert versions.items() <= versions_for("requirements-test.lock", python, "linux").items()


def test_the_lock_was_resolved_for_windows_as_well() -> None:
    windows = versions_for("requirements-test.lock", "3.12", "win32")
    linux = versions_for("requirements-test.lock", "3.12", "linux")
    assert "colorama" in windows
    assert "colorama" not in linux
