"""`validate --fix`: what is written, what is only shown, and what the answer is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Site

HEADER = "---\nid: urn:uuid:1\ntitle: Portes ouvertes\ndate: 2021-02-26\nstatus: published\nsummary: Bref.\n---\n"
BEFORE = HEADER + "L'eau, 5.000 m³ : «\u00a0oui.\n"
SAFE = HEADER + "L’eau, 5.000 m³\u00a0: «\u00a0oui.\n"
UNSAFE = HEADER + "L’eau, 5\u202f000 m³\u00a0: «\u00a0oui.\n"


def written(site: Site, name: str) -> str:
    """The post's text on disk, its line ends as they are."""
    return (site.root / "posts" / f"{name}.md").read_bytes().decode()


@pytest.fixture(autouse=True)
def _posts(site: Site) -> None:
    site.write(eau=BEFORE.replace(" m³", "\u00a0m³"))


def test_safe_fixes_are_written_and_counted(call: Call, site: Site) -> None:
    """What is left is reported as usual, and an error still answers no; a second run finds nothing to mend."""
    done = call("validate", "--fix", "--format", "json")
    report = json.loads(done.stdout)
    assert (done.exit_code, done.stderr, report["fixed"], report["checked"]) == (1, "", 2, 1)
    assert [finding["code"] for finding in report["findings"]] == ["T106", "T116"]
    assert written(site, "eau") == SAFE.replace(" m³", "\u00a0m³")
    again = call("validate", "--fix")
    assert again.stderr == "1 post checked: 1 error, 1 warning\n"


def test_unsafe_fixes_are_made_only_when_asked(call: Call, site: Site) -> None:
    """With or without --fix beside it."""
    done = call("validate", "--unsafe-fixes", "--ignore", "T116")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "3 fixes made in 1 post\n1 post checked: nothing to report\n"
    assert written(site, "eau") == UNSAFE.replace(" m³", "\u00a0m³")


def test_without_fix_it_is_said_what_it_would_do(call: Call, site: Site) -> None:
    """And nothing is written, not even a lock."""
    done = call("validate")
    assert done.stderr == "1 post checked: 1 error, 3 warnings\n“--fix” mends 2 of them\n"
    assert not (site.root / ".parccli").exists()


def test_a_diff_is_shown_and_nothing_written(call: Call, site: Site) -> None:
    """It is all that stands on standard output, and `patch` takes it."""
    before = written(site, "eau")
    done = call("validate", "--diff", "--select", "T104")
    assert done.stdout.splitlines() == [
        "--- a/posts/eau.md",
        "+++ b/posts/eau.md",
        "@@ -5,4 +5,4 @@",
        " status: published",
        " summary: Bref.",
        " ---",
        "-L'eau, 5.000\u00a0m³ : «\u00a0oui.",
        "+L’eau, 5.000\u00a0m³ : «\u00a0oui.",
    ]
    assert (done.exit_code, done.stderr) == (0, "1 fix to make in 1 post\n1 post checked: nothing to report\n")
    assert written(site, "eau") == before
    assert not (site.root / ".parccli").exists()


@pytest.mark.skipif(not shutil.which("git"), reason="the diff is for git")
@pytest.mark.parametrize(
    "text",
    [
        "---\r\nid: urn:uuid:1\r\ntitle: L'eau\r\n---\r\nl'eau\u2028l'eau !\r\n",
        "\ufeff---\ntitle: L'eau\n---\nl'eau",
        "---\ntitle: L'eau\n---\n",
    ],
)
def test_git_applies_the_diff(call: Call, site: Site, text: str) -> None:
    """Line ends, a byte order mark and a last line without end are those of the file."""
    site.write(eau=text)
    diff = call("validate", "--fix", "--diff", "--ignore", "P013").stdout
    subprocess.run(["git", "apply", "-"], cwd=site.root, input=diff.encode(), check=True)  # noqa: S607
    applied = written(site, "eau")
    site.write(eau=text)
    call("validate", "--fix", "--ignore", "P013")
    assert written(site, "eau") == applied != text


def test_a_diff_has_one_format(call: Call) -> None:
    """Exit 2, since the other formats have no place for it."""
    done = call("validate", "--diff", "--format", "json")
    assert (done.exit_code, done.stdout) == (2, "")


def test_bytes_that_are_not_text_to_mend_stay(call: Call, site: Site) -> None:
    """CRLF, a byte order mark, no final newline; other posts are not touched."""
    site.write(eau="\ufeff---\r\ntitle: 'L''eau' # l'eau\r\ntags: [l'eau]\r\n---\r\nl'eau\r\n`l'eau`")
    site.write(bon=HEADER.replace("uuid:1", "uuid:2").replace("Portes", "Volets"))
    before = (site.root / "posts" / "bon.md").stat().st_mtime_ns
    call("validate", "--fix", "--select", "T")
    after = "\ufeff---\r\ntitle: 'L’eau' # l'eau\r\ntags: [l'eau]\r\n---\r\nl’eau\r\n`l'eau`"
    assert written(site, "eau") == after
    assert (site.root / "posts" / "bon.md").stat().st_mtime_ns == before


def test_ids_are_written(call: Call, site: Site) -> None:
    """A missing one safely; that of a copy only when asked, and the model keeps its own."""
    site.write(
        sans="---\ntitle: Sans\ndate: 2021-02-27\nsummary: Bref.\n---\n",
        copie=HEADER.replace("Portes ouvertes\ndate: 2021-02-26", "Copie\ndate: 2022-02-26"),
    )
    call("validate", "--fix", "--select", "P013,P014")
    assert re.search(r"\nid: urn:uuid:[0-9a-f-]{36}\n---\n$", written(site, "sans"))
    assert "id: urn:uuid:1\n" in written(site, "copie")
    call("validate", "--fix", "--unsafe-fixes", "--select", "P013,P014")
    assert re.search(r"\nid: urn:uuid:[0-9a-f-]{36}\n", written(site, "copie"))
    assert "id: urn:uuid:1\n" in written(site, "eau")


def test_only_the_posts_named_are_mended(call: Call, site: Site) -> None:
    """The others are known, and left alone."""
    site.write(autre=BEFORE.replace("uuid:1", "uuid:2"))
    call("validate", "--fix", "posts/eau.md")
    assert written(site, "autre") == BEFORE.replace("uuid:1", "uuid:2")
    assert "L’eau" in written(site, "eau")
