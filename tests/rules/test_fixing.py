"""Fixes: what they change, what they leave, and that nothing of a post is lost by them."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parccli import markdown
from parccli.config import Config
from parccli.config.settings import RuleSettings
from parccli.findings import Finding, Safety
from parccli.frontmatter import parse
from parccli.post import read
from parccli.rules import RULES, check_posts, survey
from parccli.rules.fixing import Check, fix
from parccli.rules.prose import paragraphs
from parccli.source import Source

CONFIG = Config(
    title="Le Parc", url="https://www.example.org", rules=RuleSettings(words=("Béthune-Bruay", 'L\'Usine "bleue"'))
)
NOW = datetime(2025, 9, 1, 12, tzinfo=UTC)
GOOD = "id: urn:uuid:0\ndate: 2025-09-01\nstatus: draft\n"

MARKUP = [
    *(
        "**",
        "*",
        "_",
        "~~",
        "`",
        "``",
        "[",
        "](",
        ")",
        "](/l'eau \"l'eau\")",
        "![",
        "<b title='l\"eau'>",
        "</b>",
        "<br>",
    ),
    *('<span lang="en">', "</span>", "<code>", "</code>", "<https://example.org/?l'eau;>", "&nbsp;", "&amp;", "\\"),
    *("[^1]", "[l'eau]", "[l'eau][]", "|", "<!-- l'eau ! -->", "\\!", "\\*"),
]
LAYOUT = [
    "\n",
    "\n\n",
    "  \n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n## ",
    "\n\n    ",
    "\n```\n",
    "\n---\n",
    "\n|---|---|\n",
    "\n<div>\n",
]
DEFINITIONS = ["\n\n[l'eau]: /l'eau\n", "\n\n[^1]: l'eau !\n"]
WORDS = [
    *(
        "l'eau",
        "Etat",
        "coeur",
        "550 000",
        "5 %",
        "100",
        "etc...",
        "1 mai",
        "2ème",
        "n° 4",
        "Bravo",
        "12:30",
        "N°",
        "m2",
    ),
    *(
        "a@example.org",
        "http://example.org/l'eau",
        "Béthune Bruay",
        "usine",
        "🏭",
        "A partir",
        "M. X",
        "e\u0301",
        "2021",
    ),
]
SIGNS = [*" !?;:,.'\"«»()…-–#+>\u00a0\u202f\u2009\u200b\u00ad\ufeff", "  ", "...", " - ", " !", " :", "« ", " »"]
BODIES = st.lists(st.sampled_from(MARKUP + LAYOUT + DEFINITIONS + WORDS + SIGNS * 2), max_size=30).map("".join)
VALUES = st.lists(st.sampled_from(WORDS + SIGNS + ["\\u00e9", "''", '\\"', "\n  ", " #"]), max_size=8).map("".join)
STYLES = st.sampled_from(["{}", "'{}'", '"{}"', ">-\n  {}", "|\n  {}"])


def source_of(body: str, *, value: str = "Titre", newline: str = "\n", bom: bool = False, end: str = "") -> Source:
    """A post of that body, its title as written in `value`."""
    text = f"---\ntitle: {value}\n{GOOD}---\n{body}{end}"
    return Source("posts/a.md", text.replace("\n", newline), bom=bom)


SOURCES = st.builds(
    lambda body, value, style, newline, bom, end: source_of(
        body, value=style.format(value), newline=newline, bom=bom, end=end
    ),
    BODIES,
    VALUES,
    STYLES,
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.sampled_from(["", "\n", "\n\n"]),
)


def check(source: Source) -> list[Finding]:
    """All findings of a site that has this one post."""
    file = read(source)
    ids = count(1)
    site = replace(survey([file], CONFIG, NOW), new_id=lambda: f"urn:uuid:{next(ids)}")
    return list(check_posts([file], site, RULES.values()))


@given(SOURCES)
@example(source_of("Alors...?"))
@example(source_of("1 . l'eau"))
@example(source_of("\u200b- l'eau"))
@example(source_of("(oui)**!** l'eau"))
@example(source_of("\u200b - **"))
@example(source_of("l'eau  \nl'eau", newline="\r\n", bom=True))
def test_fixing_twice_is_fixing_once_and_leaves_nothing_safe(source: Source) -> None:
    """What can be mended without asking is mended at once."""
    once, number = fix(source, check)
    assert fix(once, check) == (once, 0)
    assert [finding for finding in check(once) if finding.fix and finding.fix.safety is Safety.SAFE] == []
    assert (number == 0) == (once == source)


@given(SOURCES, st.booleans())
@example(source=source_of("1 . l'eau"), unsafe=True)
@example(source=source_of("\u200b- l'eau"), unsafe=False)
@example(source=source_of("(oui)**!** l'eau"), unsafe=False)
def test_only_texts_change(source: Source, unsafe: bool) -> None:
    """Tags, attributes, code and comments are those of before, and so are line ends and the byte order mark."""
    fixed, _number = fix(source, check, unsafe=unsafe)
    assert fixed.bom == source.bom
    assert [line[-1:] for line in fixed.text.split("\n")[:-1]].count("\r") == source.text.count("\r\n")
    assert fixed.text.count("\n") == source.text.count("\n")
    assert fixed.text.endswith("\n") == source.text.endswith("\n")
    if read(source).document:
        assert skeleton(parse(fixed).body) == skeleton(parse(source).body)


@given(SOURCES)
def test_outside_the_texts_every_byte_stays(source: Source) -> None:
    """What stands between two texts that show is there afterwards, all of it, in its order."""
    fixed, _number = fix(source, check)
    pieces = [piece for paragraph in paragraphs(read(source)) for piece in paragraph.pieces if piece.exact]
    borders = [0, *(border for piece in pieces for border in (piece.start, piece.end)), len(source.text)]
    between = [source.text[start:end] for start, end in zip(borders[::2], borders[1::2], strict=True)]
    assert fixed.text.startswith(between[0])
    assert fixed.text.endswith(between[-1])
    at = 0
    for text in between:
        at = fixed.text.index(text, at) + len(text)


@given(SOURCES, st.booleans())
def test_other_values_of_the_front_matter_stay(source: Source, unsafe: bool) -> None:
    """The title is the only one that these posts have to mend."""
    if read(source).error:
        return
    fixed = parse(fix(source, check, unsafe=unsafe)[0])
    before = parse(source)
    assert [entry.key for entry in fixed.entries] == [entry.key for entry in before.entries]
    assert read(fixed.source).problems == read(source).problems or "title" in str(read(source).problems)
    for key in ("id", "date", "status"):
        assert text_of(fixed.source, key) == text_of(source, key)


class Skeleton(HTMLParser):
    """Everything of a page but its texts; those of code stay."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.steps: list[object] = []
        self.code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag and its attributes."""
        self.code += tag in {"code", "pre"}
        self.steps.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        """Keep the tag."""
        self.code -= tag in {"code", "pre"}
        self.steps.append(tag)

    def handle_data(self, data: str) -> None:
        """Keep the text of code."""
        if self.code > 0:
            self.steps.append(data)

    def handle_comment(self, data: str) -> None:
        """Keep the comment."""
        self.steps.append(data)


def skeleton(body: str) -> list[object]:
    """What must not change of a body's HTML."""
    page = Skeleton()
    page.feed(markdown.to_html(body))
    page.close()
    return page.steps


