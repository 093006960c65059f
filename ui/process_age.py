"""How long this process has been there, from before the first line of Python ran."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def process_age() -> float:
    """Return seconds since the system made this process, to a hundredth or so."""
    if sys.platform == "win32":
        import ctypes

        times = [ctypes.c_ulonglong() for _ in range(4)]
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(kernel.GetCurrentProcess())
        kernel.GetProcessTimes(handle, *(ctypes.byref(one) for one in times))
        # In steps of 100 ns since 1601, which is 11,644,473,600 s before 1970.
        return time.time() - (times[0].value / 1e7 - 11_644_473_600)
    # What follows the name in brackets are figures; the 20th is when it began, in ticks of boot.
    figures = Path("/proc/self/stat").read_text("utf-8").rpartition(")")[2].split()
    begun = int(figures[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - begun
