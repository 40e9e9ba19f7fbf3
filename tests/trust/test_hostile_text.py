"""Posts, settings and pictures made to break their reader: told in words, or shown as text."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Process, Result, Site

READING = (
    ("list",),
    ("list", "--format", "csv"),
    ("list", "--format", "json"),
    ("show", "a"),
    ("show", "a", "--format", "html"),
    ("validate",),
    ("validate", "--format", "github"),
    ("validate", "--format", "sarif"),
    ("export", "--dry-run"),
    ("export",),
    ("export", "wxr"),
)
BOMB = "a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b]\n"


def a_post(lines: str = "", body: str = "Texte.", title: str = "Titre") -> str:
    """A public post of the slug `a`, with more lines in its front matter."""
    return f"---\nid: urn:x:a\ntitle: {title}\ndate: 2025-01-01\nslug: a\nstatus: published\n{lines}---\n{body}\n"


def _answers(call: Call) -> dict[tuple[str, ...], tuple[int, str]]:
    """What each command says, none of them with a bug report."""
    done: dict[tuple[str, ...], Result] = {command: call(*command) for command in READING}
    told = {command: (result.exit_code, result.stdout + result.stderr) for command, result in done.items()}
    assert not [
        (command, text) for command, (code, text) in told.items() if code not in {0, 1, 2} or "Traceback" in text
    ]
    return told


@pytest.mark.parametrize(
    "lines",
    [
        BOMB,
        "tags: " + "[" * 100_000 + "\n",
        "source: " + "{a: " * 50_000 + "\n",
        "\n".join(" " * level + "a:" for level in range(1000)) + "\n",
        "? " * 10_000 + "a\n",
        "author: !!python/object/apply:os.system ['echo ran']\n",
        "author: !!binary aGVsbG8=\n",
        "%YAML 9.9\n",
        'author: "\\ud800"\n',
        'author: "\\U00110000"\n',
    ],
    ids=["bomb", "lists", "mappings", "levels", "keys", "object", "binary", "directive", "surrogate", "no-letter"],
)
def test_front_matter_that_is_no_list_of_values(site: Site, call: Call, lines: str) -> None:
    """It is named with its line, the export stops, and nothing of it is unpacked or run."""
    site.write(a=a_post(lines))
    told = _answers(call)
    code, text = told["validate",]
    assert code == 1
    assert re.search(r"posts/a\.md:\d+:\d+: error", text)
    assert told["export",][0] == 1
    assert not (site.root / "public").exists()


@pytest.mark.parametrize(
    "lines",
    [
        "<<: {status: published}\n",
        "".join(f"clef-{number}: 1\n" for number in range(300)),
        f"author: {'a' * 100_000}\n",
        'author: "\\0"\n',
        "updated: 9999-12-31T23:59:59+23:59\n",
        "expires: 0001-01-01T00:00:00-23:59\n",
        "image: ../../../../../etc/passwd\nimage_alt: x\n",
        "image: /etc/passwd\nimage_alt: x\n",
        "image: file:///etc/passwd\nimage_alt: x\n",
        'image: "a\\0b.jpg"\nimage_alt: x\n',
        f"image: {'a' * 300}.jpg\nimage_alt: x\n",
        f"image: {'a/' * 3000}\nimage_alt: x\n",
        "image: 'https://[::1'\nimage_alt: x\n",
        'tags: ["../../x", "a,b;c|d", ""]\n',
        'categories: ["../../x", "..", "con", "/"]\n',
        "source: {type: csv, ref: ../../x, fingerprint: [a]}\n",
        "ignore: ['*', '.*', '[']\n",
    ],
)
def test_values_that_are_odd(site: Site, call: Call, lines: str) -> None:
    """They are values; nothing is read or written outside the site for them."""
    site.write(a=a_post(lines))
    _answers(call)
    made = [path.relative_to(site.root).as_posix() for path in site.root.rglob("*") if path.is_file()]
    assert not [path for path in made if "passwd" in path]
    assert {path.split("/")[0] for path in made} <= {"posts", "public", ".parccli", "parccli.toml"}


@pytest.mark.parametrize(
    "line",
    [
        f"x = {'[' * 5000}{']' * 5000}",
        f"x = {'{a=' * 3000}1{'}' * 3000}",
        f"x = {'9' * 10_000}",
        "x = 0000-00-00",
        'output = "../.."',
        'output = "/"',
        'permalink = "/{slug.__class__}/{0}/{"',
        'posted = "{date.__class__}"',
        '[inject]\nfiles = ["../../etc/passwd"]',
        '[inject]\nfiles = ["/etc/passwd"]',
        '[fragments]\nprefix = "\\"><script>"',
        "[fragments]\nper_page = 99999999999999999999",
        'time_zone = "../../etc/passwd"',
    ],
)
def test_settings_that_are_hostile(site: Site, call: Call, line: str) -> None:
    """parccli.toml may come from a stranger's folder: it is refused or warned of, and reaches nothing outside."""
    settings = site.root / "parccli.toml"
    top, _separator, rest = line.partition("[inject]") if line.startswith("[") else (line, "", "")
    settings.write_text(f"{top or ''}\n{settings.read_text()}\n{_separator}{rest}", encoding="utf-8")
    site.write(a=a_post())
    _answers(call)
    assert {path.name for path in site.root.iterdir()} <= {"posts", "public", ".parccli", "parccli.toml"}


