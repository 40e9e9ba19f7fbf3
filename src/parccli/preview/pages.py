"""What is looked at, and what is to be said of it -> the HTML that stands in the page around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from parccli.findings import Severity
from parccli.french.dates import format_date
from parccli.i18n import gettext as _
from parccli.i18n import ngettext
from parccli.listing import Status
from parccli.preview.answers import ASSETS, SCRIPT
from parccli.render.templates import Templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from parccli.errors import ParcError
    from parccli.findings import Finding
    from parccli.post import Post

_TEMPLATES: Final = {
    name: (ASSETS / name).read_text("utf-8")
    for name in ("index.html", "bar.html", "findings.html", "message.html", "remarks.html", "stops.html")
}
_STYLE: Final = (ASSETS / "preview.css").read_text("utf-8")


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One thing to mend: where, how much it matters, to a person and as `kind`, what is wrong, and what to do."""

    where: str
    message: str
    severity: str = ""
    kind: str = "error"
    code: str = ""
    hint: str | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A post in the list: `kind` is its status in English, `status` the same for a person."""

    title: str
    path: str
    address: str
    kind: str
    status: str
    language: str
    remarks: Sequence[Remark] = ()


@dataclass(frozen=True, kw_only=True)
class Press:
    """What all pages of one look have in common: where the list of posts is, and the number of the look."""

    home: str
    language: str
    number: int

    def index(
        self,
        site: str,
        parts: Mapping[str, str],
        posts: Sequence[Entry],
        stops: Sequence[Remark],
        beside: tuple[str | None, str | None],
    ) -> str:
        """The list of posts; `parts` are names of what else there is, with addresses, `beside` those of the next."""
        words = {
            "heading": _("Preview of “{site}”").format(site=site),
            "private": _("Only this computer sees these pages. They change as you save."),
            "parts": _("What the site includes"),
            "posts": _("Posts"),
            "none": _("There is no post yet: “parccli new” writes one."),
            "pages": _("Pages of the list"),
            "previous": _("Previous posts"),
            "next": _("More posts"),
        }
        return self._whole(
            "index.html",
            words,
            parts=[{"name": name, "address": address} for name, address in parts.items()],
            posts=[vars(post) | _beside(post.remarks) for post in posts],
            stops=_variables(stops),
            previous=beside[0],
            next=beside[1],
        )

    def view(
        self,
        fragment: str,
        *,
        status: str = "",
        path: str = "",
        remarks: Sequence[Remark] = (),
        stops: Sequence[Remark] = (),
    ) -> str:
        """A fragment, and above it what is to be said of it."""
        bar = {"status": status, "path": path, "stops": _variables(stops), **_beside(remarks)}
        return self._whole("bar.html", {"bar": _("Preview")}, fragment, **bar)

    def message(self, title: str, remarks: Sequence[Remark] = ()) -> str:
        """What stands in the stead of a page that cannot be shown."""
        return self._whole("message.html", {}, title=title, remarks=_variables(remarks))

    def _whole(self, template: str, words: Mapping[str, str], fragment: str = "", **variables: Any) -> str:  # noqa: ANN401 -- whatever the template shows
        always = {"all": _("All posts"), "stops": _("“parccli export” would stop here, or leave this out")}
        own = {"home": self.home, "language": self.language, "words": {**always, **words}}
        made = Templates(_TEMPLATES).render(template, own | variables)
        return f'<style>{_STYLE}</style>\n{made}{fragment}<script data-seen="{self.number}">{SCRIPT}</script>'


def remark_of(found: Finding | ParcError, *, beside: bool = False) -> Remark:
    """The remark of a finding, or of an error; `beside` its post it need not name the file."""
    if isinstance(found, Exception):
        return Remark(where=found.where, message=found.message, hint=found.hint)
    place = _("line {line}, column {column}").format(line=found.line, column=found.column)
    return Remark(
        where=place if beside else f"{found.path}:{found.line}:{found.column}",
        message=found.message,
        severity=_(found.severity.value),
        kind=found.severity.value,
        code=found.code,
    )


def counted(remarks: Iterable[Remark]) -> str:
    """How many there are of each weight: `1 error, 3 warnings`."""
    kinds = [remark.kind for remark in remarks]
    errors, warnings, others = (kinds.count(kind.value) for kind in Severity)
    parts = {
        ngettext("{count} error", "{count} errors", errors): errors,
        ngettext("{count} warning", "{count} warnings", warnings): warnings,
        ngettext("{count} remark", "{count} remarks", others): others,
    }
    return ", ".join(text.format(count=count) for text, count in parts.items() if count)


def told(status: Status | None, post: Post | None, language: str) -> str:
    """Whether the public sees a post, in a sentence."""
    match status:
        case Status.DRAFT:
            return _("Draft: not public")
        case Status.SCHEDULED if post and post.date:
            return _("Scheduled: public on {date}").format(date=format_date(post.date, language))
        case Status.EXPIRED:
            return _("Expired: not public any more")
        case Status.ARCHIVED:
            return _("Archived: not public any more")
        case Status.PUBLISHED:
            return _("Public")
    return _("Nobody can tell whether it is public")


def _beside(remarks: Sequence[Remark]) -> dict[str, Any]:
    """The remarks on a post, errors first, how many they are, and whether there is an error, not to go unseen."""
    errors = [remark for remark in remarks if remark.kind == Severity.ERROR.value]
    others = [remark for remark in remarks if remark.kind != Severity.ERROR.value]
    return {"remarks": _variables([*errors, *others]), "counts": counted(remarks), "is_faulty": bool(errors)}


def _variables(remarks: Iterable[Remark]) -> list[dict[str, Any]]:
    return [vars(remark) for remark in remarks]
