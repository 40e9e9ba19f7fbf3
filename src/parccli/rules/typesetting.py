"""The typographer's remarks on a post, found once for all the rules that report them: a correction at its place."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from parccli.findings import Fix, Safety
from parccli.french.typography import Profile, corrections
from parccli.rules.fidelity import harmless
from parccli.rules.prose import Read, paragraphs_of, whole_text_of
from parccli.source import Edit

if TYPE_CHECKING:
    from parccli.config import Config
    from parccli.french.typography import Correction
    from parccli.frontmatter import Document
    from parccli.markdown import Kind
    from parccli.post import PostFile
    from parccli.rules.prose import Paragraph

_QUOTING = frozenset("'\"\\")
"""What the front matter would take for the end of a value, or for an escape."""
_CONTEXT = 12


class Remark(NamedTuple):
    """One correction: the `span` of the file it is about, what is `written` there, and a few characters `following`.

    `edit` makes it, or is None when a person must. `block` and `key` tell in what kind of text it stands; `paragraph`
    counts the texts of the post.
    """

    code: str
    kind: str
    span: tuple[int, int]
    written: str
    following: str
    text: str | None
    edit: Edit | None
    safe: bool
    paragraph: int
    block: Kind | None = None
    key: str = ""

    def fix(self, title: str) -> Fix | None:
        """The fix to show under `title`, if there is one."""
        safety = Safety.SAFE if self.safe else Safety.UNSAFE
        return Fix(safety=safety, title=title, edits=(self.edit,)) if self.edit else None


def profile_of(file: PostFile, config: Config) -> Profile:
    """How the post is to be set: its language, else the site's; the site's narrow space and words."""
    settings = config.rules
    language = (file.post.lang if file.post else None) or config.language
    return Profile(language=language, narrow=settings.narrow_space, words=settings.words)


def remarks(file: PostFile, config: Config, code: str) -> list[Remark]:
    """The remarks of one rule in the order of the text; none on a post in another language than French."""
    profile = profile_of(file, config)
    if not profile.is_french or file.document is None:
        return []
    read = Read(file.document.source.text, file.document)
    return [remark for remark in _remarks(read, profile) if remark.code == code]


@lru_cache(maxsize=8)
def _remarks(read: Read, profile: Profile) -> tuple[Remark, ...]:
    texts = paragraphs_of(read)
    starts = list(accumulate((len(paragraph.text) + 1 for paragraph in texts), initial=0))
    found: list[Remark] = []
    for correction in corrections(whole_text_of(read), profile):
        number = bisect_right(starts, correction.start) - 1
        first, last = correction.start - starts[number], correction.end - starts[number]
        # What is to change must stand in the file as it does in the text; where nothing changes, anything does.
        if correction.text is None or texts[number].is_exact(first, last):
            found.append(_remark(texts[number], number, (first, last), correction))
    return tuple(_without_harm(found, read.document))


def _remark(paragraph: Paragraph, number: int, place: tuple[int, int], correction: Correction) -> Remark:
    first, last = place
    start, end = paragraph.span(first, last)
    text = correction.text
    plain = text is not None and not (paragraph.key and _QUOTING.intersection(text))
    return Remark(
        code=correction.code,
        kind=correction.kind,
        span=(start, end),
        written=paragraph.text[first:last],
        following=paragraph.text[last : last + _CONTEXT],
        text=text,
        edit=Edit(start=start, end=end, text=text) if text is not None and plain else None,
        safe=correction.safe,
        paragraph=number,
        block=paragraph.kind,
        key=paragraph.key,
    )


def _without_harm(found: list[Remark], document: Document) -> list[Remark]:
    """Leave the edits that can be made together, and drop those that would change more than they say."""
    safe = [(remark.edit,) for remark in found if remark.edit and remark.safe]
    unsafe = [(remark.edit,) for remark in found if remark.edit and not remark.safe]
    # The safe ones are made without the others. By identity: to compare edits takes longer than to make them.
    kept = {id(edit) for (edit,) in harmless(document, unsafe, beside=harmless(document, safe))}
    return [
        remark if remark.edit is None or id(remark.edit) in kept else remark._replace(edit=None) for remark in found
    ]
