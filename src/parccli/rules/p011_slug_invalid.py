"""The slug is not one.

A slug is the name of the post in addresses and in file names: small letters without accents, digits and
hyphens. Anything else could leave the folder or break a link.

    slug: Été 2025      →      slug: ete-2025

Fix: none, since changing an address that was published breaks links: use `parccli rename`.
"""

from parccli.findings import Severity
from parccli.rules.rule import PostRule, reported

RULE = PostRule("P011", "slug_invalid", Severity.ERROR, reported, page=__doc__)
