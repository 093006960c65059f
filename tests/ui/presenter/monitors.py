"""Part one virtual X screen into monitors, and plug them in and out while a program runs.

Xvfb has one output; RandR 1.5 lets any client name monitors upon it, which Qt takes for screens.
"""

from __future__ import annotations

import ctypes
import ctypes.util


class _Monitor(ctypes.Structure):
    """XRRMonitorInfo."""

    _fields_ = (
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("outputs_count", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("width_mm", ctypes.c_int),
        ("height_mm", ctypes.c_int),
        ("outputs", ctypes.POINTER(ctypes.c_ulong)),
    )


class Monitors:
    """The monitors of the X screen that DISPLAY names; OSError where there is no X or no RandR."""

    def __init__(self) -> None:
        self._x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._randr = ctypes.CDLL(ctypes.util.find_library("Xrandr") or "libXrandr.so.2")
        x11, randr, display = self._x11, self._randr, ctypes.c_void_p
        x11.XOpenDisplay.restype = display
        x11.XDefaultRootWindow.argtypes = [display]
        x11.XDefaultRootWindow.restype = ctypes.c_ulong
        x11.XInternAtom.argtypes = [display, ctypes.c_char_p, ctypes.c_int]
        x11.XInternAtom.restype = ctypes.c_ulong
        x11.XSync.argtypes = [display, ctypes.c_int]
        found = ctypes.POINTER(_Monitor)
        count = ctypes.POINTER(ctypes.c_int)
        randr.XRRGetMonitors.argtypes = [display, ctypes.c_ulong, ctypes.c_int, count]
        randr.XRRGetMonitors.restype = found
        randr.XRRAllocateMonitor.argtypes = [display, ctypes.c_int]
        randr.XRRAllocateMonitor.restype = found
        randr.XRRSetMonitor.argtypes = [display, ctypes.c_ulong, found]
        randr.XRRDeleteMonitor.argtypes = [display, ctypes.c_ulong, ctypes.c_ulong]
        self._display = x11.XOpenDisplay(None)
        if not self._display:
            raise OSError("no X display")
        self._root = x11.XDefaultRootWindow(self._display)

    def first(self, name: str, x: int, y: int, width: int, height: int) -> None:
        """Make a part of the screen the first monitor, on the one real output there is."""
        count = ctypes.c_int()
        known = self._randr.XRRGetMonitors(self._display, self._root, 1, ctypes.byref(count))
        self._add(name, (x, y, width, height), int(known[0].outputs[0]))

    def plug_in(self, name: str, x: int, y: int, width: int, height: int) -> None:
        """Add a monitor."""
        self._add(name, (x, y, width, height), None)

    def unplug(self, name: str) -> None:
        """Take a monitor away."""
        self._randr.XRRDeleteMonitor(self._display, self._root, self._atom(name))
        self._x11.XSync(self._display, 0)

    def _add(self, name: str, place: tuple[int, int, int, int], output: int | None) -> None:
        made = self._randr.XRRAllocateMonitor(self._display, 0 if output is None else 1)
        monitor = made.contents
        monitor.name = self._atom(name)
        monitor.primary = int(output is not None)
        monitor.x, monitor.y, monitor.width, monitor.height = place
        monitor.width_mm, monitor.height_mm = place[2] // 4, place[3] // 4
        if output is not None:
            monitor.outputs[0] = output
        self._randr.XRRSetMonitor(self._display, self._root, made)
        self._x11.XSync(self._display, 0)

    def _atom(self, name: str) -> int:
        return int(self._x11.XInternAtom(self._display, name.encode(), 0))
