"""`validate`: what is wrong with the posts, where, and what to do about it; or the page of one check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from parccli.cli.invocation import Invocation, invocation
from parccli.errors import UsageError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from parccli.findings import Finding
    from parccli.folder.site import SiteFolder
    from parccli.post import PostFile
    from parccli.rules import Rule


def run(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar=_("PATH"), help=_("Posts (slug, id or path), or folders of posts; all posts if absent")),
    ] = None,
    *,
    select: Annotated[
        list[str] | None, typer.Option(metavar=_("CODE,…"), help=_("Only these checks: P012, or P for all of a kind"))
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar=_("CODE,…"), help=_("All checks but these"))] = None,
    links: Annotated[
        bool, typer.Option("--links", help=_("Ask the addresses outside the site too, over the network"))
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help=_("Make the safe fixes, which change texts and ids only"))] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help=_("Make the other fixes too: read what they changed"))
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help=_("Show what --fix would change, and write nothing"))] = False,
    strict: Annotated[bool, typer.Option("--strict", help=_("Answer no (exit 1) to warnings too"))] = False,
    explain: Annotated[str | None, typer.Option(metavar=_("CODE"), help=_("Show what a check is about"))] = None,
    output_format: Annotated[
        Literal["text", "json", "github", "sarif"], typer.Option("--format", help=_("Form of the result"))
    ] = "text",
) -> None:
    """Check posts; the answer is no (exit 1) when there is an error."""
    from parccli.cli.answering import ask_web
    from parccli.cli.checks import available, codes_of, page, rule_named, summary
    from parccli.cli.gathering import with_answers
    from parccli.cli.mending import diff_text, fixes_left, fixes_made, known_of, mend
    from parccli.cli.site import opened, surveyed
    from parccli.findings import Severity
    from parccli.rules import check_posts

    call = invocation(context)
    rules = available(call.console)
    if explain:
        call.console.result(page(rule_named(explain, rules), call.console.width))
        return
    if diff and output_format != "text":
        raise UsageError(_("--diff prints a diff, and nothing of another --format"))
    check = partial(check_posts, rules=rules.values(), select=codes_of(select, rules), ignore=codes_of(ignore, rules))
    site = opened(call)
    if fix or unsafe_fixes or diff:
        everyone, wanted, changes = mend(call, site, paths or (), check, unsafe=unsafe_fixes, write=not diff)
    else:
        (everyone, wanted), changes = surveyed(call, site, paths or ()), []
    known = known_of(call, site, everyone)
    known = with_answers(call, known, wanted, ask_web) if links else known
    # With fresh ids in their fixes, no two logs would agree.
    watched = call.console.progress(wanted, total=len(wanted), label=_("Checking"))
    findings = list(check(watched, replace(known, new_id=None if output_format == "sarif" else known.new_id)))
    if diff:
        call.console.drawn(diff_text(changes))
    else:
        fixed = sum(change.fixes for change in changes)
        _show(call, site, findings, files=wanted, rules=rules, output_format=output_format, fixed=fixed)
    if output_format == "text":
        for line in (fixes_made(changes, written=not diff), summary(len(wanted), findings), fixes_left(findings)):
            if line:
                call.console.say(line)
    refused = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(finding.severity in refused for finding in findings):
        raise typer.Exit(1)


def _show(
    call: Invocation,
    site: SiteFolder,
    findings: Sequence[Finding],
    *,
    files: Sequence[PostFile],
    rules: Mapping[str, Rule],
    output_format: str,
    fixed: int,
) -> None:
    from parccli.cli.gathering import folder_in_repository
    from parccli.cli.github import github_text
    from parccli.cli.report import finding_object
    from parccli.cli.sarif import log

    sources = {file.path: file.source for file in files if file.source}
    if output_format == "json":
        objects = [finding_object(finding) for finding in findings]
        call.console.json({"findings": objects, "checked": len(files), "fixed": fixed})
    elif output_format == "github":
        call.console.drawn(github_text(findings, folder_in_repository(call, site)))
    elif output_format == "sarif":
        call.console.json(log(findings, rules, sources, folder_in_repository(call, site)))
    else:
        call.console.findings(findings, sources)
