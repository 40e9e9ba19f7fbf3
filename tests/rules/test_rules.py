"""Every rule by examples: a header that it accepts, one that it rejects, and where it points."""

from __future__ import annotations

import runpy
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parccli.config import Config
from parccli.config.settings import RuleSettings
from parccli.findings import Finding, Severity
from parccli.post import PostFile, read
from parccli.rules import RULES, PostRule, Rule, check_posts, survey
from parccli.rules.rule import LastExport
from parccli.source import Source

CONFIG = Config(
    title="Le Parc",
    url="https://www.example.org",
    categories=("Travaux", "Emploi et formation"),
    rules=RuleSettings(words=("Béthune-Bruay", "Trois-Canaux")),
)
NOW = datetime(2025, 9, 1, 12, tzinfo=UTC)
GOOD = "title: Titre\ndate: 2025-09-01\nid: urn:uuid:1\nslug: titre\nstatus: published\nsummary: Bref.\n"


def found(*texts: str, config: Config = CONFIG) -> list[Finding]:
    """All findings on posts with these whole texts, which are named posts/0.md, posts/1.md and so on."""
    files = [read(Source(f"posts/{number}.md", text)) for number, text in enumerate(texts)]
    return list(check_posts(files, survey(files, config, NOW), RULES.values()))


def header(changes: str, *left_out: str) -> str:
    """The good header without the keys left out and with the lines of `changes` at its end."""
    kept = [line for line in GOOD.splitlines() if line.split(":")[0] not in left_out]
    return "\n".join(["---", *kept, *changes.splitlines(), "---", "Corps.", ""])


def changed(lines: str) -> str:
    """The good header with its lines of the same keys replaced by `lines`."""
    return header(lines, *(line.split(":")[0] for line in lines.splitlines()))


ACCEPTED = {
    "P001": ["---\n---\n", "\n---\ntitle: a\n---", "---\r\ntitle: 'a : b'\r\n---\r\n"],
    "P002": [changed("Titre: Titre"), changed("mots-clés: a"), changed("image_credit: Le Parc")],
    "P003": [header("titre: Titre"), header("draft: false"), header("statut: en ligne")],
    "P004": [changed("categories: [Travaux]"), changed("tags: a, b"), changed("source: {type: csv}")],
    "P005": [changed("title: 'Le parc # 1'"), changed("title: Le parc#1"), changed("title: C#")],
    "P006": [changed("title: a"), changed("title: 0"), changed("title: No")],
    "P007": [changed("date: 2025-09-01"), changed("date: 1er septembre 2025"), changed("date: 2025-02-30")],
    "P008": [changed("date: 26/02/2021"), changed("date: 26 févr. 2021"), changed("date: 2021-02-26T09:00+01:00")],
    "P009": [changed("date: 2025-03-30"), changed("date: 2025-03-30T03:30"), changed("date: 2025-10-26T02:30+01:00")],
    "P010": [header("updated: 2025-09-01"), header("updated: 2025-09-01T08:00"), header("title: sans")],
    "P011": [changed("slug: a-1"), changed("slug: bande-ouest_4"), changed("slug: '2025'")],
    "P013": [changed("id: urn:uuid:2"), changed("id: https://example.org/?p=1"), changed("id: 42")],
    "P015": [changed("status: archivé"), changed("status: Brouillon"), header("", "status")],
    "P016": [changed("summary: Bref."), changed("chapô: Bref."), changed("summary: '0'")],
    "P017": [
        header("categories: [Travaux]"),
        header("categories: Travaux; Emploi et formation"),
        header("categories:"),
    ],
    "P018": [header("lang: fr"), header("lang: fr-CA"), header("lang: zh-Hant-TW")],
    "A101": [header("image: a.png\nalt: Une tour"), header("image_alt: Une tour"), header("image:")],
}

