"""Templates by name and their variables → text: the packaged ones, or the site's own in their stead."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import minijinja

from parccli.errors import ParcError
from parccli.i18n import gettext as _
from parccli.render.sanitising import well_formed

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGED: Final = Path(__file__).parent.parent / "templates"
_NAME: Final = re.compile(r"[a-z][a-z-]*\.(?:html|css)")
_CAUSE: Final = re.compile(r"^caused by: (?:[^:\n]+: )?(.+) \(in (\S+):(\d+)\)$", re.MULTILINE)
_stripped: Final = methodcaller("strip", " \t\r\n")


class Templates:
    """The templates of one export; `own` are the site's, by file name."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self.own = own
        self.environment = minijinja.Environment(
            loader=self._load,
            auto_escape_callback=lambda name: "html" if name.endswith(".html") else None,
            finalizer=_escaped,
            # A misspelled variable is an error with its line, not a hole in the page.
            undefined_behavior="strict",
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def render(self, name: str, variables: Mapping[str, Any]) -> str:
        """Fill in a template; lines lose their indentation, empty ones vanish. Raises ParcError with file and line."""
        try:
            text = self.environment.render_template(name, **variables)
        except minijinja.TemplateError as error:
            raise _refusal(name, error) from error
        lines = [line for line in map(_stripped, text.split("\n")) if line]
        return "\n".join([*lines, ""])

    def _load(self, name: str) -> str | None:
        if name in self.own:
            return self.own[name]
        packaged = PACKAGED / name
        return packaged.read_text("utf-8") if _NAME.fullmatch(name) and packaged.is_file() else None


def _refusal(name: str, error: minijinja.TemplateError) -> ParcError:
    reason, faulty, line = error.detail or error.kind, error.name or name, error.line
    # The fault of a part is told in the long message alone, after that of the whole.
    for cause in _CAUSE.finditer(str(error)):
        reason, faulty, line = cause[1], cause[2], int(cause[3])
    return ParcError(
        _("this template cannot be filled in: {reason}").format(reason=reason),
        hint=_("The variables of a template are listed at the top of the one that comes with parccli."),
        path=f"templates/{faulty}",
        line=line,
    )


def _escaped(value: object) -> object:
    """Escape what is no markup, and drop what HTML cannot hold.

    The engine's own escaping would write each `/` of an address as a reference, too.
    """
    return value if hasattr(value, "__html__") else _escaped_text(str(value))


# The prefix, the dates and most other texts stand in a template many times, and in the others of the same post.
@lru_cache(maxsize=512)
def _escaped_text(text: str) -> str:
    return markup(escape(well_formed(text)).replace("&#x27;", "&#039;"))


def markup(html: str) -> str:
    """Mark `html` as finished: a template prints it as it is."""
    return minijinja.safe(html)
