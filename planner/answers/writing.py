"""Files that are written: in which format, and what a refusal of the system says to the person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import BackstopError
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.document.document import Document


KINDS = {".pdf": "pdf", ".docx": "word", ".html": "html"}


def written(write: Callable[[], None], path: Path) -> None:
    """Write a file; BackstopError that says how to mend it where the system refuses."""
    try:
        write()
    except OSError as error:
        raise BackstopError(
            f"{path.name} could not be written: {error.strerror or error}; close it if it is open "
            "elsewhere, or choose another folder."
        ) from error


def write_as(
    document: Document,
    path: Path,
    *,
    kind: str = "",
    password: str = "",
    template: Path | None = None,
    report: Progress = unreported,
) -> None:
    """Write a document as `kind` ("pdf", "word", "html"), or in the format the path's ending says.

    BackstopError where the place refuses.
    """
    kind = kind or KINDS.get(path.suffix.lower(), "html")
    write: Callable[[], None]
    if kind == "pdf":
        from planner.document.pdf.pages import write_document_pdf

        def write() -> None:
            write_document_pdf(document, path, report, password=password or None)

    elif kind == "word":
        from planner.document.word.write import write_document_word

        def write() -> None:
            write_document_word(document, path, template=template)

    else:
        from planner.document.html.page import write_document_html

        def write() -> None:
            write_document_html(document, path)

    written(write, path)