REJECTED = {
    "P001": [
        ("", (1, 1, 1), Severity.ERROR, "the file is empty"),
        ("---\ntitle: a\n", (1, 4, 1), Severity.ERROR, "never closed"),
        ("---\ntitle: L’eau : source\n---\n", (2, 1, 22), Severity.ERROR, 'title: "L’eau : source"'),
    ],
    "P002": [
        (header("tilte: a"), (8, 1, 6), Severity.WARNING, "“titre”"),
        (header("couleur: bleu"), (8, 1, 8), Severity.WARNING, "unknown key “couleur”"),
        (header("body: x"), (8, 1, 5), Severity.WARNING, "unknown key “body”"),
    ],
    "P003": [
        (header("titre: Autre"), (8, 1, 6), Severity.ERROR, "“title” and “titre”"),
        (header("draft: oui"), (8, 1, 6), Severity.ERROR, "“status” and “draft”"),
        (header("publié le: 2025-09-02"), (8, 1, 10), Severity.ERROR, "“date” and “publié le”"),
    ],
    "P004": [
        (changed("title: [a]"), (7, 8, 11), Severity.ERROR, "“title” should be a single text"),
        (changed("tags: {a: b}"), (8, 7, 13), Severity.ERROR, "a list of texts"),
        (changed("source: csv"), (8, 9, 12), Severity.ERROR, "a mapping"),
    ],
    "P005": [
        (changed("title: Le parc # 1"), (7, 15, 19), Severity.WARNING, "“# 1”"),
        (changed("summary: a\t#b"), (7, 11, 14), Severity.WARNING, "“#b”"),
        (changed("author: x # y"), (8, 10, 14), Severity.WARNING, "“# y”"),
    ],
    "P006": [
        (header("", "title"), (1, 1, 4), Severity.ERROR, "title: …"),
        (changed("title:"), (7, 1, 6), Severity.ERROR, "no title"),
        (changed("title: ' '"), (7, 8, 11), Severity.ERROR, "no title"),
    ],
    "P007": [
        (header("", "date"), (1, 1, 4), Severity.ERROR, "no date"),
        (changed("date:"), (7, 1, 5), Severity.ERROR, "no date"),
        (header("status: draft", "date", "status"), (1, 1, 4), Severity.WARNING, "no date"),
    ],
    "P008": [
        (changed("date: 02/26/2021"), (7, 7, 17), Severity.ERROR, "26/02/2021"),
        (changed("date: 2021-02-30"), (7, 7, 17), Severity.ERROR, "2021-02-30"),
        (changed("expires: demain"), (8, 10, 16), Severity.ERROR, "demain"),
    ],
    "P009": [
        (changed("date: 2025-03-30T02:30"), (7, 7, 23), Severity.WARNING, "2025-03-30T03:30+02:00"),
        (changed("date: 2025-10-26T02:30"), (7, 7, 23), Severity.WARNING, "happens twice"),
        (changed("expires: 2026-03-29 02:00"), (8, 10, 26), Severity.WARNING, "does not exist"),
    ],
    "P010": [
        (header("updated: 2025-08-31"), (8, 10, 20), Severity.ERROR, "before its date"),
        (header("updated: 2025-08-31T23:59"), (8, 10, 26), Severity.ERROR, "before its date"),
        (changed("date: 2025-09-01T10:00\nupdated: 2025-09-01T09:00"), (8, 10, 26), Severity.ERROR, "before its date"),
    ],
    "P011": [
        (changed("slug: É t"), (7, 7, 10), Severity.ERROR, "write e-t"),
        (changed("slug: ../../etc"), (7, 7, 16), Severity.ERROR, "is not a slug"),
        (changed("slug: a/b"), (7, 7, 10), Severity.ERROR, "is not a slug"),
    ],
    "P013": [
        (header("", "id"), (1, 1, 4), Severity.ERROR, "parccli publish titre"),
        (changed("id:"), (7, 1, 3), Severity.ERROR, "no id"),
        (header("status: draft", "id", "status"), (1, 1, 4), Severity.WARNING, "no id"),
    ],
    "P015": [
        (changed("status: publihsed"), (7, 9, 18), Severity.ERROR, "not public"),
        (changed("status: demain"), (7, 9, 15), Severity.ERROR, "draft, published or archived"),
        (changed("status: ''"), (7, 9, 11), Severity.ERROR, "is not a status"),
    ],
    "P016": [
        (header("", "summary"), (1, 1, 4), Severity.WARNING, "55 words"),
        (changed("summary:"), (7, 1, 8), Severity.WARNING, "55 words"),
        (changed("summary: ''"), (7, 10, 12), Severity.WARNING, "55 words"),
    ],
    "P017": [
        (header("categories: [Travau]"), (8, 13, 21), Severity.WARNING, "did you mean “Travaux”"),
        (header("categories: [travaux]"), (8, 13, 22), Severity.WARNING, "did you mean “Travaux”"),
        (header("categories: zzz"), (8, 13, 16), Severity.WARNING, "use one of Travaux, Emploi et formation"),
    ],
    "P018": [
        (header("lang: français"), (8, 7, 15), Severity.ERROR, "“français”"),
        (header("lang: fr_FR"), (8, 7, 12), Severity.ERROR, "“fr_FR”"),
        (header("lang: '12'"), (8, 7, 11), Severity.ERROR, "“12”"),
    ],
    "A101": [
        (header("image: a.png"), (8, 8, 13), Severity.ERROR, "RGAA 1.1"),
        (header("photo: a.png\nalt:"), (8, 8, 13), Severity.ERROR, "RGAA 1.1"),
        (header("visuel: https://example.org/a.png"), (8, 9, 34), Severity.ERROR, "RGAA 1.1"),
    ],
}
for _path in sorted(Path(__file__).with_name("examples").glob("*.py")):
    _family = runpy.run_path(str(_path))
    ACCEPTED |= _family["ACCEPTED"]
    REJECTED |= _family["REJECTED"]

_ELSEWHERE = [
    runpy.run_path(str(Path(__file__).with_name(f"test_{family}.py")))
    for family in ("accessibility", "feeds_and_fragments", "links", "posts")
]
"""Rules that look at other posts, at files, at the last export or outside have examples in a small site."""


