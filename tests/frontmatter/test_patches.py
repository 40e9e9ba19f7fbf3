"""Line patches: what was asked changes, and nothing else."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parccli.errors import ParcError
from parccli.frontmatter import Items, Value, assign, compose, parse, text_of
from parccli.frontmatter.patches import written
from parccli.source import Source

HOSTILE = (
    "---\r\n"
    "# note d’Awa 😀 : ne pas toucher\r\n"
    "titre:   'L''eau, \u00a0source\u00a0'   # cité\r\n"
    "status:  draft  # à relire\r\n"
    'date: "2021-02-26"\r\n'
    "categories:\r\n"
    "- Travaux   # gros\r\n"
    "-   Emploi\r\n"
    "summary: >-\r\n"
    "  Deux lignes\r\n"
    "  pliées\r\n"
    "author:\r\n"
    "---\r\n"
    "Corps sans fin de ligne\u00a0"
)


def assigned(text: str, **values: Value) -> str:
    """The file's text once the values are set."""
    return assign(parse(Source("a.md", text)), values).text


def test_a_status_changes_and_nothing_else() -> None:
    """Its comment, its double space and every other byte stay."""
    assert assigned(HOSTILE, status="published") == HOSTILE.replace("status:  draft ", "status:  published ")


def test_quotes_that_were_there_stay() -> None:
    """A date in quotes keeps them; an apostrophe is doubled inside single ones."""
    expected = HOSTILE.replace('"2021-02-26"', '"2021-03-01T09:00"').replace("'L''eau, \u00a0source\u00a0'", "'L''air'")
    assert assigned(HOSTILE, date=datetime(2021, 3, 1, 9), titre="L'air") == expected  # noqa: DTZ001


def test_new_keys_go_on_lines_before_the_closing_one() -> None:
    """With the file's own line endings, in the order given."""
    changed = assigned(HOSTILE, id="urn:uuid:1", slug="leau")
    assert changed == HOSTILE.replace("author:\r\n", "author:\r\nid: urn:uuid:1\r\nslug: leau\r\n")


def test_lists_folded_texts_and_empty_values_are_replaced_whole() -> None:
    """Each gives way to one line."""
    changed = assigned(HOSTILE, categories=("Vie, du Parc", "Emploi"), summary="Court : bref", author="Le Parc")
    assert "categories: ['Vie, du Parc', Emploi]\r\nsummary: 'Court : bref'\r\nauthor: Le Parc\r\n---" in changed


def test_an_indented_header_gets_indented_lines() -> None:
    """YAML wants the keys of a mapping in one column."""
    assert assigned("---\n  title: a\n---\n", id="x") == "---\n  title: a\n  id: x\n---\n"


def test_a_header_in_braces_is_left_to_the_person() -> None:
    """No line can be added to it without rewriting it."""
    with pytest.raises(ParcError, match="without risk"):
        assigned("---\n{title: a}\n---\n", id="x")


def test_a_bare_date_is_written_bare() -> None:
    """And without quotes, as people write it."""
    assert assigned("---\ntitle: a\n---\n", date=date(2025, 9, 1)) == "---\ntitle: a\ndate: 2025-09-01\n---\n"


KEYS = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
COMMENTS = st.sampled_from(["", "  # note : 'x' \"y\"", " #"])


@st.composite
def headers(draw: st.DrawFn) -> list[str]:
    """Lines of front matter in a person's many hands."""
    lines = []
    for key in draw(st.lists(KEYS, unique=True, min_size=1, max_size=5)):
        value = draw(
            st.sampled_from(
                ["x", "'l''été'", '"a\\tb # c"', "", "2021-02-26", "[a, 'b, c']", "{k: v}", "No", "😀 \u00a0é"]
            )
            | st.sampled_from(
                ["\n- a\n- b # c", "\n  - a\n\n  - b", " |\n  x\n   y\n", " >-\n  x\n  y\n\n", "\n  k: v\n  l: [w]"]
            )
        )
        comment = "" if "\n" in value else draw(COMMENTS)
        lines.append(f"{key}:{value if value.startswith((' ', chr(10))) else ' ' + value}{comment}")
        if draw(st.booleans()):
            lines.append(draw(st.sampled_from(["# un commentaire", "", "   # retrait"])))
    return lines


@st.composite
def files(draw: st.DrawFn) -> Source:
    """Whole posts: with CRLF, a byte order mark, a body that looks like a header."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    body = draw(st.sampled_from(["", "\n", "Corps\u00a0", "---\n\n  x\r\n", "\ufeff😀"]))
    lines = "\n".join(["---", *draw(headers()), "---"]).split("\n")
    return Source("a.md", newline.join([*lines, body]), bom=draw(st.booleans()))


@given(
    st.data(),
    files(),
    TEXTS | st.booleans() | st.dates(date(1970, 1, 1), date(2100, 1, 1)) | st.lists(TEXTS, max_size=3).map(tuple),
)
def test_a_patch_changes_one_value_and_loses_nothing(data: st.DataObject, before: Source, value: Value) -> None:
    """The value reads back; every character before and after it is still there."""
    document = parse(before)
    key = data.draw(st.sampled_from([*(entry.key for entry in document.entries), "zzz"]))
    after = assign(document, {key: value})
    assert after.bom == before.bom
    assert after.text.endswith(before.text[document.header_end :])
    entry = parse(after).entry(key)
    assert entry is not None
    if isinstance(value, tuple):
        assert isinstance(entry.node, Items)
        assert tuple(text_of(item) for item in entry.node.items) == value
    else:
        assert text_of(entry.node) == (str(value).lower() if isinstance(value, bool) else str(value))
    own = document.entry(key)
    start, end = (own.start, own.node.end) if own else (document.header_end, document.header_end)
    assert after.text.startswith(before.text[:start])
    assert after.text.endswith(before.text[end:])


@given(headers())
def test_writing_the_value_that_stands_there_changes_nothing(lines: list[str]) -> None:
    """`publish` of a published post leaves the file as it is, however it is quoted."""
    source = Source("a.md", "\n".join(["---", *lines, "status: 'published'", "---", ""]))
    assert assign(parse(source), {"status": "published"}) == source


@given(
    st.dictionaries(
        st.sampled_from(["title", "status", "tags", "source"]),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
        | st.sampled_from(["draft", "no", "2021-02-30", "12:30", "a: b", "- x", "Parc # 1"])
        | st.lists(st.sampled_from(["eau", "a, b", "no", "é]", "#"]), min_size=1, max_size=3).map(tuple)
        | st.just({"type": "csv", "ref": "liste.csv#42"}),
        max_size=4,
    )
)
def test_a_new_front_matter_is_what_an_empty_one_becomes(values: dict[str, str | tuple[str, ...]]) -> None:
    """Not reading it again is quicker, and changes nothing."""
    assert compose(values) == assign(parse(Source("a.md", "---\n---\n")), values).text


@given(st.text(st.sampled_from("aé9«’'\"-,.;:#?! \u00a0"), max_size=12), st.sampled_from(["", "Travaux ", "0a1b2-"]))
def test_usual_values_are_written_as_its_dumper_writes_them(end: str, start: str) -> None:
    """Not asking YAML's own dumper is quicker, and changes nothing."""
    text = start + end
    alone = yaml.dump(text, Dumper=yaml.SafeDumper, allow_unicode=True, width=10**9).removesuffix("\n")
    listed = yaml.dump([text], Dumper=yaml.SafeDumper, default_flow_style=True, allow_unicode=True, width=10**9)
    assert (written(text), written((text,))) == (alone.removesuffix("\n..."), listed.removesuffix("\n"))
