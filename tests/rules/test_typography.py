"""French typography in posts: each fix to the letter, where it may not go, and that careful texts are left alone."""

from __future__ import annotations

import json
import runpy
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parccli.config import Config
from parccli.config.settings import RuleSettings
from parccli.findings import Finding, Severity
from parccli.post import read
from parccli.rules import RULES, check_posts, survey
from parccli.rules.fixing import fix
from parccli.source import Source

EXAMPLES = runpy.run_path(str(Path(__file__).with_name("examples") / "typography.py"))
post, INVISIBLE = EXAMPLES["post"], EXAMPLES["INVISIBLE"]
DATA = Path(__file__).parents[1] / "data"
NOW = datetime(2025, 9, 1, 12, tzinfo=UTC)
WORDS = ("Béthune-Bruay", "Trois-Canaux")


def config(language: str = "fr", *, narrow_space: str = "\u202f") -> Config:
    """Settings of a site with house words."""
    rules = RuleSettings(words=WORDS, narrow_space=narrow_space)
    return Config(title="Le Parc", url="https://www.example.org", language=language, rules=rules)


def found(text: str, settings: Config | None = None, *, select: tuple[str, ...] = ("T",)) -> list[Finding]:
    """What the rules of `select` say of a post with that whole text."""
    file = read(Source("posts/a.md", text))
    site = survey([file], settings or config(), NOW)
    return list(check_posts([file], site, RULES.values(), select=select))


def fixed(text: str, settings: Config | None = None, *, unsafe: bool = False, select: tuple[str, ...] = ("T",)) -> str:
    """The text after its fixes."""
    source, _number = fix(
        Source("posts/a.md", text), lambda source: found(source.text, settings, select=select), unsafe=unsafe
    )
    return source.text


FIXES = [
    (code, before, safety, after)
    for code, rows in EXAMPLES["FIXES"].items()
    for before, _columns, safety, after in rows
]


@pytest.mark.parametrize(("code", "before", "safety", "after"), FIXES)
def test_fixed_to_the_letter(code: str, before: str, safety: str | None, after: str) -> None:
    """The one fix of the finding is as safe as said, and does that and nothing else; fixing twice is fixing once."""
    (finding,) = found(post(before), select=(code,))
    assert (finding.fix and finding.fix.safety.value) == safety
    assert fixed(post(before), select=(code,)) == (post(after) if safety == "safe" else post(before))
    assert fixed(post(before), select=(code,), unsafe=True) == post(after)
    assert fixed(post(after), select=(code,), unsafe=True) == post(after)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 'Who''s who ?'\nlang: en\n---\nIt's \"here\" : 5 % - 550 000 € of coeur...\n",
        "---\ntitle: It's!\nlang: nl\n---\nEtat ; M. X\n",
        "---\ntitle: Titre\n---\n<span lang=\"en\">It's here!</span>\n\n<div lang='en'>\n\nIt's \"here\"!\n\n</div>\n",
    ],
)
def test_what_is_not_in_french_is_left_alone(text: str) -> None:
    """A whole post, or a part of one that says so."""
    assert found(text) == []


def test_a_french_post_of_an_english_site_is_checked() -> None:
    """The post's own language decides."""
    assert [finding.code for finding in found("---\nlang: fr\ntitle: L'eau\n---\n", config("en"))] == ["T104"]


def test_canada_sets_nothing_before_high_punctuation() -> None:
    """But it does before the colon."""
    text = post("Bravo ! Vraiment? Trois lots: a; b")
    assert fixed(text, config("fr-CA")) == post("Bravo! Vraiment? Trois lots⍽: a; b")


