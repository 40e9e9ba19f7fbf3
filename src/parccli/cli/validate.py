"""`validate`: what is wrong with the posts, where, and what to do about it; or the page of one check."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from parccli.cli.invocation import Invocation, invocation
from parccli.errors import UsageError
from parccli.i18n import gettext as _

if TYPE_CHECKING:
    from parccli.build.checking import Check
    from parccli.findings import Finding
    from parccli.folder.posts import Posts
    from parccli.folder.site import SiteFolder
    from parccli.post import PostFile
    from parccli.rules import Rule, Site


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
    strict: Annotated[bool, typer.Option("--strict", help=_("Fail (exit 1) on a mere warning too"))] = False,
    explain: Annotated[str | None, typer.Option(metavar=_("CODE"), help=_("Show what a check is about"))] = None,
    output_format: Annotated[
        Literal["text", "json", "github", "sarif"], typer.Option("--format", help=_("Form of the result"))
    ] = "text",
) -> None:
    """Check posts; the answer is no (exit 1) when there is an error."""
    from parccli.cli.answering import ask_web
    from parccli.cli.checks import Tally, available, codes_of, page, rule_named, summary
    from parccli.cli.gathering import with_answers
    from parccli.cli.mending import diff_text, fixes_left, fixes_made, known_of, mend
    from parccli.cli.site import opened, surveyed
    from parccli.findings import Severity
    from parccli.rules import RULES, check_posts, chosen

    call = invocation(context)
    rules = available(call.console)
    if explain:
        call.console.result(page(rule_named(explain, rules), call.console.width))
        return
    if diff and output_format != "text":
        raise UsageError(_("--diff prints a diff, and nothing of another --format"))
    wanted_codes, other_codes = codes_of(select, rules), codes_of(ignore, rules)
    check = partial(check_posts, rules=rules.values(), select=wanted_codes, ignore=other_codes)
    site = opened(call)
    picked = chosen(rules.values(), site.config, select=wanted_codes, ignore=other_codes)
    mends = fix or unsafe_fixes or diff
    # What a stranger's rule looks at is not known, and for a few posts there is nothing to gain.
    is_kept = not (mends or links or paths) and all(RULES.get(rule.code) is rule for rule in picked)
    tally = Tally()
    with _keeping(call, site, picked) if is_kept else nullcontext() as kept:
        if mends:
            everyone, wanted, changes = mend(call, site, paths or (), check, unsafe=unsafe_fixes, write=not diff)
        else:
            (everyone, wanted), changes = surveyed(call, site, paths or (), _reading(call, kept)), []
        known = known_of(call, site, everyone)
        known = with_answers(call, known, wanted, ask_web) if links else known
        # With fresh ids in their fixes, no two logs would agree.
        known = replace(known, new_id=None if output_format == "sarif" else known.new_id)
        if kept and output_format == "text":
            call.console.sheets(tally.passing_sheets(kept.sheets(wanted, known, everyone)))
        else:
            found = kept.findings(wanted, known, everyone) if kept else _checked(call, check, wanted, known)
            findings = tally.passing(found)
            if diff:
                call.console.drawn(diff_text(changes))
                deque(findings, maxlen=0)
            else:
                fixed = sum(change.fixes for change in changes)
                _show(call, site, findings, files=wanted, rules=rules, output_format=output_format, fixed=fixed)
    if output_format == "text":
        done = fixes_made(changes, written=not diff)
        for line in (done, summary(len(wanted), tally.severities), fixes_left(tally.mendable)):
            if line:
                call.console.say(line)
    refused = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(tally.severities[severity] for severity in refused):
        raise typer.Exit(1)


def _keeping(call: Invocation, site: SiteFolder, rules: Sequence[Rule]) -> Check:
    # With its database and its processes, it is more than a few posts need.
    from parccli.build.checking import Check

    return Check(site, rules, at=call.now(), lay_out=call.console.layout, processes=call.processes)


def _reading(call: Invocation, kept: Check | None) -> Callable[[SiteFolder], Posts] | None:
    """What reads all posts: the check itself, where it keeps what it finds."""
    if kept is None:
        return None

    def read(_site: SiteFolder) -> Posts:
        with call.console.meter(_("Checking")) as tick:
            return kept.read(tick)

    return read


def _checked(
    call: Invocation,
    check: Callable[[Iterable[PostFile], Site], Iterator[Finding]],
    files: Sequence[PostFile],
    known: Site,
) -> Iterator[Finding]:
    """What is found in `files`, all of it before any of it is shown."""
    return iter(list(check(call.console.progress(files, total=len(files), label=_("Checking")), known)))


def _show(
    call: Invocation,
    site: SiteFolder,
    findings: Iterable[Finding],
    *,
    files: Sequence[PostFile],
    rules: Mapping[str, Rule],
    output_format: str,
    fixed: int,
) -> None:
    from parccli.build.known import Texts
    from parccli.cli.gathering import folder_in_repository
    from parccli.cli.github import github_text
    from parccli.cli.report import finding_object
    from parccli.cli.sarif import log

    sources = Texts(files)
    if output_format == "json":
        objects = map(finding_object, findings)
        call.console.json_parts({"findings": objects, "checked": len(files), "fixed": fixed})
    elif output_format == "github":
        folder = folder_in_repository(call, site)
        for finding in findings:
            call.console.drawn(github_text([finding], folder))
    elif output_format == "sarif":
        call.console.json_parts(log(findings, rules, sources, folder_in_repository(call, site)))
    else:
        call.console.findings(findings, sources)
