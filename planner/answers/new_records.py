"""New, copied and removed records, as the window makes them."""

from __future__ import annotations

from planner.register.new_records import doubled, free_code, new_record, removal

__all__ = ["doubled", "free_code", "new_record", "removal"]