def test_a_site_may_choose_the_wider_space() -> None:
    """Where fonts lack the narrow one; narrow ones are then replaced."""
    assert fixed(post("Bravo ! Oui⎵?"), config(narrow_space="\u00a0")) == post("Bravo⍽! Oui⍽?")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: L'eau!", "title: L’eau⎵!"),
        ("title: 'L''eau : \"x\" !'", "title: 'L’eau⍽: «⍽x⍽»⎵!'"),
        ('title: "L\'\\u00e9tat : \\"x\\""', 'title: "L’\\u00e9tat⍽: «⍽x⍽»"'),
        ("chapô: >-\n  L'eau\n  coule !\n", "chapô: >-\n  L’eau\n  coule⎵!\n"),
        ("légende: L'eau  d'ici # l'eau", "légende: L’eau d’ici # l'eau"),
        ("alt: l'Etat\nauthor: l'Etat\ntags: [l'Etat]", "alt: l’État\nauthor: l'Etat\ntags: [l'Etat]"),
    ],
)
def test_values_of_the_front_matter(before: str, after: str) -> None:
    """Those that show are mended within their quotes; keys, comments and other values stay."""
    assert fixed(f"---\n{before}\n---\n") == f"---\n{after}\n---\n".translate(INVISIBLE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "![l'eau](l'eau.png \"l'eau\") [l'eau](l'eau \"l'eau\") `l'eau` <l'eau>",
            "![l'eau](l'eau.png \"l'eau\") [l’eau](l'eau \"l'eau\") `l'eau` <l’eau>",
        ),
        ("[l'eau] et [l'eau][]\n\n[l'eau]: /l'eau\n", "[l'eau] et [l'eau][]\n\n[l'eau]: /l'eau\n"),
        (
            "<https://example.org/l'eau> <b title='l\"eau'>l'eau</b>",
            "<https://example.org/l'eau> <b title='l\"eau'>l’eau</b>",
        ),
        (
            "    l'eau\n\n```\nl'eau\n```\n\n<div>\nl'eau\n</div>\n",
            "    l'eau\n\n```\nl'eau\n```\n\n<div>\nl'eau\n</div>\n",
        ),
        ("<code>l'eau</code> <kbd>l'eau</kbd> l'eau", "<code>l'eau</code> <kbd>l'eau</kbd> l’eau"),
        ("| l'eau |\n|:----|\n| l'eau |", "| l’eau |\n|:----|\n| l’eau |"),
        ("l'eau[^l'eau]\n\n[^l'eau]: l'eau", "l’eau[^l'eau]\n\n[^l'eau]: l’eau"),
        ("l&#39;eau et l\\'eau de x@example.org : a", "l&#39;eau et l\\'eau de x@example.org⍽: a"),
        ('**"x"** «*y* » 🏭!', "**«⍽x⍽»** «⍽*y*⍽» 🏭!"),
        ("une\nligne  coupée  \net l'autre\\\nfin\n", "une\nligne coupée  \net l’autre\\\nfin\n"),
    ],
)
def test_only_texts_are_patched(before: str, after: str) -> None:
    """Never code, addresses, titles of links, attributes, entities, labels, nor the layout of lines and tables."""
    assert fixed(post(before)) == post(after)


@pytest.mark.parametrize("text", ["1 . foo", "\u200b- foo", "**a**(oui)**!**", "title: a \u200b# b"])
def test_an_edit_that_would_make_another_post_is_not_offered(text: str) -> None:
    """A list, a heading, lost bold or a comment of YAML is not what was asked for."""
    whole = f"---\n{text}\n---\n" if text.startswith("title") else post(text)
    assert [finding.fix for finding in found(whole)] == [None]
    assert fixed(whole, unsafe=True) == whole


def test_the_pasted_page_has_its_defects_and_no_other_at_these_places() -> None:
    """Each at its line and column, as a body of its own."""
    expected = json.loads((DATA / "pasted-page.expected.json").read_text(encoding="utf-8"))
    page = (DATA / "pasted-page.txt").read_text(encoding="utf-8")
    findings = found(f"---\n---\n{page}", select=("T", "M"))
    places = {(finding.line - 2, finding.column, finding.code): finding for finding in findings}
    codes = {"paragraph_too_long": "M111", "truncated_text": "M110"}
    for defect in expected["defects"]:
        code = defect["code"] or codes[defect["fault"]]
        finding = places.pop((defect["line"], defect["column"], code))
        assert finding.severity.value == defect.get("severity", finding.severity.value)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert [(finding.line - 2, finding.column) for finding in errors] == [(6, 1254)]
    # What else is said of the page is true: cards run together in one paragraph, and the foot of the form is code.
    assert {(line, code) for line, _column, code in places} <= {(14, "M111"), (28, "M105"), (1, "T109"), (20, "T107")}


def test_careful_french_raises_no_alarm() -> None:
    """Fifty paragraphs: a checker that cries wolf is switched off within a week."""
    text = (DATA / "careful-french.md").read_text(encoding="utf-8")
    assert text.count("\n\n") == 50
    assert found(text, select=("T", "M")) == []
    assert fixed(text, unsafe=True) == text


@pytest.mark.parametrize("path", sorted(DATA.parents[1].glob("posts/**/*.md")), ids=lambda path: path.stem)
def test_the_sample_posts_raise_no_alarm(path: Path) -> None:
    """They show how it is done."""
    assert found(path.read_text(encoding="utf-8"), select=("T", "M")) == []
