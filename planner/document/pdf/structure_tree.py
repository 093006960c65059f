"""The structure written into a PDF: the tree of elements and the way back from marks to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFString,
)

from planner.document.pdf.structure import Annotated, Element, Mark

ROOT = "StructTreeRoot"


class _Node(PDFObject):  # type: ignore[misc]
    """An element as ReportLab writes it, in one go: long tables have tens of thousands."""

    __RefOnly__ = 1

    def __init__(self, element: Element, parent: str, kids: Sequence[str], pages: Any) -> None:
        self.element, self.parent, self.kids, self.pages = element, parent, kids, pages

    def format(self, document: Any) -> bytes:
        """Return the bytes of the element."""

        def number_of(name: str) -> bytes:
            return bytes(PDFObjectReference(name).format(document))

        element = self.element
        own = _page(element)
        parts = [b"<< /Type /StructElem /S /%s" % element.role.encode()]
        parts.append(b"/P " + number_of(self.parent))
        if own is not None:
            parts.append(b"/Pg " + number_of(self.pages[own]))
        kids = []
        names = iter(self.kids)
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(number_of(next(names)))
            elif isinstance(kid, Mark) and kid.page == own:
                kids.append(b"%d" % kid.number)
            elif isinstance(kid, Mark):
                page = number_of(self.pages[kid.page])
                kids.append(b"<< /Type /MCR /Pg %s /MCID %d >>" % (page, kid.number))
            else:
                page, goal = number_of(self.pages[kid.page]), number_of(kid.name)
                kids.append(b"<< /Type /OBJR /Pg %s /Obj %s >>" % (page, goal))
        if kids:
            parts.append(b"/K " + (kids[0] if len(kids) == 1 else b"[ %s ]" % b" ".join(kids)))
        words = (
            (b"Alt", element.alt),
            (b"ActualText", element.actual_text),
        )
        for key, text in words:
            if text:
                parts.append(b"/%s %s" % (key, PDFString(text).format(document)))
        attributes = _attributes(element)
        if attributes:
            parts.append(b"/A [ %s ]" % b" ".join(attributes))
        return b" ".join(parts) + b" >>"


def _page(element: Element) -> int | None:
    """Return the page of the first marks of an element itself."""
    return next((kid.page for kid in element.kids if isinstance(kid, Mark)), None)


def _attributes(element: Element) -> list[bytes]:
    """Return the attribute objects (ISO 32000-1, 14.8.5): of tables, lists and layout."""
    table = b""
    if element.scope:
        table += b" /Scope /" + element.scope.encode()
    if element.span > 1:
        table += b" /ColSpan %d" % element.span
    made = [b"<< /O /Table%s >>" % table] if table else []
    if element.numbering:
        made.append(b"<< /O /List /ListNumbering /%s >>" % element.numbering.encode())
    if element.box:
        corners = " ".join(f"{one:.2f}" for one in element.box).encode()
        placement = b" /Placement /Block" if element.role == "Figure" else b""
        made.append(b"<< /O /Layout%s /BBox [ %s ] >>" % (placement, corners))
    return made


def write_structure(
    document: PDFDocument,
    root: Element,
    pages: Sequence[str],
    page_keys: Sequence[int],
    annotation_keys: Mapping[str, int],
) -> bool:
    """Write the settled tree under `root`; return whether every figure in it has words.

    `pages` are the names of the page objects, `page_keys` and `annotation_keys` the numbers by
    which the tree is found again from a page or, by its name, from an annotation.
    """
    root.settle()
    order = list(_walk(root))
    names = {id(element): f"StructElem{number}" for number, element in enumerate(order)}
    owners: dict[int, dict[int, str]] = {key: {} for key in page_keys}
    links: dict[int, str] = {}
    for element in order:
        name = names[id(element)]
        parent = ROOT if element.parent is None else names[id(element.parent)]
        kids = [names[id(kid)] for kid in element.kids if isinstance(kid, Element)]
        document.Reference(_Node(element, parent, kids, pages), name)
        for kid in element.kids:
            if isinstance(kid, Mark):
                owners[page_keys[kid.page]][kid.number] = name
            elif isinstance(kid, Annotated):
                links[annotation_keys[kid.name]] = name
    numbers: list[Any] = []
    for key in sorted([*owners, *links]):
        if key in links:
            found: Any = PDFObjectReference(links[key])
        else:
            marks = owners[key]
            found = PDFArray([PDFObjectReference(marks[number]) for number in sorted(marks)])
        numbers += [key, found]
    tree = {
        "Type": PDFName("StructTreeRoot"),
        "K": PDFArray([PDFObjectReference(names[id(root)])]),
        "ParentTree": document.Reference(PDFDictionary({"Nums": PDFArray(numbers)})),
        "ParentTreeNextKey": len(page_keys) + len(annotation_keys),
        "RoleMap": PDFDictionary({}),
    }
    document.Reference(PDFDictionary(tree), ROOT)
    document.Catalog.StructTreeRoot = PDFObjectReference(ROOT)
    document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    return all(one.alt or one.actual_text for one in order if one.role == "Figure")


def _walk(element: Element) -> list[Element]:
    """Return an element and all under it, in order."""
    found, left = [], [element]
    while left:
        one = left.pop()
        found.append(one)
        left += [kid for kid in reversed(one.kids) if isinstance(kid, Element)]
    return found
