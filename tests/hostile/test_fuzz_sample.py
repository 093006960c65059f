"""A small sample of the long trial with spoiled files: every reader reads, or refuses in words."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "packaging" / "fuzz"
NAMES = (
    "register_json", "text_list", "json_list", "workbook_list", "register_workbook", "three_way",
    "register_file", "word_template", "courtesy_note", "settings", "origin",
)  # fmt: skip
EACH = 2

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the trial needs a Unix clock")


@pytest.fixture(scope="module")
def fuzz() -> Iterator[tuple[ModuleType, ModuleType]]:
    """Load the readers and what judges them, as the command finds them."""
    before = set(sys.modules)
    sys.path.insert(0, str(FOLDER))
    try:
        import outcome
        import readers

        yield readers, outcome
    finally:
        sys.path.remove(str(FOLDER))
        for name in set(sys.modules) - before:
            if str(FOLDER) in str(getattr(sys.modules[name], "__file__", "")):
                del sys.modules[name]


def test_every_reader_is_in_the_sample(fuzz: tuple[ModuleType, ModuleType]) -> None:
    assert set(fuzz[0].READERS) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_spoiled_file_is_read_or_refused_in_words(
    fuzz: tuple[ModuleType, ModuleType], name: str, tmp_path: Path
) -> None:
    readers, outcome = fuzz
    reader = readers.READERS[name]
    seeds = reader.seeds(tmp_path)
    kinds = set()
    for number in range(EACH):
        work = tmp_path / str(number)
        work.mkdir()
        path = work / reader.file_name
        chance = random.Random(number)
        path.write_bytes(reader.mutate(chance.choice(seeds), chance))
        found = outcome.outcome_of(reader.read, path)
        assert found.kind != "failed", f"{name} {number}: {found.reason}"
        kinds.add(found.kind)
    assert kinds


def test_what_is_no_refusal_is_a_failure(fuzz: tuple[ModuleType, ModuleType]) -> None:
    from planner.errors import BackstopError

    def stumble(path: Path) -> None:
        raise KeyError(path)

    def mumble(path: Path) -> None:
        raise BackstopError("half a letter \ud800")

    for read in (stumble, mumble):
        assert fuzz[1].outcome_of(read, Path("x")).kind == "failed"
