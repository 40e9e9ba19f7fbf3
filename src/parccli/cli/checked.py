"""What must be right before a post becomes public: the findings shown, and the refusal."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from parccli.cli.invocation import Invocation
from parccli.errors import ParcError
from parccli.findings import Severity
from parccli.folder.site import SiteFolder
from parccli.i18n import gettext as _
from parccli.i18n import ngettext
from parccli.post import PostFile


def refuse_errors(call: Invocation, site: SiteFolder, changed: Sequence[PostFile], others: Sequence[PostFile]) -> None:
    """Check `changed` posts among `others`, show their errors, and raise ParcError if there are any."""
    from parccli.cli.gathering import gathered
    from parccli.rules import RULES, check_posts, discovered

    paths = {file.path for file in changed}
    everyone = [*(file for file in others if file.path not in paths), *changed]
    rules, _broken = discovered(RULES)
    found = check_posts(changed, gathered(call, site, everyone), rules.values())
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    stored = {file.path: file.source.text for file in others if file.source}
    checked = {file.path: file.source.text for file in changed if file.source}
    for finding in errors:
        line = _line_in(stored.get(finding.path), checked.get(finding.path, ""), finding.line)
        call.console.error(ParcError(finding.message, path=finding.path, line=line, column=finding.column))
    if errors:
        message = ngettext("{count} error stands against it", "{count} errors stand against it", len(errors))
        raise ParcError(
            message.format(count=len(errors)), hint=_("Mend what is named above, or publish all the same with --force.")
        )


def _line_in(stored: str | None, checked: str, line: int) -> int:
    """The line of the file, as it still is, that is `line` in what it would become: publishing adds lines to it."""
    if stored is None:
        return line
    matcher = SequenceMatcher(None, stored.split("\n"), checked.split("\n"), autojunk=False)
    for _tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if new_start < line <= new_end:
            return max(1, min(old_start + line - new_start, old_end))
    return line
