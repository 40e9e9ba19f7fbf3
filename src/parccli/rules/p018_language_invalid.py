"""The language is not a language code.

Browsers and screen readers choose their pronunciation by it. Write a BCP 47 code.

    lang: français      →      lang: fr

Fix: none.
"""

from parccli.findings import Severity
from parccli.rules.rule import PostRule, reported

RULE = PostRule("P018", "language_invalid", Severity.ERROR, reported, page=__doc__)
