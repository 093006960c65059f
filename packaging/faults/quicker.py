"""Statements of SQL compiled once for all tries, where a program compiles them at each opening."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine

from planner.storage import working_copy

_first: list[Engine] = []


def share_compiled_statements() -> None:
    """Let every working copy that is opened from now use what the first one compiled."""

    def made(*words: Any, **named: Any) -> Engine:
        engine = create_engine(*words, **named)
        if _first:
            engine.dialect = _first[0].dialect
            engine._compiled_cache = _first[0]._compiled_cache
        else:
            _first.append(engine)
        return engine

    working_copy.create_engine = made  # type: ignore[attr-defined]
