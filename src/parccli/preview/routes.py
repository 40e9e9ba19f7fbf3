"""An address and what was seen of the site -> the answer.

    /                      the list of posts             /post?path=posts/…md     one of them, public or not
    /latest  /newsletter   those fragments               /list  /list-<category>  a page of a list (?parc-page=2)
    /feeds/rss.xml …       the files of public/          /actualites/<slug>/      to the post that has this address

All are one level deep, so that what a saved page of the site names beside itself is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, quote, unquote

from parccli.errors import ParcError
from parccli.i18n import gettext as _
from parccli.preview import answers
from parccli.preview.frame import Frame
from parccli.preview.pages import Entry, Press, remark_of, told

if TYPE_CHECKING:
    from parccli.post import PostFile
    from parccli.preview.answers import Answer
    from parccli.preview.live import Look
    from parccli.preview.pages import Remark
    from parccli.preview.snapshot import Snapshot

ON_A_PAGE: Final = 50
"""Posts on a page of the list: to check them all again after each save would take too long."""


def respond(target: str, look: Look[Snapshot | ParcError], origin: str, language: str) -> Answer:
    """Answer a request for `target`, path and query; what goes wrong is the answer, too."""
    press = Press(home=f"{origin}/", language=language, number=look.number)
    plain = Frame.plain(language)
    if isinstance(look.seen, ParcError):
        return _failure(press, plain, look.seen)
    try:
        return _Visit(look.seen, press, plain).answer(target)
    except ParcError as error:
        return _failure(press, plain, error)


def _failure(press: Press, frame: Frame, error: ParcError) -> Answer:
    message = press.message(_("This cannot be shown"), [remark_of(error)])
    return answers.page(frame.around(message), status=HTTPStatus.INTERNAL_SERVER_ERROR)


@dataclass(frozen=True)
class _Visit:
    snapshot: Snapshot
    press: Press
    plain: Frame

    def answer(self, target: str) -> Answer:
        address, _mark, query = target.partition("?")
        path, asked = unquote(address), parse_qs(query)
        if path == "/":
            return self._index(_number(asked.get("page")))
        if path == "/post":
            return self._post(asked.get("path", [""])[0])
        if name := self._fragment_named(path.removeprefix("/"), asked):
            return self._fragment(name)
        return self._file(path.removeprefix("/")) or self._elsewhere(path)

    def _index(self, page: int) -> Answer:
        seen, ordered = self.snapshot, self.snapshot.ordered()
        shown = ordered[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
        before = f"{self.press.home}?page={page - 1}" if page > 1 else None
        after = f"{self.press.home}?page={page + 1}" if len(ordered) > page * ON_A_PAGE else None
        findings = seen.findings(shown)
        entries = [
            Entry(
                title=(file.post.title if file.post else "") or file.path,
                path=file.path,
                address=f"{self.press.home}post?path={quote(file.path)}",
                kind=seen.status(file) or "broken",
                status=self._told(file),
                language=(file.post.lang if file.post else None) or seen.site.config.language,
                remarks=[remark_of(finding, beside=True) for finding in findings if finding.path == file.path],
            )
            for file in shown
        ]
        stops = [*self._stops(), *(remark_of(error) for error in seen.stopped)]
        content = self.press.index(seen.site.config.title, self._parts(), entries, stops, (before, after))
        return answers.page(self.plain.around(content))

    def _parts(self) -> dict[str, str]:
        home = self.press.home
        parts = {_("Latest news"): f"{home}latest", _("List"): f"{home}list"}
        if self.snapshot.site.config.newsletter:
            parts[_("Newsletter")] = f"{home}newsletter"
        files = ("feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json", "assets/parc.css")
        return parts | {path: f"{home}{path}" for path in files}

    def _post(self, path: str) -> Answer:
        file = self.snapshot.file_at(path)
        if file is None:
            return self._not_found()
        remarks = [remark_of(finding, beside=True) for finding in self.snapshot.findings([file])]
        try:
            fragment = self.snapshot.article(file)
        except ParcError as error:
            fragment = ""
            remarks.append(remark_of(error))
        return self._framed(
            self.press.view(fragment, status=self._told(file), path=path, remarks=remarks, stops=self._stops(path))
        )

    def _fragment_named(self, path: str, asked: dict[str, list[str]]) -> str | None:
        if path in {"latest", "newsletter"}:
            return path
        start, separator, category = path.partition("-")
        if start != "list" or "/" in path:
            return None
        page = _number(asked.get(f"{self.snapshot.site.config.fragments.prefix}-page"))
        return f"list/{category}/page-{page}" if separator else f"list/page-{page}"

    def _fragment(self, name: str) -> Answer:
        fragment = self.snapshot.fragments.get(f"fragments/{name}.html")
        if fragment is None:
            return self._not_found()
        return self._framed(self.press.view(fragment, path=f"fragments/{name}.html", stops=self._stops()))

    def _framed(self, content: str) -> Answer:
        frame = self.snapshot.frame
        fragments = self.snapshot.fragments if frame.has_places else None
        return answers.page(frame.around(content, fragments), utf_8=frame.is_utf_8)

    def _file(self, path: str) -> Answer | None:
        found = self.snapshot.output(path) or self.snapshot.frame.companion(path)
        return answers.file(*found) if found else None

    def _elsewhere(self, path: str) -> Answer:
        file = self.snapshot.file_of(path)
        return answers.redirect(f"{self.press.home}post?path={quote(file.path)}") if file else self._not_found()

    def _not_found(self) -> Answer:
        message = self.press.message(_("There is nothing at this address"))
        return answers.page(self.plain.around(message), status=HTTPStatus.NOT_FOUND)

    def _stops(self, besides: str = "") -> list[Remark]:
        """The posts that an export stops at, but for the one that is shown, of which it is told already."""
        return [remark_of(finding) for finding in self.snapshot.standing if finding.path != besides]

    def _told(self, file: PostFile) -> str:
        return told(self.snapshot.status(file), file.post, self.press.language)


def _number(values: list[str] | None) -> int:
    text = values[0] if values else ""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1  # noqa: PLR2004