def examples_of(code: str) -> list[str]:
    """The texts that a rule accepts, then those that it rejects."""
    families = [{"ACCEPTED": ACCEPTED, "REJECTED": REJECTED}, *_ELSEWHERE]
    accepted = [text for family in families for text in family["ACCEPTED"].get(code, [])]
    return accepted + [text for family in families for text, *_expected in family["REJECTED"].get(code, [])]


def test_every_rule_has_its_examples() -> None:
    """Three that it accepts and three that it rejects: a new rule is tested before its author writes a test."""
    families = [{"ACCEPTED": ACCEPTED, "REJECTED": REJECTED}, *_ELSEWHERE]
    for examples in ("ACCEPTED", "REJECTED"):
        count = Counter(code for family in families for code, texts in family[examples].items() for _text in texts)
        assert {code for code, number in count.items() if number >= 3} == set(RULES), examples


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in ACCEPTED.items() for text in texts])
def test_accepted(code: str, text: str) -> None:
    """Nothing to say."""
    assert code not in {finding.code for finding in found(text)}


@pytest.mark.parametrize(
    ("code", "text", "place", "severity", "message"),
    [(code, *example) for code, examples in REJECTED.items() for example in examples],
)
def test_rejected(code: str, text: str, place: tuple[int, int, int], severity: Severity, message: str) -> None:
    """One finding, at the value concerned, that says what to write."""
    (finding,) = [finding for finding in found(text) if finding.code == code]
    assert (finding.line, finding.column, finding.end_column) == place
    assert finding.severity is severity
    assert message in finding.message


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if isinstance(rule, PostRule)])
def test_a_rule_of_the_post_alone_finds_the_same_wherever_and_whenever_it_is_asked(code: str) -> None:
    """Its findings can be kept until the post or the settings change: other posts and later years do not matter."""
    for text in examples_of(code):
        file, neighbour = (read(Source(f"posts/{name}.md", text)) for name in ("0", "voisin"))
        alone = survey([file], CONFIG, NOW)
        last = LastExport(by_path={file.path: "urn:uuid:autre"}, by_slug={"titre": "urn:uuid:autre"})
        later = survey([neighbour, file], CONFIG, NOW.replace(year=2035), look_up=lambda _path: None, last=last)
        assert list(RULES[code].run(file, alone)) == list(RULES[code].run(file, later))


def test_a_good_post_has_no_finding() -> None:
    """The examples reject what they say, and nothing else about them is wrong."""
    assert found(header("")) == []


def test_two_posts_with_one_slug_are_both_named() -> None:
    """A slug may come from the file's name."""
    findings = found(changed("title: Autre\nslug: '1'"), header("", "slug").replace("urn:uuid:1", "urn:uuid:2"))
    assert [(finding.path, finding.line, finding.code) for finding in findings] == [
        ("posts/0.md", 7, "P012"),
        ("posts/1.md", 1, "P012"),
    ]
    assert "posts/1.md" in findings[0].message


def test_a_copied_post_that_kept_its_id_is_named_and_its_model_is_not() -> None:
    """The later date tells the copy, whatever the order of the files."""
    copy = changed("title: Copie\ndate: 2025-10-01\nslug: copie")
    (finding,) = found(copy, header(""))
    assert (finding.code, finding.path) == ("P014", "posts/0.md")
    assert "posts/1.md" in finding.message


def test_a_post_and_a_site_can_leave_checks_out() -> None:
    """By code in the post, by the beginning of the code in the settings and on the command line."""
    text = header("ignore: [P016]", "summary")
    assert found(text) == []
    files = [read(Source("posts/a.md", header("", "summary", "id")))]
    site = survey(files, CONFIG, NOW)

    def codes(**choice: list[str]) -> list[str]:
        return [finding.code for finding in check_posts(files, site, RULES.values(), **choice)]

    assert codes() == ["P013", "P016"]
    assert codes(ignore=["P013"]) == ["P016"]
    assert codes(select=["P01"], ignore=["P016"]) == ["P013"]
    assert codes(select=["A"]) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_the_page_of_a_rule_says_what_why_and_how(rule: Rule) -> None:
    """A first line that names the fault, a reason, an example, and whether it can be fixed."""
    first, blank, *rest = rule.page.splitlines()
    assert first.endswith(".")
    assert blank == ""
    assert any(line.startswith("Fix: ") for line in rest)
    assert len(rest) > 2


def test_an_unreadable_file_is_one_finding() -> None:
    """The other rules have nothing to look at."""
    assert [finding.code for finding in found("---\n")] == ["P001"]
    assert isinstance(read(Source("a.md", "")), PostFile)


def test_the_copy_is_not_the_one_that_was_published() -> None:
    """Of two posts with one id and one date, the last export tells which is the model."""
    texts = [header(""), changed("slug: copie")]
    files = [read(Source(f"posts/{name}.md", text)) for name, text in zip(("z", "a"), texts, strict=True)]
    site = survey(files, CONFIG, NOW, last=LastExport(by_path={"posts/z.md": "urn:uuid:1"}, by_slug={}))
    copies = [finding.path for finding in check_posts(files, site, [RULES["P014"]])]
    assert copies == ["posts/a.md"]
