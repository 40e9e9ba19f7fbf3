"""What checks may know besides the posts: the site's files, its last export, what the addresses outside answer."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from parccli.cli.answering import MOST, Ask, answers
from parccli.cli.invocation import Invocation
from parccli.folder.comparing import made_in
from parccli.folder.files import facts
from parccli.folder.published import last_shown
from parccli.folder.site import SiteFolder
from parccli.i18n import ngettext
from parccli.post import PostFile
from parccli.rules import Site, survey
from parccli.rules.places import outside
from parccli.rules.rule import LastExport

_ARTICLES = "fragments/articles"


def gathered(call: Invocation, site: SiteFolder, files: Iterable[PostFile]) -> Site:
    """Everything about the site at this moment that needs no network."""
    return survey(files, site.config, call.now(), look_up=facts(site.root), last=last_export(site))


def last_export(site: SiteFolder) -> LastExport:
    """Which posts the output folder holds, by its manifest; none where there is none."""
    by_path: dict[str, str] = {}
    by_slug: dict[str, str] = {}
    made = made_in(site.output).files
    for name, entry in made.items():
        if entry.id and entry.source:
            by_path[entry.source] = entry.id
        folder, _slash, file_name = name.rpartition("/")
        if entry.id and folder == _ARTICLES:
            by_slug[file_name.partition(".")[0]] = entry.id
    shown = last_shown(site, ((name, entry.id) for name, entry in made.items() if entry.id))
    return LastExport(by_path=by_path, by_slug=by_slug, shown=shown)


def with_answers(call: Invocation, known: Site, files: Sequence[PostFile], ask: Ask) -> Site:
    """Add what the addresses in `files` answer; those beyond the first 200 are counted on standard error."""
    addresses = outside(files)
    beyond = len(addresses) - MOST
    if beyond > 0:
        message = ngettext(
            "{count} address was not asked: one run asks {most} at most",
            "{count} addresses were not asked: one run asks {most} at most",
            beyond,
        )
        call.console.warn(message.format(count=beyond, most=MOST))
    return replace(known, answers=answers(addresses, ask))


def folder_in_repository(call: Invocation, site: SiteFolder) -> str:
    """The site folder from the top of the repository, with `/` at its end; empty if it is the top, or outside.

    The top is what GitHub says, else where the person stands.
    """
    top = Path(os.path.realpath(call.environ.get("GITHUB_WORKSPACE") or call.cwd))
    inside = site.root != top and site.root.is_relative_to(top)
    return f"{site.root.relative_to(top).as_posix()}/" if inside else ""
