"""Names of the main branches of the Common Procurement Vocabulary (2008), to sort contracts by.

Divisions (two figures) everywhere, and finer branches where councils buy services for people. The
longest branch that a code begins with gives the name.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NAMES = """
03 Farm, forest and fishing products
09 Fuel and energy
091 Fuels
0931 Electricity
14 Mining and minerals
15 Food and drink
16 Farm machinery
18 Clothing
19 Textiles and plastics
22 Printed matter
24 Chemicals
30 Office and computer equipment
31 Electrical equipment and lighting
32 Radio, television and telephone equipment
33 Medical equipment and medicines
34 Vehicles and transport equipment
35 Security, fire and police equipment
37 Sports goods, games and instruments
38 Laboratory and optical equipment
39 Furniture and furnishings
41 Water
42 Industrial machinery
43 Construction machinery
44 Construction materials
45 Building and construction work
4523 Roads, railways and pipelines
48 Software
50 Repair and maintenance
51 Installation
55 Hotel, catering and retail services
5552 Meals delivered and catering
60 Passenger and goods transport
6013 Passenger transport for schools and others
63 Travel and transport support
64 Post and telephone services
65 Public utilities
66 Insurance and financial services
665 Insurance and pensions
70 Property services
71 Architecture, engineering and surveying
72 Information technology services
73 Research and development
75 Public administration services
76 Oil and gas services
77 Parks, gardens, farm and forest services
773 Parks and gardens upkeep
79 Business services
791 Legal services
792 Accounting and audit
796 Recruitment and agency staff
797 Security services
80 Education and training
85 Health and social care
851 Health services
8531 Social care
85311 Care with accommodation
85312 Care without accommodation
90 Refuse, sewage, cleaning and environment
904 Sewage
905 Refuse and recycling
906 Street cleaning and sanitation
907 Environmental services
909 Cleaning
92 Leisure, culture and sport
926 Sport and leisure facilities
98 Other community and personal services
"""
_BRANCHES: dict[str, str] = {
    code: name for code, _, name in (line.partition(" ") for line in _NAMES.strip().splitlines())
}
_CODE = re.compile(r"\b(\d{8})(?:-\d)?\b")


@lru_cache(maxsize=4096)
def branch_of(codes: str) -> str | None:
    """Return the name of the branch the first CPV code in a text belongs to, or None."""
    found = _CODE.search(codes)
    if found is None:
        return None
    for length in range(5, 1, -1):
        if name := _BRANCHES.get(found[1][:length]):
            return name
    return None
