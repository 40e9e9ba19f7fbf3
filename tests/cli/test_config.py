from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from parccli.config import parse

if TYPE_CHECKING:
    from tests.cli.conftest import Call, Site


def test_show_prints_a_file_that_says_all(call: Call, site: Site) -> None:
    """Read again, it gives the same settings; each stands under what it is for."""
    done = call("config", "show")
    assert (done.exit_code, done.stderr) == (0, "")
    written = (site.root / "parccli.toml").read_text(encoding="utf-8")
    assert parse(done.stdout) == (parse(written)[0], ())
    assert '# name of the site, as feeds show it\ntitle = "Le Parc"\n' in done.stdout


@pytest.mark.usefixtures("site")
def test_show_has_the_same_as_json(call: Call) -> None:
    """A section that is absent is null."""
    values = json.loads(call("config", "show", "--format", "json").stdout)
    assert (values["title"], values["newsletter"], values["feeds"]["items"]) == ("Le Parc", None, 20)


def test_an_unknown_setting_is_a_warning_with_its_line(call: Call, site: Site) -> None:
    """The rest counts."""
    with (site.root / "parccli.toml").open("a", encoding="utf-8") as settings:
        settings.write("[feeds]\nitem = 5\n")
    done = call("config", "show", "--format", "json")
    assert done.exit_code == 0
    assert done.stderr.startswith("parccli.toml:5: warning: unknown setting “feeds.item”\n  Did you mean “items”?")


def test_settings_that_cannot_be_read_are_exit_2(call: Call, site: Site) -> None:
    """The line is named."""
    (site.root / "parccli.toml").write_text('title = "Le Parc"\nurl = 3\n', encoding="utf-8")
    done = call("config", "show")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("parccli.toml:2: ")


def test_schemas_need_no_site(call: Call) -> None:
    """They are the same for all sites, and JSON."""
    for subject, key in (("post", "image_alt"), ("config", "permalink")):
        done = call("config", "schema", subject, cwd=call.cwd.parent)
        assert (done.exit_code, done.stderr) == (0, "")
        assert key in json.loads(done.stdout)["properties"]
    assert call("config", "schema", "site").exit_code == 2