def text_of(source: Source, key: str) -> str:
    """What stands in the file for `key`."""
    entry = parse(source).entry(key)
    return source.text[entry.start : entry.node.end] if entry else ""


@pytest.mark.parametrize(
    ("before", "after", "number"),
    [
        ("title: A\n", "title: A\nid: urn:uuid:1\n", 1),
        ("id:\ntitle: A\n", "id: urn:uuid:1\ntitle: A\n", 1),
        ("identifiant: '' # à venir\ntitle: A\n", "identifiant: 'urn:uuid:1' # à venir\ntitle: A\n", 1),
        ("title: L'eau\ntags:\n- a\n", "title: L’eau\ntags:\n- a\nid: urn:uuid:1\n", 2),
    ],
)
def test_a_missing_id_is_written(before: str, after: str, number: int) -> None:
    """Under the name and in the quotes that stand there, else on a new line."""
    source, made = fix(Source("posts/a.md", f"---\n{before}---\n"), check)
    assert (source.text, made) == (f"---\n{after}---\n", number)


def test_without_new_ids_none_is_offered() -> None:
    """Randomness comes in from outside, or not at all."""
    file = read(Source("posts/a.md", "---\ntitle: A\n---\n"))
    findings = check_posts([file], survey([file], CONFIG, NOW), RULES.values(), select=["P013"])
    assert [finding.fix for finding in findings] == [None]


def test_the_id_of_a_copy_is_replaced_only_when_asked() -> None:
    """It makes another piece of news of it."""
    texts = [
        "---\nid: urn:uuid:7\ntitle: A\ndate: 2025-01-01\n---\n",
        "---\nid: urn:uuid:7\ntitle: B\ndate: 2025-02-01\n---\n",
    ]
    files = [read(Source(f"posts/{number}.md", text)) for number, text in enumerate(texts)]
    site = replace(survey(files, CONFIG, NOW), new_id=lambda: "urn:uuid:8")

    def copy_check(source: Source) -> list[Finding]:
        return list(check_posts([read(source)], site, RULES.values(), select=["P014"]))

    assert fix(files[0].source or Source("", ""), copy_check, unsafe=True)[1] == 0
    assert fix(files[1].source or Source("", ""), copy_check)[1] == 0
    fixed, number = fix(files[1].source or Source("", ""), copy_check, unsafe=True)
    assert (fixed.text, number) == (texts[1].replace("urn:uuid:7", "urn:uuid:8"), 1)


def test_a_file_that_is_no_post_is_returned_as_it_is() -> None:
    """There is nothing to hold on to."""
    source = Source("posts/a.md", "l'eau !")
    assert fix(source, check) == (source, 0)


def test_thousands_of_fixes_with_one_that_may_not_be_made_take_a_moment() -> None:
    """The text is read again a few times, not once for each of them."""
    source = source_of("l'eau d'ici\n" * 2000 + "\n1 . l'eau\n")
    started = time.process_time()
    fixed, number = fix(source, check)
    assert time.process_time() - started < 20
    assert number == 4001
    assert "\n1 . l’eau" in fixed.text


def test_a_check_that_always_finds_something_ends() -> None:
    """Even a third party's, whose fix brings its fault back."""

    def restless(source: Source) -> list[Finding]:
        finding = next(finding for finding in check(source_of("l'eau")) if finding.fix)
        assert finding.fix
        edits = tuple(edit._replace(text="'" if source.text[edit.start] != "'" else "’") for edit in finding.fix.edits)
        return [finding._replace(fix=finding.fix._replace(edits=edits))]

    always: Check = restless
    _source, number = fix(source_of("l'eau"), always)
    assert 0 < number < 100