def test_an_address_with_a_bracket_is_no_address(site: Site, call: Call) -> None:
    """A stray bracket, which address libraries take for half of an IPv6 number, is told with its line."""
    settings = site.root / "parccli.toml"
    settings.write_text(settings.read_text().replace("https://www", "https://[www"), encoding="utf-8")
    done = call("export")
    assert (done.exit_code, done.stderr.splitlines()[0].startswith("parccli.toml:2")) == (2, True)


ESCAPES = "\\e]0;pwned\\a\\e[31m\\e[2J\\x9b31m\\u202e\\r\\n\\b"


def test_escape_sequences_reach_no_terminal(site: Site, call: Call) -> None:
    """Not through a title, a category, a slug that is none, a file's name or a broken line: in any command's talk."""
    site.write(a=a_post(f'categories: ["{ESCAPES}"]\nauthor: "{ESCAPES}"\n', title=f'"{ESCAPES}"'))
    (site.root / "posts" / "b\x1b[31m.md").write_text(a_post().replace("urn:x:a", "urn:x:b"), encoding="utf-8")
    (site.root / "posts" / "c.md").write_text(f'---\nslug: "{ESCAPES}"\n\x1b]0;x\x07: a\n---\n', encoding="utf-8")
    (site.root / "posts" / "d.md").write_text(
        f'---\nslug: "{ESCAPES}"\nstatus: "{ESCAPES}"\ndate: "{ESCAPES}"\n---\n', encoding="utf-8"
    )
    for command in (
        *READING,
        ("publish", "a\x1b[31m"),
        ("rename", "a", "\x1b[31m"),
        ("publish", "d"),
        ("import", "\x1b[2J"),
    ):
        done = call(*command)
        assert done.exit_code in {0, 1, 2}
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", done.stderr), command
        if command not in {("list", "--format", "csv"), ("show", "a", "--format", "html")}:
            # JSON has its own escapes for most; what is left of them a terminal gets escaped (test_console.py).
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", done.stdout), command


def test_a_title_is_no_command_for_github(site: Site, call: Call) -> None:
    """A line end in a text begins no workflow command (`::error::`)."""
    site.write(a=a_post(title='"a\\n::error file=x::y%0A::set-output name=x::y"', lines='status: "x\\n::error::z"\n'))
    told = call("validate", "--format", "github").stdout
    assert told
    assert all(re.match(r"::(error|warning|notice) file=posts/a\.md,", line) for line in told.splitlines())


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r=", "\uff1d", "a;=", 'a;"=', "a\n=", "a;@"])
def test_a_list_runs_no_formula(site: Site, call: Call, sign: str) -> None:
    """Whichever of the two separators a spreadsheet goes by, no cell of it begins with what it would run."""
    site.write(a=a_post(f"author: {json.dumps(sign + 'cmd|/C calc')}\n"))
    for language in ("en", "fr"):
        text = call("list", "--format", "csv", env={"PARCCLI_LANG": language}).stdout
        for separator in ",;":
            rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=separator)
            assert not [cell for row in rows for cell in row if re.match(r'"?[=+@\uff1d\t\r-]', cell)]
        assert "cmd|/C calc" in text


