"""What all tests share: known answers and real files, skipped visibly where they are absent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.postgres import PostgresServer

# Nothing is timed in a test: a busy machine must not fail what is right.
settings.register_profile("untimed", settings.default, deadline=None, max_examples=25)
settings.load_profile("untimed")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of known answers and real files that lies beside the project."""
    if not SHARED.is_dir():
        pytest.skip(
            "the folder 'shared' with known answers and real files is not beside the project"
        )
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep every test out of the settings, working copies and backups of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BACKSTOP_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Return a running PostgreSQL server of the tests' own, one for all; skips where none is."""
    if os.name == "nt":
        pytest.skip("a PostgreSQL server is started for tests on Linux only")
    from tests import postgres

    if postgres.programs() is None:
        pytest.skip(postgres.ABSENT)
    with postgres.running() as server:
        yield server
