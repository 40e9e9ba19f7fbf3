"""The status is not known, so the post is not public.

A status is draft, published or archived (brouillon, publié, archivé). Anything else is treated as a draft:
better a piece of news that is missing for an hour than one that was not ready.

    status: publihsed      →      status: published

Fix: none.
"""

from parccli.findings import Severity
from parccli.rules.rule import PostRule, reported

RULE = PostRule("P015", "status_unknown", Severity.ERROR, reported, page=__doc__)
