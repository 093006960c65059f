"""The kernels as they are, or compiled by numba where the extra `fast` is installed.

A kernel takes records and numbers out of rows and reckons with single numbers, nothing else. As
plain Python it runs on lists of objects, compiled on arrays of records, and comes to the same bits.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any

from planner.scenario.kernel import follow


def is_fast() -> bool:
    """Return whether kernels can be compiled here; NUMBA_DISABLE_JIT=1 says no."""
    if os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0"):
        return False
    try:
        import numba  # noqa: F401
    except ImportError:
        return False
    return True


@cache
def compiled_follow_cases() -> Callable[..., int]:
    """Return `follow.follow_cases`, compiled on its first call and kept for later starts.

    Every kernel is made anew with names that lead to the compiled ones, in the order of the file,
    so the plain ones stay as they are.
    """
    import numba

    names: dict[str, Any] = dict(vars(follow))
    for name, kernel in vars(follow).items():
        if not isinstance(kernel, FunctionType) or kernel.__module__ != follow.__name__:
            continue
        anew = FunctionType(kernel.__code__, names, name)
        anew.__module__ = follow.__name__
        try:
            names[name] = numba.njit(cache=True)(anew)
        except RuntimeError:  # nowhere to keep it: it is compiled anew in every process
            names[name] = numba.njit(anew)
    found: Callable[..., int] = names["follow_cases"]
    return found
