"""Open the window: `python -m ui [register]`."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Open the window and return the exit status when it is closed."""
    from ui.start import start

    return start(sys.argv)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
