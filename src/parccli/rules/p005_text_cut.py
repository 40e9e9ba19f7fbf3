"""A text ends earlier than it seems to.

In YAML a space followed by `#` starts a comment, so the rest of the line is not part of the value. Put the
whole text between double quotes.

    title: Le parc # 1      →      title: "Le parc # 1"

Fix: none, since a real comment looks the same.
"""

from parccli.findings import Severity
from parccli.rules.rule import PostRule, reported

RULE = PostRule("P005", "text_cut", Severity.WARNING, reported, page=__doc__)
