"""How deeply HTML nests: told before a parser builds it, since parsers take a time that grows with the square of it.

A sanitiser has to know which of the open elements a tag closes; ten thousand `<div>`, or as many `<b>` that a paragraph
never closes and the next one opens again, keep it busy for minutes.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

DEEPEST: Final = 100
"""Elements within each other; browsers, feed readers and mail programs each have a limit of their own."""
_MOST_OPEN: Final = 10 * DEEPEST
"""Elements that tags have opened and others did not close: more than a slovenly page leaves open, and soon parsed."""
_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)", re.IGNORECASE)
# These hold nothing, or the next of their kind ends them.
_SHORT: Final = re.compile(
    "a|area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|nobr|optgroup|option|p|param|rb|rp|rt|source|tbody|td"
    "|tfoot|th|thead|tr|track|wbr"
)
# HTML 13.2.6.5: in a drawing or a formula a tag may close itself, until one of these, which are of neither, ends both.
_FOREIGN: Final = ("math", "svg")
_OF_HTML: Final = re.compile(
    "b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|embed|h[1-6]|head|hr|i|img|li|listing|menu|meta|nobr|ol|p|pre"
    "|ruby|s|small|span|strong|strike|sub|sup|table|tt|u|ul|var"
)
# HTML 13.2.4.3: what ends the element around these does not end them; three at most are alike.
_FORMATTING: Final = ("b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u")
_ALIKE: Final = 3


def require_shallow(html: str) -> None:
    """Raise a ParcError for a fragment that leaves more elements open than a parser should be given."""
    # One look at what nearly all are.
    if html.count("<") > _MOST_OPEN and _leaves_open(html):
        raise too_deep()


def too_deep() -> ParcError:
    """What is said of such a text."""
    return ParcError(
        _("the text nests lists, quotations or HTML elements too deeply"),
        hint=_("Remove levels, for example the “>” or “<div>” that a pasted text brought in."),
    )


def _leaves_open(html: str) -> bool:
    blocks, marks = _Open(), {name: _Open(_ALIKE) for name in _FORMATTING}
    marked = 0
    for end, written, attributes in _TAG.findall(html):
        name = written.lower()
        if blocks.holds(_FOREIGN):
            if _OF_HTML.fullmatch(name):
                blocks.close_all(_FOREIGN)
            elif attributes.endswith("/"):
                continue
        if _SHORT.fullmatch(name):
            continue
        if name not in marks:
            blocks.close(name) if end else blocks.open(name)
        elif end:
            marked -= marks[name].close_last()
        else:
            marked += marks[name].open(attributes)
        if len(blocks.names) + marked > _MOST_OPEN:
            return True
    return False


class _Open:
    """Elements that are open, by name or by what tells them apart; no more than `most` of a kind."""

    def __init__(self, most: int = _MOST_OPEN + 1) -> None:
        self.names: list[str] = []
        self._most = most
        self._counts: Counter[str] = Counter()

    def open(self, name: str) -> int:
        """Add one; return how many there are more."""
        if self._counts[name] == self._most:
            return 0
        self.names.append(name)
        self._counts[name] += 1
        return 1

    def close_last(self) -> int:
        """Take the last one; return how many there are fewer."""
        if not self.names:
            return 0
        self._counts[self.names.pop()] -= 1
        return 1

    def holds(self, names: Iterable[str]) -> bool:
        """Whether one of these names is open."""
        return any(self._counts[name] for name in names)

    def close_all(self, names: Iterable[str]) -> None:
        """Take all of these names, and what is within them."""
        for name in names:
            while self._counts[name]:
                self.close(name)

    def close(self, name: str) -> None:
        """Take the last one of that name, and those within it; nothing where there is none."""
        if self._counts[name]:
            while self.names[-1] != name:
                self.close_last()
            self.close_last()
