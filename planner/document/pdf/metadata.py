"""The properties of a file told twice, as PDF asks: in its Info dictionary and as XMP."""

from __future__ import annotations

import re
from functools import partial
from html import escape
from typing import Any

from reportlab.pdfbase.pdfdoc import XMP, PDFDocument

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{keywords}{claim}<pdf:Producer>{producer}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


CLAIM = """<pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part>
"""
"""Says that the file follows PDF/UA-1, the standard of accessible PDF (ISO 14289-1)."""


def describe(document: PDFDocument, accessible: bool) -> None:
    """Give a document the XMP that says what its Info dictionary says.

    `accessible` adds the claim to follow PDF/UA-1.
    """
    document.Catalog.Metadata = XMP(creator=partial(_packet, claim=CLAIM if accessible else ""))


def _packet(document: Any, claim: str) -> bytes:
    info = document.info
    words = {
        name: escape(str(getattr(info, name)), quote=False)
        for name in ("title", "author", "subject", "producer", "creator")
    }
    keywords = str(info.keywords)
    shown = f"<pdf:Keywords>{escape(keywords, quote=False)}</pdf:Keywords>\n" if keywords else ""
    return PACKET.format(
        **words,
        keywords=shown,
        claim=claim,
        made=_date(document),
        language=document.Catalog.Lang.s,
    ).encode()


def _date(document: Any) -> str:
    """Return the date of the Info dictionary as XMP writes it."""
    stamp = document._timeStamp
    form = document.info._dateFormatter
    if form is None:
        year, month, day, hour, minute, second = stamp.YMDhms
        zone = f"{stamp.dhh:+03d}:{stamp.dmm:02d}"
        return f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}{zone}"
    found = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z", form(*stamp.YMDhms))
    if not found:
        raise ValueError("the date of a document is written as D:YYYYMMDDhhmmssZ")
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups())
