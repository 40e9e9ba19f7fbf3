"""French typography on plain text: `corrections` says what is wrong in paragraphs, `polish` mends what is safe.

The same rules serve `validate`, which shows corrections at their place, and the export, which makes the safe ones.
"""

from parccli.french.typography.correction import NARROW, NBSP, OPAQUE, PARAGRAPH, Correction, Profile
from parccli.french.typography.polishing import CODES, corrections, polish, polish_paragraphs, polish_runs

__all__ = [
    "CODES",
    "NARROW",
    "NBSP",
    "OPAQUE",
    "PARAGRAPH",
    "Correction",
    "Profile",
    "corrections",
    "polish",
    "polish_paragraphs",
    "polish_runs",
]
