"""The table of benchmarks goes between its two marks of the README, and nowhere else."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / "packaging" / "benchmarks"


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load the command that runs all benchmarks, without running any."""
    monkeypatch.syspath_prepend(str(FOLDER))
    spec = importlib.util.spec_from_file_location("all_benchmarks", FOLDER / "all.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    for name in ("measured", *module.PARTS):
        sys.modules.pop(name, None)


def test_every_part_can_be_run(benchmarks: ModuleType) -> None:
    for part in benchmarks.PARTS:
        assert (FOLDER / f"{part}.py").is_file()


def test_the_readme_has_a_place_for_the_table_and_only_that_changes(
    benchmarks: ModuleType,
) -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    row = sys.modules["measured"].Measured("work", "1 s", "0.5 s", "a loop: 5 s", "10 times")
    text = benchmarks.table([row])
    assert text.splitlines()[-1] == "| work | 1 s | 0.5 s | a loop: 5 s | 10 times |"
    once = benchmarks.written(readme, text)
    assert benchmarks.written(once, text) == once
    before, _, rest = once.partition(benchmarks.BEGIN)
    assert readme.startswith(before + benchmarks.BEGIN)
    assert readme.endswith(rest.partition(benchmarks.END)[2])
    with pytest.raises(SystemExit):
        benchmarks.written("no marks here", text)


def test_the_machine_is_described_without_its_name(benchmarks: ModuleType) -> None:
    import platform

    sentence = benchmarks.machine()
    assert "cores" in sentence
    assert platform.python_version() in sentence
    assert not platform.node() or platform.node() not in sentence.split()


def test_seconds_and_ratios_are_rounded_in_words(benchmarks: ModuleType) -> None:
    measured = sys.modules["measured"]
    assert [measured.told(seconds) for seconds in (0.126, 9.99, 42.4, 7_199, 9_000, 1e6)] == [
        "0.13 s",
        "9.99 s",
        "42 s",
        "7,199 s",
        "2.5 h",
        "278 h",
    ]
    assert [measured.times(ratio) for ratio in (0.62, 3.4, 42.4, 3_650, 57_948)] == [
        "0.6 times",
        "3.4 times",
        "42 times",
        "3,600 times",
        "58,000 times",
    ]
