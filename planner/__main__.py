"""Start the command line by `python -m planner`, where no `backstop` command is on the path."""

from __future__ import annotations

from planner.cli import main

if __name__ == "__main__":
    main()
