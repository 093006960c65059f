"""What reading one spoiled file came to: read, refused in words, or a failure with its reason."""

from __future__ import annotations

import re
import resource
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from planner.errors import BackstopError

MOST_SECONDS = 10
MOST_BYTES = 1024**3


class TooLong(BaseException):
    """Reading took longer than it may."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended: `read`, `refused` or `failed`, then with the error and where it was raised."""

    kind: str
    reason: str = ""

    @property
    def place(self) -> str:
        """Return the last line of the reason and where it happened, alike for like failures."""
        lines = self.reason.strip().splitlines()
        ours = [line.strip() for line in lines if "/planner/" in line or "/ui/" in line]
        last = re.sub(r"(\d+|(.)\2{9,})", "N", lines[-1])[:120] if lines else ""
        return f"{last} @ {ours[-1].split('/')[-1] if ours else ''}"


def limit_memory(most: int = MOST_BYTES) -> None:
    """Let this process have no more than `most` bytes of address space beyond what it has now."""
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + most, held + most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def outcome_of(read: Callable[[Path], None], path: Path, seconds: int = MOST_SECONDS) -> Outcome:
    """Read a file and say what came of it; nothing is raised but what ends the program.

    `seconds` are of processor time, so that a busy machine makes no failures.
    """

    def too_long(number: int, frame: FrameType | None) -> None:
        raise TooLong(f"longer than {seconds} s")

    signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        read(path)
    except BackstopError as error:
        return _refused(error)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        return Outcome("failed", traceback.format_exc())
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return Outcome("read")


def _refused(error: BackstopError) -> Outcome:
    """Return a refusal, or a failure where its words could not be shown to anybody."""
    words = error.sentence
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return Outcome("failed", f"a refusal that cannot be shown: {words!r:.300}")
    if not words.strip() or "Traceback" in words or "\0" in words:
        return Outcome("failed", f"a refusal without words: {words!r:.300}")
    lines = words.splitlines()
    if len(lines) < 50 and any(len(line) > 2_000 for line in lines):
        return Outcome("failed", f"a refusal too long to read: {len(words)} letters")
    return Outcome("refused", words)
