"""What a window says and chooses of two registers laid side by side."""

from __future__ import annotations

from planner.register.difference import Choice as Choice
from planner.register.difference import Difference as Difference
from planner.register.difference import Side as Side
from planner.register.difference import What as What
