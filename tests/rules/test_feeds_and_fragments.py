"""What feeds and fragments would break on, by examples: bodies on line 4, after a header with nothing but a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parccli.findings import Safety, Severity
from parccli.source import Source

if TYPE_CHECKING:
    from tests.rules.conftest import Found

WARNING, ERROR, INFO = Severity.WARNING, Severity.ERROR, Severity.INFO


def post(body: str, header: str = "") -> str:
    """A post with this body, on line 4 when nothing is added to the header."""
    return f"---\ndate: 2025-08-31\n{header}---\n{body}\n"


ACCEPTED = {
    "F001": [
        post("Un\tdeux\r\ntrois\u00a0: quatre\u202f! 🎉 œ \U0010fffd"),
        post("", 'title: "Une\\ttabulation"\n'),
        post("e\u0301 \u200b \ufeff"),
    ],
    "F002": [
        post("[x](https://www.example.org/é?a=b#c) <mailto:a@example.org> <a@example.org> [t](tel:+33300000000)"),
        post("[x](/contact/) [x](//www.example.org) [x](#y) [x](../z.html) [x](?page=2)"),
        post("`[x](javascript:y)` ![x](a.png) ![x](https://www.example.org/a.png)"),
    ],
    "F003": [
        post("[x](/contact/) [x](https://www.example.org/contact) [x](#y)"),
        post("[x](2024/2024-06-17-giratoire.md) [x](media/plan.pdf) [x](www.example.org/a)"),
        post("`[x](../contact/)` ![x](../contact)"),
    ],
    "F004": [
        post("<div><strong>x</strong></div> <kbd>F5</kbd> <details><summary>x</summary>y</details>"),
        post("`<script>` et\n\n```\n<script>\n```"),
        post("<!-- <script> -->"),
        post('<table><tr><td style="text-align: right" class="x">1</td></tr></table>'),
        post("<center>x</center>"),
        post('<video controls src="a.mp4"><track src="a.vtt"></video>'),
    ],
    "F006": [
        post("> " * 99 + "mot"),
        post("- mot. Fin.\n" * 300),
        post("|a|b|\n|-|-|\n" + "|c|d|\n" * 1000),
        post("<div>" * 99 + "mot" + "</div>" * 99),
    ],
    "F005": [post("Bref."), post("mot " * 20_000), post("# é\n" * 8_000)],
}

REJECTED = {
    "F001": [
        (post("Le Parc ouvre ses\x0bportes"), (4, 18, 19), WARNING, "U+000B"),
        (post("é \x00\x08."), (4, 3, 5), WARNING, "U+0000"),
        (post("", 'title: "Le Parc\\a"\n'), (3, 8, 19), WARNING, "U+0007"),
        (post("`a\ufffe`"), (4, 3, 4), WARNING, "U+FFFE"),
    ],
    "F002": [
        (post("[fermer](javascript:close())"), (4, 10, 28), WARNING, "javascript:close()"),
        (post("![x](data:image/png;base64,AAAA)"), (4, 6, 32), WARNING, "data:image/png;base64,AAAA"),
        (post("é <ftp://ftp.example.org/plan>"), (4, 4, 30), WARNING, "ftp://ftp.example.org/plan"),
        (post("[x](http://[::1)"), (4, 5, 16), WARNING, "http://[::1"),
        (post(f"[x](data:text/plain,{'a' * 50})"), (4, 5, 71), WARNING, f"“data:text/plain,{'a' * 24}…”"),
        (post('<a href="vbscript:x">x</a>'), (4, 10, 20), WARNING, "vbscript:x"),
        (post("é [le plan]()"), (4, 3, 14), WARNING, "no address"),
        (post("![Une tour]()"), (4, 1, 14), WARNING, "no address"),
    ],
    "F003": [
        (post("[x](../contact/)", "slug: titre\n"), (5, 5, 16), INFO, "https://www.example.org/contact/"),
        (post("[x](contact.html)", "slug: titre\n"), (5, 5, 17), INFO, "https://www.example.org/titre/contact.html"),
        (post('é <a href="plan">x</a>'), (4, 12, 16), INFO, "begin it with “/”"),
    ],
    "F004": [
        (post("<script>\nalert(1);\n</script>"), (4, 1, 9), WARNING, "nor what it holds"),
        (post("é <svg><p>x</p></svg>"), (4, 3, 8), WARNING, "<svg> is not published"),
        (post('<iframe src="https://carte.example.org" title="x"></iframe>'), (4, 1, 51), INFO, "as a link"),
        (post('<span onclick="x()" style="color: red">x</span>'), (4, 1, 40), INFO, "onclick, style"),
        (post("<div>\n<BUTTON type=x>x</BUTTON>\n</div>"), (5, 1, 16), WARNING, "<button>"),
    ],
    "F005": [
        (post("mot " * 26_000), (1, 1, 4), WARNING, "104 KB"),
        (post("- é\n" * 9_000), (1, 1, 4), WARNING, "more than 100"),
        (post("é " * 40_000), (1, 1, 4), WARNING, "120 KB"),
    ],
    "F006": [
        (post("> " * 101 + "mot"), (1, 1, 4), ERROR, "too deeply"),
        (post("1. " * 60 + "mot"), (1, 1, 4), ERROR, "too deeply"),
        (post("<div>" * 101 + "mot"), (1, 1, 4), ERROR, "too deeply"),
        (post("- " * 60 + "mot"), (1, 1, 4), ERROR, "too deeply"),
        (post("".join("\t" * (n // 2) + "  " * (n % 2) + "- a\n" for n in range(60))), (1, 1, 4), ERROR, "too deeply"),
        (post(("*a _b " * 60) + ("b_ a* " * 60)), (1, 1, 4), ERROR, "too deeply"),
        (post(f"|{'a|' * 1000}\n|{'-|' * 1000}\n" + "|a\n" * 101), (1, 1, 4), ERROR, "more than 100000 cells"),
    ],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in ACCEPTED.items() for text in texts])
def test_accepted(found: Found, code: str, text: str) -> None:
    """Nothing to say."""
    assert found(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "place", "severity", "message"),
    [(code, *example) for code, examples in REJECTED.items() for example in examples],
)
def test_rejected(
    found: Found, code: str, text: str, place: tuple[int, int, int], severity: Severity, message: str
) -> None:
    """One finding, at what would vanish."""
    (finding,) = found(code, text)
    assert (finding.line, finding.column, finding.end_column) == place
    assert finding.severity is severity
    assert message in finding.message


def test_a_control_character_can_be_deleted(found: Found) -> None:
    """By an unsafe fix: where it stands a word may end."""
    before = post("Le Parc\x0b ouvre\x0c.")
    findings = found("F001", before)
    edits = [edit for finding in findings if finding.fix for edit in finding.fix.edits]
    assert {finding.fix.safety for finding in findings if finding.fix} == {Safety.UNSAFE}
    assert Source("a.md", before).edited(edits).text == post("Le Parc ouvre.")
