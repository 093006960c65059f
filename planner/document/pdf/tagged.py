"""A canvas on which everything painted is either part of the structure or an artifact."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFPage, PDFString
from reportlab.pdfgen.canvas import Canvas

from planner.document.pdf.marked_content import PLAIN, Artifact, Owner, Switch, marked
from planner.document.pdf.metadata import describe
from planner.document.pdf.printed_fonts import finish_fonts
from planner.document.pdf.structure import Annotated, Element, Mark
from planner.document.pdf.structure_tree import write_structure
from planner.document.pdf.tagged_words import LinkedWords, WordsOf

HEADER = Artifact("Pagination", "Header")
FOOTER = Artifact("Pagination", "Footer")
PDF_VERSION = (1, 7)
PRINTED = 4
"""The flag of an annotation that is printed with its page."""


class TagCanvas(Canvas):  # type: ignore[misc]
    """A canvas of ReportLab that writes a tagged PDF.

    What is painted between `begin` and `end` of an element is that element's; all else is an
    artifact. Elements without a parent are put inside the innermost element that `inside` opened,
    else inside `root`. Inside an artifact no element begins, and no link is made.
    """

    def __init__(self, filename: Any, *, root: Element | None = None, **more: Any) -> None:
        more["pdfVersion"] = more.get("pdfVersion") or PDF_VERSION
        more["lang"] = more.get("lang") or "en-GB"
        self.root = root or Element("Document")
        self._owners: list[Owner] = [PLAIN]
        self._hiding: list[bool] = [False]
        self._holders: list[Element] = [self.root]
        self.words: WordsOf | None = None
        self._text: LinkedWords | None = None
        self._painted = self._marks_here = 0
        self._links_here: list[str] = []
        self._linked: dict[str, Element] = {}
        self._page_names: list[str] = []
        self._page_keys: list[int] = []
        self._annotation_keys: dict[str, int] = {}
        self.characters: set[str] = set()
        super().__init__(filename, **more)
        self.setViewerPreference("DisplayDocTitle", "true")

    def begin(self, owner: Element | Artifact | None) -> None:
        """Give what is painted from here to an element, or to the page as an artifact.

        None leaves it an artifact within which elements may begin, such as the lines of a table.
        """
        hidden = self._hiding[-1]
        if isinstance(owner, Element) and not hidden:
            self._hold(owner)
        self._owners.append(self._owners[-1] if hidden else owner or PLAIN)
        self._hiding.append(hidden or isinstance(owner, Artifact))
        self._code.append(Switch(self._owners[-1]))

    def end(self) -> None:
        """End what the last `begin` began; what was painted for before goes on."""
        self._owners.pop()
        self._hiding.pop()
        self._code.append(Switch(self._owners[-1]))

    @property
    def in_element(self) -> bool:
        """Whether what is painted now belongs to an element."""
        return isinstance(self._owners[-1], Element)

    @contextmanager
    def painting(self, owner: Element | Artifact | None) -> Iterator[None]:
        """Give what is painted within to an element or an artifact."""
        self.begin(owner)
        try:
            yield
        finally:
            self.end()

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """Put elements that have no parent yet inside this one."""
        self._hold(element)
        self._holders.append(element)
        try:
            yield
        finally:
            self._holders.pop()

    @contextmanager
    def words_of(self, words: WordsOf) -> Iterator[None]:
        """Give words drawn within to an element and its links; lines and fills are artifacts."""
        before, self.words = self.words, None if self._hiding[-1] else words
        self.begin(None)
        try:
            yield
        finally:
            self.end()
            self.words = before

    def box_of(self, element: Element, width: float, height: float) -> None:
        """Note where a figure stands: from the origin of the canvas as it is, in points."""
        corners = [self.absolutePosition(x, y) for x in (0, width) for y in (0, height)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        element.box = min(xs), min(ys), max(xs), max(ys)

    def _hold(self, element: Element) -> None:
        """Put an element, with those above it, where elements without a parent go."""
        top = element
        while top.parent is not None:
            top = top.parent
        if top is not self.root:
            self._holders[-1].take(top)

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> LinkedWords:
        """Return a text object that notes where its links stand."""
        self._text = LinkedWords(self, x, y, direction)
        return self._text

    def drawText(self, text: Any) -> None:
        """Draw text; the words of a paragraph belong to its element and its links."""
        words = self.words
        if words is None:
            super().drawText(text)
            return
        if words.whole or not getattr(text, "places", None):
            with self.painting(words.element):
                if words.whole:
                    self.begin(words.link_of(words.whole))
                super().drawText(text)
                if words.whole:
                    self.end()
            return
        self._hold(words.element)
        self._code.append("BT")
        for operators, link in text.pieces():
            with self.painting(words.link_of(link) if link else words.element):
                self._code.append(operators)
        self._code.append("ET")

    def linkRect(
        self, contents: str, destinationname: str, Rect: Any = None, *_unused: Any,
        relative: int = 1, **_more: Any,
    ) -> None:  # fmt: skip
        """Make an area that leads to a bookmark of the document."""
        goal = {"Dest": self._bookmarkReference(destinationname)}
        self._link(contents or "", goal, self._absRect(Rect, relative))

    def linkURL(self, url: str, rect: Any, relative: int = 0, **more: Any) -> None:
        """Make an area that leads to an address."""
        action = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(url)})
        self._link(more.get("Contents", ""), {"A": action}, self._absRect(rect, relative), url)

    def _link(self, words: str, goal: dict[str, Any], area: Any, address: str = "") -> None:
        if self._hiding[-1]:
            return
        owner, paragraph = self._owners[-1], self.words
        if paragraph is not None:
            link = paragraph.whole or (self._text.next_link() if self._text else None)
            assert link is not None, "a paragraph set the area of a link that has no words"
            element = paragraph.link_of(link)
            words = words or paragraph.described.get(link, "")
        elif isinstance(owner, Element) and owner.role == "Link":
            element = owner
        else:
            holder = owner if isinstance(owner, Element) else self._holders[-1]
            element = holder.child("Link")
        name = f"Link{len(self._annotation_keys)}"
        key = len(self._page_keys) + len(self._annotation_keys)
        if len(self._page_keys) < self._pageNumber:
            self._page_keys.append(key)
            key += 1
        annotation = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Rect": PDFArray(area),
            "Border": PDFArray([0, 0, 0]),
            "Contents": PDFString(words or address or "Link"),
            "F": PRINTED,
            "StructParent": key,
            **goal,
        }
        self._addAnnotation(PDFDictionary(annotation), name)
        self._annotation_keys[self._doc.annotationName(name)] = key
        self._linked[self._doc.annotationName(name)] = element
        self._links_here.append(self._doc.annotationName(name))

    def _setAnnotations(self, page: PDFPage) -> None:
        super()._setAnnotations(page)
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = self._page_keys[-1], PDFName("S")

    def showPage(self) -> None:
        """Close the page: marked content is set around everything painted on it."""
        if len(self._page_keys) < self._pageNumber:
            self._page_keys.append(len(self._page_keys) + len(self._annotation_keys))
        self._page_names.append(self._doc.thisPageName())
        self._marks_here = 0
        self._code[:] = marked(self._code, self._number)
        for name in self._links_here:
            self._painted += 1
            self._linked[name].kids.append(Annotated(self._pageNumber - 1, name, self._painted))
        self._links_here = []
        super().showPage()
        if len(self._owners) > 1:
            self._code.append(Switch(self._owners[-1]))

    def _number(self, element: Element) -> int:
        """Return the number of an element's next mark on this page."""
        number, self._marks_here = self._marks_here, self._marks_here + 1
        self._painted += 1
        element.kids.append(Mark(self._pageNumber - 1, number, self._painted))
        return number

    def _unlink(self) -> None:
        """Take away links to places that no page holds: their words stay, as words."""
        for page in self._doc.Pages.pages:
            for reference in list(page.Annots or ()):
                goal = self._doc.idToObject[reference.name].dict.get("Dest")
                if goal is None or goal.page is not None:
                    continue
                page.Annots.remove(reference)
                self._doc.idToObject[reference.name] = PDFDictionary({})
                element = self._linked[reference.name]
                element.kids = [
                    kid
                    for kid in element.kids
                    if not (isinstance(kid, Annotated) and kid.name == reference.name)
                ]
                element.role = "Span"

    def save(self) -> None:
        """Write the structure and the metadata, and save the file."""
        if any(not isinstance(entry, Switch) for entry in self._code):
            self.showPage()
        self._code.clear()
        self._unlink()
        told = write_structure(
            self._doc, self.root, self._page_names, self._page_keys, self._annotation_keys
        )
        drawn = finish_fonts(self._doc, self.characters)
        describe(self._doc, accessible=told and drawn and bool(self._doc.info.title.strip()))
        super().save()
