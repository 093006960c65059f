"""The sample council: an invented unitary authority shipped with the product."""

from __future__ import annotations

from pathlib import Path


def sample_register_path() -> Path:
    """Return where the sample council's register lies, a JSON file that is only to be read."""
    return Path(__file__).with_name("sample_council.json")
