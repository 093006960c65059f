"""What the columns of contract lists are called, and which of our fields each name means.

The phrases are those of the Local Government Transparency Code, the LGA's contracts schema,
Contracts Finder, Find a Tender, 360Giving and common contract registers, in plain lower-case words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz


@dataclass(frozen=True, slots=True, eq=False)
class ListField:
    """One thing a list can say of what it lists; a vocabulary is a tuple of them.

    `holds` says what its cells must be: text, money, date, yes or no, or length. `phrases` are the
    names of its column, the surest first.
    """

    name: str
    label: str
    holds: str
    phrases: tuple[str, ...]


def field(name: str, label: str, holds: str, phrases: str) -> ListField:
    """Return a field whose phrases are parted by upright bars."""
    return ListField(name, label, holds, tuple(part.strip() for part in phrases.split("|")))


LIST_FIELDS: tuple[ListField, ...] = (
    field("reference", "Reference", "text", "contract reference|reference number|contract id|"
           "reference|contract ref|contract number|contract no|ref no|unique identifier|"
           "unique reference|notice identifier|notice id|agreement number|register number|"
           "identifier|tender reference|grant identifier|award reference|ref|id|purchase order|"
           "unique id|grant id|grant reference"),
    field("title", "Title", "text", "contract title|title of agreement|title|contract name|"
           "agreement title|name of contract|title of contract|contract|project title|award title|"
           "agreement name|tender title|project name|agreement|grant title"),
    field("description", "Description", "text", "contract description|description of goods and "
           "services|description|goods services works description|summary|details of contract|"
           "description of the goods and or services|purpose|contract details|scope|"
           "purpose of contract|grant purpose|purpose of grant"),
    field("department", "Department", "text", "department|directorate|local authority department|"
           "department responsible|service department|contract owner|owner|responsible officer "
           "role|division|business unit|team|business area|organisational unit|"
           "department responsible for the contract|head of service"),
    field("service", "Service", "text", "service|service area|service name|contract category|"
           "category|procurement category|proclass|proclass description|service category|"
           "type of service|spend category|category description|commodity|market sector|"
           "proclass level 1|proclass level 2|service type|service provided|cpv description"),
    field("cpv", "CPV codes", "text", "cpv codes|cpv code|cpv|common procurement vocabulary|"
           "cpv classification"),
    field("supplier", "Supplier", "text", "supplier name|supplier|name of supplier|"
           "contractor|contractor name|provider|provider name|vendor|vendor name|awarded supplier|"
           "awarded to|company name|organisation awarded|recipient org name|recipient|"
           "supplier name and details|winning supplier|name of contractor|suppliers|company|"
           "beneficiary|supplier details|supplier name and address|"
           "name of provider|grant recipient|successful supplier"),
    field("supplier_number", "Supplier's own number", "text", "supplier number|supplier id|"
           "vendor number|vendor id|creditor number|supplier code|supplier ref|vat number|"
           "supplier reference|supplier no|vat registration number"),
    field("company_number", "Company number", "text", "company number|companies house number|"
           "company registration number|companies house|registered company number|company reg no|"
           "registration number|company no|crn|recipient org company number|"
           "companies house registration number|company house number|"
           "company registration|supplier company number|co reg number"),
    field("charity_number", "Charity number", "text", "charity number|registered charity number|"
           "charity registration number|recipient org charity number|charity no|"
           "charity commission number|company or charity number|"
           "company charity number|registered charity"),
    field("annual_value", "Value in a year", "money", "annual value|annual contract value|"
           "estimated annual spend|annual spend|annual amount|value per annum|yearly value|"
           "annual estimate|contract value per annum|contract value pa|average annual value|"
           "estimated annual value|per year|annual cost|annual budget|value pa|cost per annum|"
           "annual"),
    field("total_value", "Value of the award", "money", "total contract value|contract value|"
           "total value|value of contract|awarded value|total value of contract|award value|"
           "lifetime value|contract sum|whole life value|amount awarded|value|total amount|"
           "contract total|estimated total value|total contract amount|amount|contract amount|"
           "total contract sum|estimated contract value|contract lifetime value|grant amount|"
           "contract total value|total award value|sum to be paid|total cost|whole contract value"),
    field("start", "Start", "date", "contract start date|start date|start|commencement date|"
           "date of commencement|contract start|commencement|from|effective date|"
           "planned dates start date|start date of contract|contract commencement date|"
           "contract from|date started|date from|agreement start date"),
    field("end", "End", "date", "contract end date|end date|end|expiry date|contract end|"
           "completion date|contract expiry date|expiry|termination date|finish date|to|"
           "planned dates end date|end date of contract|current end date|contract to|"
           "date of expiry|expires|contract expiry|date to|agreement end date|initial end date"),
    field("extension_to", "Can extend to", "date or length", "extended end date|extension to|"
           "extension end date|latest end date|maximum end date|end date with extension|"
           "max extension date|end date including extensions|option to extend|extension period|"
           "extension options|possible extension|extended to|extends to|extended until|extension|"
           "extension date|extendable to|"
           "contract extension|maximum extension|extensions available|end date inc extension|"
           "option to extend to|max extent date"),
    field("notice_days", "Notice from the council", "length of notice", "notice period|"
           "termination notice|notice to terminate|contract notice period|notice required|notice|"
           "notice days|notice months|council notice"),
    field("review_date", "Review date", "date", "review date|contract review date|date of review|"
           "next review date|review|renewal date|date for review"),
    field("kind", "Kind of agreement", "text", "contract type|agreement type|type of agreement|"
           "type of contract|kind|contract or grant|grant or contract|type|funding type"),
    field("regime", "Procurement rules", "text", "procurement regime|regime|regulations|"
           "procurement rules|legal basis|legislation|applicable regulations"),
    field("light_touch", "Light touch", "yes or no", "light touch|light touch regime|"
           "is light touch"),
    field("sme", "Small or medium-sized", "yes or no", "sme|is sme|small and medium enterprise|"
           "supplier sme|awarded to sme|small or medium enterprise|sme status|supplier is sme|"
           "small medium enterprise|sme supplier|sme y n"),
    field("vcse", "Voluntary or community", "yes or no", "vcse|vco|vcs|is vcse|is vco|"
           "voluntary community social enterprise|voluntary or community sector|"
           "voluntary sector|awarded to vcse|vcse supplier|is vcs|third sector|"
           "voluntary or community sector organisation|charity|voluntary organisation"),
    field("status", "Status", "text", "status|notice status|contract status|state|"
           "award status|agreement status"),
)  # fmt: skip
BY_NAME = {found.name: found for found in LIST_FIELDS}

_UNITS = re.compile(r"\((?:£|gbp|ex\.? ?vat|inc\.? ?vat|exc\.? ?vat|dd.?mm.?yy(?:yy)?|y.?n)\)|[£]")
_PERSONAL = re.compile(
    r"contact|email|e mail|telephone|phone|^address|address$|postcode|website|"
    r"suitable|url|logo|bid|response"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SPELLINGS = {
    "organization": "organisation", "commencing": "commencement", "ends": "end",
    "starts": "start", "dates": "date", "references": "reference", "num": "number",
    "values": "value", "no": "number", "ref": "reference", "dept": "department",
    "org": "organisation", "p": "per", "a": "annum", "pa": "annum", "desc": "description",
    "est": "estimated", "avg": "average", "vendors": "vendor", "yr": "year",
}  # fmt: skip
_ONLY_ALONE = frozenset(
    (
        "contract",
        "company",
        "service",
        "from",
        "to",
        "id",
        "team",
        "type",
        "owner",
        "annual",
        "notice",
    )
)
_FILLERS = frozenset(("the", "of", "for", "and", "or", "in", "s", "is"))


@lru_cache(maxsize=4096)
def plain_words(heading: str) -> str:
    """Return a heading as words: "Contract_StartDate (£)" gives "contract start date"."""
    text = _UNITS.sub(" ", _CAMEL.sub(" ", heading).casefold())
    words = re.findall(r"[a-z0-9]+", text)
    return " ".join(_SPELLINGS.get(word, word) for word in words if word not in _FILLERS)


@lru_cache(maxsize=8192)
def name_score(field: ListField, heading: str) -> tuple[float, str]:
    """Return how surely a heading names a field, from 0 to 1, and the phrase it is like."""
    words = plain_words(heading)
    if not words or _PERSONAL.search(words):
        return 0.0, ""
    best, likeness = 0.0, ""
    for place, phrase in enumerate(field.phrases):
        plain = plain_words(phrase)
        score = _likeness(words, plain) - 0.002 * place
        if score > best:
            best, likeness = score, phrase
    return best, likeness


def _likeness(words: str, phrase: str) -> float:
    if words == phrase:
        return 1.0
    have, want = set(words.split()), set(phrase.split())
    if len(want) >= 2 and want <= have:
        return 0.9 - 0.03 * min(len(have - want), 8)
    if len(want) == 1 and want <= have and len(have) <= 3 and phrase not in _ONLY_ALONE:
        return 0.66 - 0.05 * len(have - want)
    if len(phrase) > 5:
        ratio = fuzz.ratio(words, phrase, score_cutoff=88)
        return 0.85 * ratio / 100 if ratio else 0.0
    return 0.0


def heading_likeness(text: str) -> float:
    """Return how much a cell looks like the heading of any known column, from 0 to 1."""
    if not text or len(text) > 80:
        return 0.0
    return max(name_score(found, text)[0] for found in LIST_FIELDS)
