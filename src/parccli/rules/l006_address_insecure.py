"""An address begins with http where https would do.

What travels by http can be read and changed on its way, and a browser shows no picture from http on a page of https.
Nearly every site answers to https today. Links to the site itself, and pictures, are warnings; other links are
remarks.

    [le plan](http://www.example.org/plan)      →      [le plan](https://www.example.org/plan)

Fix: unsafe, it writes https: see whether the other site answers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from parccli.findings import Finding, Fix, Safety, Severity
from parccli.i18n import gettext as _
from parccli.rules.references import Image, address_span, references_of
from parccli.rules.rule import PostRule, Rule
from parccli.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, config: Config) -> Iterable[Finding]:
    """Report links and images of http, but to machines that have no name of the public web."""
    own = urlsplit(config.url).hostname
    for item in references_of(file):
        host = _host(item.address)
        if host is None:
            continue
        serious = host == own or isinstance(item, Image)
        message = _("write https: {host} is asked over a line that anyone can read").format(host=host)
        span = address_span(file, item)
        severity = Severity.WARNING if serious else Severity.INFO
        yield rule.finding(file, span, message, severity=severity, fix=_fix(file, span))


def _host(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    public = "." in host and re.search(r"\.[a-z][a-z0-9-]+$", host) and not host.endswith((".local", ".localhost"))
    return host if parts.scheme == "http" and public and parts.port in {None, 80} else None


def _fix(file: PostFile, span: tuple[int, int]) -> Fix | None:
    start, _end = span
    if file.source is None or not file.source.text.startswith("http://", start):
        return None
    edit = Edit(start=start, end=start + len("http"), text="https")
    return Fix(safety=Safety.UNSAFE, title=_("write https"), edits=(edit,))


RULE = PostRule("L006", "address_insecure", Severity.INFO, check, page=__doc__)
