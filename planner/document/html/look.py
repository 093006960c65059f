"""How a page looks on a screen, on a narrow one, and on paper, in the colours of every document."""

from __future__ import annotations

from planner.document.document import Document
from planner.document.palette import (
    GAP_FILL,
    NAVY,
    NOTE_FILL,
    PLUM,
    RULE,
    SECONDARY,
    TEXT,
    WHITE,
)
from planner.document.words import clean

FONTS = '"Source Sans 3","Source Sans Pro","Segoe UI",system-ui,-apple-system,Arial,sans-serif'

LOOK = f"""
*{{box-sizing:border-box}}
html{{font:106.25%/1.45 {FONTS};color:{TEXT};background:{WHITE};-webkit-text-size-adjust:100%}}
body{{margin:0}}
header,main,footer{{max-width:62rem;margin:0 auto;padding:0 1.25rem}}
main:focus{{outline:none}}
a{{color:{NAVY};text-underline-offset:.15em}}
a:hover{{text-decoration-thickness:.15em}}
a:focus-visible,summary:focus-visible,.drawing:focus-visible{{outline:3px solid {PLUM};
outline-offset:2px}}
.skip{{position:absolute;left:-999rem}}
.skip:focus{{left:1rem;top:.5rem;background:{WHITE};padding:.5rem 1rem;z-index:1}}
.unseen{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}}
.marking{{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1.5rem;
padding:.6rem 0;border-bottom:1px solid {TEXT};font-size:.9rem}}
.marking strong{{letter-spacing:.05em}}
footer .marking{{border-bottom:0;border-top:1px solid {TEXT};margin-top:3rem}}
.stale{{border:2px solid {PLUM};background:{GAP_FILL};padding:.6rem 1rem;margin:.8rem 0}}
h1,h2,h3,h4,h5,h6{{line-height:1.2;margin:1.6rem 0 .5rem;max-width:46rem;overflow-wrap:break-word}}
h1{{font-size:2.2rem;color:{NAVY}}}
h2{{font-size:1.85rem;color:{NAVY}}}
h3{{font-size:1.3rem}}
h4{{font-size:1.1rem}}
h5,h6{{font-size:1rem}}
p,ul,ol,dl{{margin:.4rem 0 .7rem;max-width:46rem;overflow-wrap:break-word}}
li{{margin:.25rem 0}}
b,strong{{font-weight:700}}
b.semibold{{font-weight:600}}
.part{{margin-top:3.2rem}}
.part .part{{margin-top:2.6rem}}
.part>h1,.part>h2,.part>h3{{margin-top:.2rem}}
.part .part>h3{{font-size:1.6rem;color:{NAVY}}}
.eyebrow{{font-weight:600;color:{SECONDARY};margin:0;font-size:.95rem}}
.part>.eyebrow:first-child::before{{content:"";display:block;width:2.6rem;height:.3rem;
background:{NAVY};margin-bottom:.5rem}}
.lead{{font-size:1.15rem}}
.body-close{{font-size:.95rem}}
.source,.small{{font-size:.88rem;font-weight:400}}
.source,.grey,.cell-grey{{color:{SECONDARY}}}
.plum,.panel-gap-title{{color:{PLUM}}}
.number,.big-number{{font-weight:700;color:{NAVY}}}
.big-number{{font-size:1.6rem;line-height:1.1}}
.panel-title,.panel-gap-title{{font-weight:700;font-size:1.08rem}}
.cell-strong,.cell-strong-right{{font-weight:600}}
.cell-right,.cell-strong-right{{text-align:right}}
.cover{{margin-top:1.2rem}}
.band{{background:{NAVY};color:{WHITE};padding:2rem 1.75rem 1.5rem;print-color-adjust:exact;
-webkit-print-color-adjust:exact}}
.band h1{{color:{WHITE};font-size:clamp(1.9rem,6vw,3rem);margin:.6rem 0 .3rem}}
.band .council{{font-weight:600;margin:0}}
.band .line{{font-size:clamp(1.15rem,3vw,1.6rem);margin:0 0 1.4rem}}
.band svg{{width:100%;max-width:40rem;height:auto;display:block}}
.band .of-people{{margin:.8rem 0 0}}
.turn{{border:2px solid {PLUM};padding:.7rem 1.1rem;margin:1.4rem 0;display:flex;flex-wrap:wrap;
gap:.2rem 2rem;align-items:center;justify-content:space-between}}
.turn p{{margin:0}}
.turn p:first-child,.turn a{{font-size:1.25rem;font-weight:700;color:{PLUM}}}
.lines{{max-width:none}}
.lines div{{display:grid;grid-template-columns:minmax(8rem,12rem) 1fr;gap:0 1rem;padding:.35rem 0;
border-bottom:1px solid {RULE}}}
.lines dt{{font-weight:600}}
.lines dd{{margin:0}}
.banner{{background:{NAVY};color:{WHITE};padding:.8rem 1.25rem 1rem;margin:1rem 0;
print-color-adjust:exact;-webkit-print-color-adjust:exact}}
.banner p{{margin:0;font-size:1.3rem;font-weight:600;line-height:1.35}}
.banner .eyebrow{{color:{WHITE};font-size:.95rem}}
.small-banner p{{font-size:1.1rem}}
.key-figures{{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:1rem 2rem;max-width:none}}
.key-figures li{{flex:1 1 9.5rem}}
.key-figures b{{display:block;font-size:1.9rem;white-space:nowrap;line-height:1.15;color:{NAVY}}}
.sides{{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));
gap:0 2rem}}
.sides>div{{min-width:0}}
.note{{border-left:.4rem solid {NAVY};background:{NOTE_FILL};padding:.6rem 1.1rem;margin:1rem 0;
print-color-adjust:exact;-webkit-print-color-adjust:exact}}
.note.gap{{border-color:{PLUM};background:{GAP_FILL}}}
.note h3,.note h4{{margin-top:.4rem}}
.ticks,.key{{list-style:none;padding:0}}
.ticks>li{{position:relative;padding-left:1.8rem}}
.ticks>li::before{{content:"";position:absolute;left:.1rem;top:.22em}}
.ticks>li::before,.tick{{display:inline-block;width:1rem;height:1rem;border:1.5px solid {TEXT}}}
.tick.large{{width:1.3rem;height:1.3rem}}
.large,.large-item,.large-lead{{font-size:1.2rem}}
.large-lead{{font-size:1.3rem}}
.large-phase{{color:{NAVY}}}
.key{{display:flex;flex-wrap:wrap;gap:.3rem 2rem;font-size:.92rem}}
.mark{{display:inline-flex;align-items:center;gap:.25rem;vertical-align:-.15em;font-weight:400;
color:{SECONDARY};margin-right:.3rem;white-space:nowrap}}
.mark svg{{width:1.15em;height:1.15em}}
.tag{{display:inline-block;border:1.5px solid {TEXT};padding:0 .5rem;font-weight:700;
font-size:.92em;white-space:nowrap}}
.tag.keep{{background:{NAVY};border-color:{NAVY};color:{WHITE};print-color-adjust:exact;
-webkit-print-color-adjust:exact}}
.tag.bridge{{border-color:{NAVY};color:{NAVY}}}
.tag.let{{border-style:dashed}}
table{{border-collapse:collapse;width:100%;margin:.8rem 0 1.2rem;font-size:.95rem;line-height:1.3;
overflow-wrap:break-word}}
caption{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
th,td{{text-align:left;vertical-align:top;padding:.35rem .7rem .35rem 0;font-weight:400}}
th:last-child,td:last-child{{padding-right:0}}
thead th,thead td{{font-weight:600;vertical-align:bottom;border-bottom:2px solid {NAVY}}}
tbody th,tbody td{{border-bottom:1px solid {RULE}}}
.figures{{text-align:right;font-variant-numeric:tabular-nums}}
.group th{{background:{NOTE_FILL};font-weight:600;padding-left:.4rem}}
.total th,.total td{{font-weight:600;border-top:1.5px solid {TEXT};
border-bottom:1.5px solid {TEXT}}}
.plain th,.plain td{{border:0}}
figure{{margin:1.4rem 0}}
figcaption p{{margin:0}}
.chart-title{{font-weight:700;font-size:1.12rem}}
.chart-subtitle{{color:{SECONDARY};font-size:.95rem}}
.drawing{{overflow-x:auto;margin:.5rem 0}}
.drawing svg{{display:block;width:100%;min-width:30rem;max-width:46rem;height:auto;
font-family:{FONTS}}}
.drawing.narrow svg{{min-width:0;max-width:27rem}}
summary{{cursor:pointer;color:{NAVY};font-size:.95rem;padding:.2rem 0}}
nav{{margin:1rem 0 2rem}}
nav ol{{list-style:none;padding:0;margin:0}}
nav ol ol{{padding-left:1.4rem}}
nav li{{margin:0}}
nav .entries a{{display:block;padding:.3rem 0;border-bottom:1px solid {RULE}}}
nav .entries>li>a{{font-weight:600}}
@media (max-width:40rem){{
header,main,footer{{padding:0 .9rem}}
h1,.band h1{{font-size:1.75rem}}
h2{{font-size:1.5rem}}
.band{{padding:1.25rem 1rem}}
.lines div{{grid-template-columns:1fr}}
table,tbody,tr,tbody th,tbody td{{display:block;width:auto}}
thead{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
tbody tr{{padding:.5rem 0;border-bottom:1px solid {RULE}}}
tbody th,tbody td,.cell-right,.cell-strong-right{{border:0;padding:.1rem 0;text-align:left}}
tbody tr:not(.group)>th{{font-weight:600}}
td:empty{{display:none}}
td[data-label]::before{{content:attr(data-label) ": ";color:{SECONDARY}}}
.total th,.total td{{border:0}}
}}
@media print{{
@page{{size:A4;margin:21mm 20mm 20mm}}
html{{font-size:10.5pt;line-height:1.35}}
header,main,footer{{max-width:none;padding:0}}
header .marking,footer,.skip,summary{{display:none}}
a{{color:inherit;text-decoration:none}}
h1{{font-size:24pt}}h2{{font-size:20pt}}h3{{font-size:13.5pt}}h4{{font-size:11pt}}
.part .part>h3{{font-size:17pt}}
.part{{margin-top:14pt}}
.part.new-page,.break{{break-before:page}}
h1,h2,h3,h4,h5,.eyebrow,.chart-title,figcaption{{break-after:avoid}}
.part>.eyebrow:first-child::before{{break-after:avoid}}
thead{{display:table-header-group}}
tr,figure,.note,.banner,.key-figures,li{{break-inside:avoid}}
table{{font-size:9.5pt}}
.drawing{{overflow:visible}}
.drawing svg{{min-width:0;max-width:none}}
.sides{{grid-template-columns:1fr 1fr}}
.cover{{margin-top:0}}
h1+.new-page{{break-before:auto}}
.key-figures b{{font-size:19pt}}
}}
"""


def margin_boxes(document: Document, stale: str) -> str:
    """Return what stands around each printed page: marking, title, revision, dates, page number."""
    title = f"{document.header} · Redacted edition" if document.redacted else document.header
    changed = f" · {stale}" if document.stale else ""
    small = f"font:8.5pt {FONTS};color:{TEXT}"
    boxes = {
        "top-left": (quoted(document.marking + changed), f"{small};font-weight:700"),
        "top-right": (quoted(title), small),
        "bottom-left": (quoted(document.footer), small),
        "bottom-center": (quoted(document.expires), small),
        "bottom-right": ('"Page " counter(page) " of " counter(pages)', small),
    }
    inner = "".join(f"@{box}{{content:{words};{look}}}\n" for box, (words, look) in boxes.items())
    return f"@page{{\n{inner}}}\n"


def quoted(words: str) -> str:
    """Return words as a string of CSS in which nothing can end the string or the style."""
    kept = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter == " ") else _code(letter)
        for letter in clean(words)
    )
    return f'"{kept}"'


def _code(letter: str) -> str:
    return f"\\{ord(letter):06x}"