def test_a_text_is_no_template(site: Site, call: Call) -> None:
    """What a template engine would run stands in every output as it was written."""
    code = "{{ 7*191 }}{% include 'x' %}{# gone #}${{ x }}"
    site.write(
        a=a_post(
            f"author: '{code.replace(chr(39), chr(39) * 2)}'\n", body=f'{code}\n\n<p title="{{{{ 7*191 }}}}">a</p>'
        )
    )
    assert call("export").exit_code == 0
    for path in (site.root / "public").rglob("*"):
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        assert "1337" not in text
    article = (site.root / "public/fragments/articles/a.html").read_text(encoding="utf-8")
    assert "{{ 7*191 }}" in article
    assert "gone" in article


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"])
def test_a_picture_that_breaks_off_is_named(site: Site, call: Call, format_name: str) -> None:
    """A file that was copied halfway stops an export, which says which one; or is published as the bytes that it is."""
    data = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.effect_noise((900, 700), 80).convert("RGB").save(data, format_name, exif=exif)
    whole = data.getvalue()
    for end in (60, len(whole) // 3, len(whole) - 200, len(whole) - 3):
        site.write(a=a_post("image: vue.img\nimage_alt: x\n").replace("vue.img", f"vue.{format_name.lower()}"))
        (site.root / "posts" / f"vue.{format_name.lower()}").write_bytes(whole[:end])
        for command in (("validate",), ("export",)):
            done = call(*command)
            assert done.exit_code in {0, 1}, done.stderr
            assert done.exit_code == 0 or f"vue.{format_name.lower()}" in done.stdout + done.stderr


def test_a_table_that_would_fill_the_memory(site: Site, call: Call) -> None:
    """Two times two thousand signs ask for four million cells: the post is refused, and is told why."""
    wide = "|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n" + "|a\n" * 2000
    site.write(a=a_post(body=f"\n{wide}"))
    done = call("export")
    assert done.exit_code == 1
    assert "more than 100000 cells" in done.stderr


def test_nesting_has_a_limit(site: Site, call: Call) -> None:
    """A hundred levels of elements are published, a hundred and one are not."""
    for levels, code in ((99, 0), (100, 1)):
        site.write(a=a_post(body=f"\n{'>' * levels} mot"))
        assert call("export").exit_code == code


PATHOLOGIES = {
    "brackets": "[" * 30_000 + "a" + "](b)" * 30_000,
    "pictures": "![" * 30_000,
    "emphasis": "*a _b " * 30_000,
    "ticks": "".join("e" + "`" * number for number in range(400)),
    "comments": "<!--" * 200_000,
    "cdata": "<![CDATA[" * 30_000,
    "tags": "<a " * 30_000,
    "one note": "[^a]" * 30_000 + "\n\n[^a]: n",
    "notes of notes": "\n\n".join(f"x[^{number}]\n\n[^{number}]: n[^{number + 1}]" for number in range(4000)),
    "references": "".join(f"[{number}]: x\n" for number in range(9000)) + "".join(f"[{n}]" for n in range(9000)),
    "headings": "# a\n\n" * 9000,
    "quotes": "« " * 30_000,
    "cells": f"|{'a|' * 100}\n|{'-|' * 100}\n" + f"|{'b|' * 100}\n" * 5000,
    "a chapter a cell": f"|{'mot ' * 10_000}" * 40 + f"\n|{'-|' * 40}\n",
    "spaces": "a" + " " * 60_000 + "b",
    "entities": "&#1;&" * 30_000,
    "quotations": "> " * 200_000,
    "marks": "".join(f"<p><b id=a{number}>x</p>" for number in range(20_000)),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", PATHOLOGIES)
def test_time_grows_with_the_text_alone(site: Site, run: Process, name: str) -> None:
    """What makes other engines quadratic is shown, checked and exported, or refused in words, within a minute."""
    site.write(a=a_post(body=f"\n{PATHOLOGIES[name]}"))
    for command in ("show", "a"), ("validate",), ("export",):
        assert run(*command).exit_code in {0, 1}
