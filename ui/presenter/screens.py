"""Which screen is the room's, and keeping it awake."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from PySide6.QtGui import QScreen

ES_CONTINUOUS = 0x80000000
ES_SYSTEM_REQUIRED = 0x00000001
ES_DISPLAY_REQUIRED = 0x00000002
"""Flags of SetThreadExecutionState in Windows."""


def room_screen(screens: Iterable[QScreen], facilitators: QScreen | None) -> QScreen | None:
    """Return the screen for the room: the first that is not the facilitator's.

    None where there is no other. A screen that shows the same part of the desktop, as a projector
    that repeats the laptop's, is not another.
    """
    taken = facilitators.geometry() if facilitators is not None else None
    return next((one for one in screens if one.geometry() != taken), None)


def keep_awake(*, is_on: bool) -> bool:
    """Keep display and computer from going to sleep, or let them again; false where none can.

    Only Windows can be asked without anything more to install. It holds for this process.
    """
    if sys.platform == "win32":
        import ctypes

        flags = ES_CONTINUOUS | (ES_SYSTEM_REQUIRED | ES_DISPLAY_REQUIRED if is_on else 0)
        return bool(ctypes.windll.kernel32.SetThreadExecutionState(flags))
    return False
