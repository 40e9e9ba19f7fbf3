"""Two names of the same key hold different values.

`statut` and `status`, or `draft` and `statut`, are one key under two names. When they disagree, nobody can
tell which one is meant.

    statut: publié
    draft: true

Fix: none. Keep one of the two lines.
"""

from parccli.findings import Severity
from parccli.rules.rule import PostRule, reported

RULE = PostRule("P003", "keys_disagree", Severity.ERROR, reported, page=__doc__)
