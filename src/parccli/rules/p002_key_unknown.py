"""A key of the front matter is not known.

The key is kept as it is, but nothing reads it: a mistyped `tilte` leaves the post without a title. Keys are
read in English and in French, whatever their case, accents, spaces, `_` and `-`; the message names the
nearest known one.

    tilte: Portes ouvertes      →      title: Portes ouvertes

Fix: none, since only its author knows what was meant.
"""

from parccli.findings import Severity
from parccli.rules.rule import PostRule, reported

RULE = PostRule("P002", "key_unknown", Severity.WARNING, reported, page=__doc__)
