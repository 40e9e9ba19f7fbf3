"""A long feed into which the entries that have changed are put is, byte for byte, the one that is written anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from parccli.exporters import atom

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parccli.exporters import Output
    from parccli.exporters.target import Sheet
    from parccli.render.article import Article, Edition
    from tests.exporters.conftest import MakeArticle, MakeEdition

CONFUSING = "<pre>\n  &lt;/entry&gt;\n  &lt;entry&gt;\n    &lt;id&gt;x&lt;/id&gt;\n    &lt;updated&gt;\n</pre>\n"


def reworded(article: Article, hours: int = 9) -> Article:
    """The article with another text, updated so many hours later."""
    return replace(article, body=f"{CONFUSING}<p>Autre ]]&gt;.</p>", updated=article.updated + timedelta(hours=hours))


def pressed(made: Edition, sheet: Sheet, numbers: Iterable[int]) -> Output:
    """The file of a sheet, of articles by their number in the edition."""
    chosen = tuple(made.articles[number] for number in numbers)
    part = sheet._replace(briefs=tuple(made.briefs[number] for number in numbers))
    (output,) = atom.press(part, replace(made, articles=chosen))
    return output


@pytest.mark.parametrize("hours", [-50, 0, 9, 900])
def test_entries_take_the_place_of_those_with_their_ids(awkward: MakeArticle, edition: MakeEdition, hours: int) -> None:
    """Whichever have changed, and whether the newest change is theirs or not, in the archive and in the feed."""
    old = edition([awkward(number) for number in range(1, 7)])
    everyone = range(len(old.articles))
    for count in (1, 2, 5):
        for chosen in combinations(everyone, count):
            texts = [reworded(each, hours) if place in chosen else each for place, each in enumerate(old.articles)]
            new = replace(old, articles=tuple(texts))
            for sheet in atom.sheets(new.config, new.briefs):
                if len(sheet.briefs) == len(everyone):
                    part = pressed(new, sheet, chosen)
                    before, after = pressed(old, sheet, everyone), pressed(new, sheet, everyone)
                    assert part.path == before.path
                    assert atom.amended(before.data, part.data, sheet) == after.data


def test_times_are_compared_as_instants(article: MakeArticle, edition: MakeEdition) -> None:
    """A text with another offset may be later and sort before."""
    old = edition([article(1), article(2)])
    (archive, *_feeds) = atom.sheets(old.config, old.briefs)
    late = replace(old.articles[1], updated=(old.articles[0].updated + timedelta(microseconds=1)).astimezone(UTC))
    new = replace(old, articles=(old.articles[0], late))
    part = pressed(new, archive, [1])
    assert atom.amended(pressed(old, archive, [0, 1]).data, part.data, archive) == pressed(new, archive, [0, 1]).data


def test_what_is_of_another_make_is_written_anew(article: MakeArticle, edition: MakeEdition) -> None:
    """Other settings, an entry that has gone or come, or no feed at all."""
    old = edition([article(1), article(2), article(3)])
    (archive, *_feeds) = atom.sheets(old.config, old.briefs)
    before = pressed(old, archive, [0, 1, 2]).data
    part = pressed(old, archive, [1]).data
    assert atom.amended(before, part, archive) == before
    assert atom.amended(before, pressed(edition(old.articles, title="Autre"), archive, [1]).data, archive) is None
    assert atom.amended(pressed(old, archive, [0, 1]).data, part, archive) is None
    assert atom.amended(pressed(old, archive, [0, 2]).data, part, archive) is None
    assert atom.amended(before.replace(b"</feed>", b"<!-- --></feed>"), part, archive) is None
    for other in (b"", b"<feed/>", b"<feed>\n  <entry>\n  </entry>\n</feed>"):
        with pytest.raises(ValueError, match=r"^b'|not found"):
            atom.amended(other, part, archive)
