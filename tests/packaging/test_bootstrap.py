"""The two commands of the README set everything up, once, and say clearly when they cannot."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PYTHON = Path(".venv") / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


@pytest.fixture
def setting_up(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PROJECT / "packaging"))
    return importlib.import_module("setting_up")


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PROJECT / "packaging"))
    return importlib.import_module("debian")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project with two lock files and an environment that looks finished."""
    (tmp_path / "packaging").mkdir()
    for name in ("requirements.lock", "requirements-test.lock", "requirements-build.lock"):
        (tmp_path / "packaging" / name).write_text(f"{name}\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    python = tmp_path / PYTHON
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path


@pytest.fixture
def pip_calls(setting_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Catch what pip would be asked to install; system libraries count as there."""
    calls: list[list[str]] = []

    def remember(command: list[str], **_: Any) -> int:
        calls.append(command)
        return 0

    def make(folder: Path, python: Path, say: Any) -> None:
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(setting_up.subprocess, "call", remember)
    monkeypatch.setattr(setting_up, "_make_folder", make)
    monkeypatch.setattr(setting_up, "missing_libraries", lambda **_: [])
    monkeypatch.setattr(setting_up, "install_test_programs", lambda say: None)
    return calls


def quietly(text: str) -> None:
    """Say nothing."""


def test_a_second_run_installs_nothing(
    setting_up: ModuleType, project: Path, pip_calls: list[list[str]]
) -> None:
    setting_up.set_up(project, with_tests=False, say=quietly)
    assert len(pip_calls) == 2
    assert setting_up.set_up(project, with_tests=False, say=quietly) == project / PYTHON
    assert len(pip_calls) == 2


def test_testing_adds_its_packages_and_running_is_then_ready_too(
    setting_up: ModuleType, project: Path, pip_calls: list[list[str]]
) -> None:
    setting_up.set_up(project, with_tests=True, say=quietly)
    assert pip_calls[0][-1].endswith("requirements-test.lock")
    assert "--require-hashes" in pip_calls[0]
    setting_up.set_up(project, with_tests=False, say=quietly)
    assert len(pip_calls) == 2


def test_building_adds_what_builds_and_only_once(
    setting_up: ModuleType, project: Path, pip_calls: list[list[str]]
) -> None:
    for _ in range(2):
        setting_up.set_up(project, with_tests=False, with_builders=True, say=quietly)
    assert [call[-1].rpartition("/")[2] for call in pip_calls[::2]] == [
        "requirements.lock",
        "requirements-build.lock",
    ]
    assert "--require-hashes" in pip_calls[2]
    assert len(pip_calls) == 3
    setting_up.set_up(project, with_tests=True, say=quietly)
    setting_up.set_up(project, with_tests=False, with_builders=True, say=quietly)
    assert len(pip_calls) == 5, "what tests need has what builds in it"


@pytest.mark.parametrize("changed", ["packaging/requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_again(
    setting_up: ModuleType, project: Path, pip_calls: list[list[str]], changed: str
) -> None:
    setting_up.set_up(project, with_tests=False, say=quietly)
    (project / changed).write_text("something else\n")
    setting_up.set_up(project, with_tests=False, say=quietly)
    assert len(pip_calls) == 4


def test_a_folder_that_was_moved_is_set_up_again(
    setting_up: ModuleType, project: Path, pip_calls: list[list[str]]
) -> None:
    setting_up.set_up(project, with_tests=False, say=quietly)
    moved = project.rename(project.with_name("moved"))
    setting_up.set_up(moved, with_tests=False, say=quietly)
    assert len(pip_calls) == 4


def test_an_install_that_failed_is_tried_again(
    setting_up: ModuleType,
    project: Path,
    pip_calls: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(setting_up.subprocess, "call", lambda command, **_: 1)
        with pytest.raises(setting_up.CannotSetUp, match="package index"):
            setting_up.set_up(project, with_tests=False, say=quietly)
    setting_up.set_up(project, with_tests=False, say=quietly)
    assert len(pip_calls) == 2


def test_a_missing_library_is_found_by_loading_it(
    debian: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(debian, "LIBRARIES", (("libno-such-thing.so.9", "libno-such-thing9"),))
    assert debian.missing_libraries(with_screen=False) == ["libno-such-thing9"]


def test_without_the_right_to_install_the_exact_command_is_named(
    debian: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(debian.CannotSetUp) as refusal:
        debian.install(["libegl1", "libgl1"], "draw", quietly)
    assert "apt-get install --yes --no-install-recommends libegl1 libgl1" in str(refusal.value)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Debian packs these apart")
def test_what_builds_a_bundle_is_found_missing(
    debian: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(debian.shutil, "which", lambda name: None)
    monkeypatch.setattr(debian.sysconfig, "get_config_var", lambda name: None)
    monkeypatch.setattr(debian, "_loads", lambda library: False)
    python = f"libpython{sys.version_info[0]}.{sys.version_info[1]}"
    assert debian.missing_builders() == ["binutils", python]
    monkeypatch.setattr(debian, "_loads", lambda library: library == f"{python}.so.1.0")
    assert debian.missing_builders() == ["binutils"]


def test_a_program_that_tests_run_is_installed_or_said_to_be_missing(
    debian: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(debian, "STARTING_POLICY", tmp_path / "policy-rc.d")
    said: list[str] = []
    asked: list[list[str]] = []
    monkeypatch.setattr(debian, "TEST_PROGRAMS", (("no-such-program", "no-such-package"),))
    monkeypatch.setattr(debian, "missing_builders", lambda: [])
    monkeypatch.setattr(debian, "install", lambda names, purpose, say: asked.append(names))
    debian.install_test_programs(said.append)
    assert (asked, said) == ([["no-such-package"]], [])

    def refuse(names: list[str], purpose: str, say: Any) -> None:
        raise debian.CannotSetUp("It cannot be installed.")

    monkeypatch.setattr(debian, "install", refuse)
    debian.install_test_programs(said.append)
    assert said == ["It cannot be installed.\nUntil then the tests that need it are skipped."]


@pytest.mark.skipif(os.name == "nt", reason="Windows marks no file as a program")
def test_a_server_for_tests_is_found_where_debian_keeps_it_and_never_started_by_installing(
    debian: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    policy = tmp_path / "policy-rc.d"
    monkeypatch.setattr(debian, "STARTING_POLICY", policy)
    monkeypatch.setattr(debian, "SERVERS", tmp_path / "servers")
    monkeypatch.setattr(debian, "TEST_PROGRAMS", (("no-such-initdb", "postgresql"),))
    monkeypatch.setattr(debian, "missing_builders", lambda: [])
    asked: list[object] = []

    def install(names: list[str], purpose: str, say: Any) -> None:
        asked.append((names, subprocess.run([str(policy)], check=False).returncode))

    monkeypatch.setattr(debian, "install", install)
    debian.install_test_programs(lambda said: None)
    assert asked == [(["postgresql"], 101)]
    assert not policy.exists()
    policy.write_text("#!/bin/sh\nexit 0\n")
    policy.chmod(0o755)
    debian.install_test_programs(lambda said: None)
    assert asked[1] == (["postgresql"], 0)
    assert policy.exists()
    (tmp_path / "servers" / "15" / "bin").mkdir(parents=True)
    (tmp_path / "servers" / "15" / "bin" / "no-such-initdb").touch()
    debian.install_test_programs(lambda said: None)
    assert len(asked) == 2


def test_the_readme_names_both_commands_and_the_build_runs_the_second() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    commands = re.findall(r"python3 (packaging/\S+\.py \w+)", readme)
    assert {"packaging/bootstrap.py run", "packaging/bootstrap.py test"} <= set(commands)
    build = (PROJECT / ".ci" / "run").read_text("utf-8")
    assert "python3 packaging/bootstrap.py test" in build


def test_the_script_offers_the_commands_of_the_readme() -> None:
    script = PROJECT / "packaging" / "bootstrap.py"
    shown = subprocess.run(
        [sys.executable, str(script), "--help"], capture_output=True, text=True, check=True
    )
    assert "{run,test,bundle}" in shown.stdout


def test_an_unknown_command_is_refused() -> None:
    script = PROJECT / "packaging" / "bootstrap.py"
    refused = subprocess.run(
        [sys.executable, str(script), "fly"], capture_output=True, text=True, check=False
    )
    assert refused.returncode == 2
    assert "invalid choice: 'fly'" in refused.stderr
