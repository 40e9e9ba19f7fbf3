from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Process, Site


def test_the_editor_gets_the_posts_file(run: Process, site: Site) -> None:
    """`$VISUAL` comes before `$EDITOR`; both may have arguments."""
    site.write(a="---\ntitle: a\n---\n")
    program = f"'{sys.executable}' -c 'import sys; open(sys.argv[1], \"a\").write(\"Vu.\")'"
    assert run("edit", "a", env={"VISUAL": program, "EDITOR": "absent"}).exit_code == 0
    assert (site.root / "posts/a.md").read_text(encoding="utf-8") == "---\ntitle: a\n---\nVu."


def test_an_editor_that_is_missing_or_fails_is_named(run: Process, site: Site) -> None:
    """With what to set."""
    site.write(a="---\ntitle: a\n---\n")
    assert "no editor is set" in run("edit", "a").stderr
    missing = run("edit", "a", env={"EDITOR": "no-such-editor"})
    assert missing.exit_code == 2
    assert "“no-such-editor” cannot be started" in missing.stderr
    failing = run("edit", "a", env={"EDITOR": f"'{sys.executable}' -c 'raise SystemExit(3)'"})
    assert failing.exit_code == 1
    assert "ended with an error" in failing.stderr


def test_a_broken_post_can_be_opened_to_be_mended(run: Process, site: Site) -> None:
    """It is the one that needs it."""
    site.write(a="---\ntitle: a : b\n---\n")
    assert run("edit", "posts/a.md", env={"EDITOR": f"'{sys.executable}' -c pass"}).exit_code == 0
