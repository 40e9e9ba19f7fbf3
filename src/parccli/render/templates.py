"""Templates by name and their variables → text: the packaged ones, or the site's own in their stead."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import minijinja

from parccli.render.faults import refusal
from parccli.render.sanitising import well_formed

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGED: Final = Path(__file__).parent.parent / "templates"
_NAME: Final = re.compile(r"[a-z][a-z-]*\.(?:html|css)")
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
        except Exception as error:
            if not self.own and not isinstance(error, minijinja.TemplateError):
                raise
            raise refusal(name, error, self.own) from error
        lines = [line for line in map(_stripped, text.split("\n")) if line]
        return "\n".join([*lines, ""])

    def _load(self, name: str) -> str | None:
        if name in self.own:
            return self.own[name]
        packaged = PACKAGED / name
        return packaged.read_text("utf-8") if _NAME.fullmatch(name) and packaged.is_file() else None


def _escaped(value: object) -> object:
    """Escape what is no markup, and drop what HTML cannot hold.

    The engine's own escaping would write each `/` of an address as a reference, too.
    """
    # Most are plain texts, and to ask one for what it lacks takes as long as all the rest.
    if type(value) is str:
        return _escaped_text(value)
    return value if hasattr(value, "__html__") else _escaped_text(str(value))


# The prefix, the dates and most other texts stand in a template many times, and in the others of the same post.
@lru_cache(maxsize=512)
def _escaped_text(text: str) -> str:
    return markup(escape(well_formed(text)).replace("&#x27;", "&#039;"))


def markup(html: str) -> str:
    """Mark `html` as finished: a template prints it as it is."""
    return minijinja.safe(html)
