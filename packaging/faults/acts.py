"""Every kind of work that is harmed, by name."""

from __future__ import annotations

from faults.acts_edited import EDITED
from faults.acts_in_and_out import IN_AND_OUT
from faults.acts_kept import KEPT

ACTS = {act.name: act for act in (*EDITED, *IN_AND_OUT, *KEPT)}
