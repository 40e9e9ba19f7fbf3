"""A date cannot be read, or does not exist.

Dates are written `2021-02-26`, `2021-02-26T09:00`, `26/02/2021` or `26 février 2021`. A month first
(`02/26/2021`) is refused and never guessed: half of such dates would be wrong in silence. The 30th of
February does not exist. A post whose date cannot be read stops `export`.

    date: 2021-02-30      →      date: 2021-02-28

Fix: none.
"""

from parccli.findings import Severity
from parccli.rules.rule import PostRule, reported

RULE = PostRule("P008", "date_unreadable", Severity.ERROR, reported, page=__doc__)
