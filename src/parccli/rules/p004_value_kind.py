"""A value is not of the kind that its key wants.

A title is one text, categories are a list, a source is a mapping. A list where one text is expected cannot
be read, and neither can a mapping where a list is expected.

    title: [Portes, ouvertes]      →      title: Portes ouvertes

Fix: none.
"""

from parccli.findings import Severity
from parccli.rules.rule import PostRule, reported

RULE = PostRule("P004", "value_kind", Severity.ERROR, reported, page=__doc__)
