"""The file cannot be read as a post.

A post is UTF-8 text that starts with its front matter: a line `---`, lines of the form `key: value`, and
another line `---`. When one of these is missing, or a line is not YAML, nobody can tell whether the post
should be public, so `export` stops.

The most common case is a title with a colon followed by a space. Put it between double quotes:

    title: "L’eau : les raisons d’un chantier"

Fix: none, the remedy is in the message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parccli.findings import Finding, Severity
from parccli.frontmatter import FrontMatterError
from parccli.rules.rule import PostRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.config import Config
    from parccli.post import PostFile


def check(rule: Rule, file: PostFile, _config: Config) -> Iterable[Finding]:
    """Report why the file could not be read."""
    error = file.error
    if error is None:
        return
    message = f"{error.message}. {error.hint}" if error.hint else error.message
    if isinstance(error, FrontMatterError):
        yield rule.finding(file, (error.start, error.end), message)
        return
    line, column = error.line or 1, error.column or 1
    yield Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        path=file.path,
        line=line,
        column=column,
        end_line=line,
        end_column=column,
        message=message,
    )


RULE = PostRule("P001", "front_matter_unreadable", Severity.ERROR, check, page=__doc__)
