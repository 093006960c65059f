"""Which version of Backstop this is."""

from __future__ import annotations


def version() -> str:
    """Return the version as it is installed; "not installed" where it runs from its sources."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("backstop")
    except PackageNotFoundError:
        return "not installed"
