"""The projector plugged in, unplugged and plugged in again, on a real virtual desktop."""

from __future__ import annotations

import ctypes.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROJECT = HERE.parents[2]
CAN_RUN = shutil.which("xvfb-run") is not None and ctypes.util.find_library("Xrandr") is not None


@pytest.mark.skipif(not CAN_RUN, reason="needs Xvfb and RandR")
def test_the_room_screen_follows_the_projector(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "xcb",
        "BACKSTOP_HOME": str(tmp_path),
        "PYTHONPATH": str(PROJECT),
    }
    screen = "-screen 0 3286x1080x24"
    run = [sys.executable, str(HERE / "projector_run.py")]
    done = subprocess.run(
        ["xvfb-run", "-a", "-s", screen, *run],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    steps = {one["step"]: one for line in done.stdout.splitlines() if (one := json.loads(line))}
    for step in ("two screens", "plugged in again"):
        assert steps[step]["is_full"], steps
        assert steps[step]["screen"] == "projector"
        assert steps[step]["place"] == [1366, 0, 1920, 1080]
    back = steps["unplugged"]
    assert back["is_shown"]
    assert not back["is_full"]
    assert back["screen"] == "laptop"
    left, top, wide, tall = back["place"]
    assert left >= 0
    assert top >= 0
    assert left + wide <= 1366
    assert top + tall <= 768
    assert "The company rings" in steps["an inject"]["news"]
    assert steps["plugged in again"]["news"] == steps["an inject"]["news"]
