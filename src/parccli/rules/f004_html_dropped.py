"""Some of the HTML will not be published.

Feeds and fragments hold text, links, tables and pictures: nothing that acts or looks by itself. `export` leaves out
scripts and styles with all they hold, forms, plug-ins, `on…` and `style` attributes; of other unknown elements it
keeps the text. A frame becomes a link.

    <script src="https://widget.example.org/w.js"></script>

Fix: none. Say in words, or with a link, what it would have shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parccli.findings import Finding, Severity
from parccli.i18n import gettext as _
from parccli.render.sanitising import BLOCKS, EMBEDS, INLINE, SECTIONS
from parccli.rules.prose import span_of
from parccli.rules.rule import PostRule, Rule
from parccli.rules.tags import OBSOLETE, tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


_ALLOWED: Final = INLINE | BLOCKS | SECTIONS | OBSOLETE
_SILENT: Final = frozenset({"script", "style"})


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report tags, and attributes that act or style, which the sanitiser takes out."""
    for tag in tags_of(file):
        if tag.closes:
            continue
        span = span_of(file, tag.start, tag.end)
        if tag.name in EMBEDS:
            message = _("a frame is published as a link to what it shows")
            yield rule.finding(file, span, message, severity=Severity.INFO)
        elif tag.name not in _ALLOWED:
            template = (
                _("<{name}> is not published")
                if tag.name not in _SILENT
                else _("<{name}> is not published, nor what it holds")
            )
            yield rule.finding(file, span, template.format(name=tag.name))
        elif dropped := [name for name in tag.attributes if _is_dropped(name, tag.name)]:
            message = _("attributes that are not published: {names}").format(names=", ".join(dropped))
            yield rule.finding(file, span, message, severity=Severity.INFO)


def _is_dropped(attribute: str, element: str) -> bool:
    return attribute.startswith("on") or (attribute == "style" and element not in {"td", "th"})


RULE = PostRule("F004", "html_dropped", Severity.WARNING, check, page=__doc__)
