"""What a command says when it cannot go on: one sentence for each problem, never a traceback."""

from __future__ import annotations

import datetime
import os
import platform
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from planner.errors import BackstopError, InputRefused

REFUSED = 2


class Refused(click.ClickException):
    """A command that cannot be done; its sentences go to standard error and the status is 2."""

    exit_code = REFUSED

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))

    def show(self, file: Any = None) -> None:
        """Print the sentences, one a line."""
        click.echo(self.message, err=True)


class Commands(click.Group):
    """A group of commands whose every failure is told in words."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for; Refused where it cannot be done."""
        try:
            return super().invoke(ctx)
        except InputRefused as refusal:
            raise Refused([problem.sentence for problem in refusal.problems]) from refusal
        except BackstopError as failure:
            raise Refused([failure.sentence]) from failure
        except BrokenPipeError:
            raise
        except OSError as failure:
            raise Refused([_in_words(failure)]) from failure
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as fault:
            raise Refused([_own_fault(fault)]) from fault


def _in_words(failure: OSError) -> str:
    reason = failure.strerror or "the system gave no reason"
    if failure.filename is None:
        return f"The system refused: {reason}."
    return f"{failure.filename}: {reason}; check the name, the folder and your rights to it."


def _own_fault(fault: Exception) -> str:
    """Keep a note of a fault of our own and return the sentence that tells where it is."""
    words = "Something went wrong inside Backstop; nothing half-done was saved."
    try:
        note = write_crash_note(fault)
    except OSError:
        return f"{words} No note of it could be kept."
    return f"{words} A note of it is in {note}; it holds no names or figures of your register."


def write_crash_note(fault: Exception) -> Path:
    """Write where a fault arose to a local file and return its path; OSError where it cannot.

    The note has the lines of the program that were running and the kind of fault. The fault's own
    words are left out, since they may quote the register.
    """
    from importlib.metadata import version

    now = datetime.datetime.now(datetime.UTC)
    kinds = []
    cause: BaseException | None = fault
    while cause is not None:
        frames = traceback.StackSummary.extract(traceback.walk_tb(cause.__traceback__))
        kinds.append(f"{type(cause).__name__}\n{''.join(frames.format())}")
        cause = cause.__cause__
    note = notes_folder() / f"crash-{now:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    note.parent.mkdir(parents=True, exist_ok=True)
    python = platform.python_version()
    head = (
        f"Backstop {version('backstop')}, Python {python} on {sys.platform}, {now:%Y-%m-%d %H:%M}"
    )
    note.write_text("\n\n".join([head, *kinds]) + "\n", encoding="utf-8")
    return note


def notes_folder() -> Path:
    """Return the user's own folder for notes of faults; nothing leaves this machine."""
    home = os.environ.get("BACKSTOP_HOME")
    if home:
        return Path(home) / "notes"
    import platformdirs

    return platformdirs.user_log_path("Backstop", appauthor=False)
