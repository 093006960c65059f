"""What all tests share: known answers and real files, skipped visibly where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of known answers and real files that lies beside the project."""
    if not SHARED.is_dir():
        pytest.skip(
            "the folder 'shared' with known answers and real files is not beside the project"
        )
    return SHARED
