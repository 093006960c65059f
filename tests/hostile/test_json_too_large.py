"""JSON that would fill the memory is refused before it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import InputRefused
from planner.exchange import json_size
from planner.exchange.read_table import read_json
from planner.exchange.register_json import read_register


@pytest.mark.parametrize("read", [read_json, read_register])
def test_many_values_in_few_bytes_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: object
) -> None:
    assert callable(read)
    monkeypatch.setattr(json_size, "MOST_VALUES", 1_000)
    path = tmp_path / "bomb.json"
    path.write_text("[" + "{}," * 1_000 + "{}]")
    with pytest.raises(InputRefused, match="holds more than can be read safely"):
        read(path)
