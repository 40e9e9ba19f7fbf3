"""The READMEs and docs/ say what the program does, in both languages, and lead where they say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
import typer
from docs_typography import remarks
from typer.main import get_command

import docs
from parccli.cli import COMMANDS, Command
from parccli.cli.app import build
from parccli.config.schema import schema
from parccli.exporters import EXPORTERS
from parccli.importers import IMPORTERS
from parccli.post.fields import FIELDS
from parccli.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typer import _click

LANGUAGES = tuple(docs.READMES)
PAGES = [(language, path) for language in LANGUAGES for path in docs.pages(language)]
BOTH = pytest.mark.parametrize("language", LANGUAGES)
EACH = pytest.mark.parametrize(("language", "path"), PAGES, ids=lambda part: getattr(part, "stem", part))

LINK = re.compile(r"(?<!!)\[(?P<text>[^\]\n]*)\]\((?P<target>[^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
INDENTED = re.compile(r"^ {4}.*$", re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")
ADDRESS = re.compile(r"\b(?:https?|sftp)://[^\s\"'`<>)|,;]+")
MAIL = re.compile(r"[\w.]+@[\w-]+(?:\.[\w-]+)+")
# Programs that the pages tell to install, and standards: real, public, and none of them ours.
REAL_HOSTS = {
    "brew.sh",
    "filezilla-project.org",
    "json-schema.org",
    "pre-commit.com",
    "winscp.net",
    "www.python.org",
}


@BOTH
def test_pages_are_as_generated_and_their_examples_print_what_they_show(language: str) -> None:
    """`make docs` brings them up to date; read the difference before you commit it."""
    texts = {path.relative_to(docs.ROOT).as_posix(): read(path) for path in docs.pages(language)}
    renewed = docs.renewed(texts, language)
    assert [name for name, text in texts.items() if renewed[name] != text] == []


@pytest.mark.slow
@BOTH
def test_recipes_print_what_they_show_where_jq_is(language: str) -> None:
    """The quick test leaves these blocks alone on a machine without jq."""
    if shutil.which("jq") is None:
        pytest.skip("jq is missing")
    texts = {path.name: read(path) for path in docs.pages(language) if "```console jq" in read(path)}
    assert texts
    assert docs.renewed(texts, language) == texts


@pytest.mark.slow
@BOTH
def test_the_php_that_the_pages_give_can_be_read_by_php(language: str, tmp_path: Path) -> None:
    """Each block, as someone copies it into a file."""
    php = shutil.which("php")
    if php is None:
        pytest.skip("php is missing")
    texts = "\n".join(map(read, docs.pages(language)))
    blocks = re.findall(r"^```php\n(.*?)^```$", texts, re.DOTALL | re.MULTILINE)
    assert blocks
    for block in blocks:
        file = tmp_path / "block.php"
        file.write_text(block, encoding="utf-8")
        done = subprocess.run([php, "-l", file], capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout


def test_an_example_that_prints_something_else_would_be_noticed() -> None:
    """The check can fail, a table is made anew, and what needs a program that is not there stays."""
    text = (
        "```console\n$ echo Bonjour\nBonsoir\n```\n"
        "```console nosuchprogram\n$ nosuchprogram\nas it was\n```\n"
        "<!-- generated: targets -->\nold\n<!-- /generated -->\n"
        "Voici l'eau : `x : y`.\n"
    )
    renewed = docs.renewed({"page": text}, "fr")["page"]
    assert renewed.startswith("```console\n$ echo Bonjour\nBonjour\n```\n")
    assert "$ nosuchprogram\nas it was\n" in renewed
    assert "| cible | écrit |" in renewed
    assert "old" not in renewed
    assert renewed.endswith("Voici l’eau\u00a0: `x : y`.\n")


def test_a_terminal_shows_what_a_reader_would_see() -> None:
    """Files are written, folders entered, pipes followed; tables are drawn on a terminal, and not in a pipe."""
    text = (
        '```toml file=site/parccli.toml\ntitle = "Le Parc"\n```\n'
        '```toml append=site/parccli.toml\nurl = "https://www.example.org"\n```\n'
        "```console\n"
        "$ cd site\n"
        "$ mkdir posts\n"
        '$ echo Bonjour. | parccli new "Un titre" --body -\n'
        "$ parccli list --fields date,title\n"
        "$ parccli list --fields date,title | tr '\\t' '|'\n"
        "$ parccli list --format paths > paths.txt\n"
        "$ cat paths.txt\n"
        "```\n"
    )
    assert docs.renewed({"page": text}, "en")["page"].partition("```console\n")[2] == (
        "$ cd site\n"
        "$ mkdir posts\n"
        '$ echo Bonjour. | parccli new "Un titre" --body -\n'
        "posts/2026/2026-03-02-un-titre.md\n"
        "A draft. Once it is ready: parccli publish un-titre\n"
        "$ parccli list --fields date,title\n"
        "Date         Title\n"
        "─────────────────────\n"
        "2026-03-02   Un titre\n"
        "$ parccli list --fields date,title | tr '\\t' '|'\n"
        "2026-03-02|Un titre\n"
        "$ parccli list --format paths > paths.txt\n"
        "$ cat paths.txt\n"
        "posts/2026/2026-03-02-un-titre.md\n"
        "```\n"
    )


@EACH
def test_a_page_leads_to_itself_in_the_other_language_and_back(language: str, path: Path) -> None:
    """The first link is that one."""
    [other] = set(LANGUAGES) - {language}
    twin = linked(path, first_link(path))
    assert twin in docs.pages(other)
    assert linked(twin, first_link(twin)) == path


@EACH
def test_links_lead_somewhere(language: str, path: Path) -> None:
    """To a file that is there, and to a heading that it has; another page is one of the same language."""
    own = set(docs.pages(language))
    others = {page for _language, page in PAGES} - own
    for link in list(LINK.finditer(prose(read(path))))[1:]:
        target = link["target"]
        if urlsplit(target).scheme:
            continue
        place = linked(path, target)
        assert place.exists(), target
        assert place not in others or language == "fr", target
        anchor = unquote(urlsplit(target).fragment)
        assert not anchor or anchor in anchors(read(place)), target


@BOTH
def test_every_page_is_reached_from_the_index_and_from_the_readme(language: str) -> None:
    """Nothing is written that nobody finds."""
    readme, *rest = docs.pages(language)
    index = docs.ROOT / "docs" / language / "README.md"
    for start, missing in ((index, {index}), (readme, set())):
        reached = {linked(start, link["target"]) for link in LINK.finditer(read(start)) if "://" not in link["target"]}
        assert set(rest) - reached - missing == set()


@EACH
def test_addresses_are_examples_or_real_and_public(language: str, path: Path) -> None:
    """example.org, .invalid, this machine, and what the pages tell to install."""
    del language
    for address in ADDRESS.findall(read(path)):
        host = urlsplit(address).hostname or ""
        assert host in REAL_HOSTS or re.fullmatch(r"(.*\.)?example\.org|.*\.invalid|localhost|127\.0\.0\.1", host), (
            address
        )
    for address in MAIL.findall(read(path)):
        assert address.endswith(("example.org", ".invalid")), address


@EACH
def test_commands_that_are_not_run_exist_with_their_options(language: str, path: Path) -> None:
    """In a crontab, in a sentence, in a table: a mistyped option is found wherever it is."""
    del language
    for mention in mentions(read(path)):
        assert unknown(mention) == [], " ".join(mention)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Run `parccli list --formt json`.", ["--formt"]),
        ("```sh\n5 * * * * /usr/bin/parccli -C /srv --quiet exprot\n```", ["exprot"]),
        ("```sh\n5 * * * * /usr/bin/parccli -C /srv --quiet export --at x | cat --at\n```", []),
        ('`eval "$(parccli completion bash)"` and `parccli config schema`', []),
        ("`parccli` and `parccli-validate`", []),
    ],
)
def test_a_mistyped_command_would_be_noticed(text: str, found: list[str]) -> None:
    """The check above can fail."""
    assert [word for mention in mentions(text) for word in unknown(mention)] == found


@BOTH
def test_everything_is_documented(language: str) -> None:
    """Every command and option, setting, key, check, format and target has its line."""
    text = "\n".join(map(read, docs.pages(language)))
    for name, options in options_of_commands().items():
        assert f"\n## {name}\n" in text
        page = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert [option for option in options if f" {option} " not in page] == []
    names = [*IMPORTERS, *EXPORTERS, *(field.name for field in FIELDS), *setting_names()]
    assert [name for name in names if f"\n| `{name}` |" not in text] == []
    assert [code for code in RULES if f"\n### {code} " not in text] == []


@BOTH
def test_every_variable_of_a_template_is_documented(language: str) -> None:
    """Those that the templates name at their top, by the page on templates."""
    [page] = [path for path in docs.pages(language) if path.stem in {"gabarits", "templates"}]
    folder = docs.ROOT / "src" / "parccli" / "templates"
    words = set(re.findall(r"\w+", " ".join(SPAN.findall(read(page)))))
    templates = sorted(folder.iterdir())
    assert templates
    for template in templates:
        head = template.read_text(encoding="utf-8").partition("#}")[0]
        named = re.findall(r"^  ?(\w+(?:, \w+)*) {2,}\w", head, re.MULTILINE)
        assert {name for names in named for name in names.split(", ")} <= words, template.name


@pytest.mark.parametrize("path", docs.pages("fr"), ids=lambda path: path.stem)
def test_the_french_pages_keep_the_typography_that_parccli_asks_for(path: Path) -> None:
    """Their own prose passes the checks of typography and structure, where these are not for posts only."""
    body = re.sub(r"<!--.*?-->", "", docs.GENERATED.sub("", read(path)), flags=re.DOTALL)
    assert remarks(body) == []


def test_the_matcher_for_vs_code_reads_what_validate_prints() -> None:
    """The pattern of tasks.json takes the line that stands below it on the page, part by part."""
    for language in LANGUAGES:
        [text] = [read(path) for path in docs.pages(language) if path.stem in {"editeurs", "editors"}]
        [task] = re.findall(r"^```json file=\.vscode/tasks\.json\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
        pattern = json.loads(task)["tasks"][0]["problemMatcher"]["pattern"]
        [line] = re.findall(r"^posts/.*\[P008\]$", text, re.MULTILINE)
        found = re.fullmatch(pattern["regexp"], line)
        assert found
        assert (found[pattern["line"]], found[pattern["column"]], found[pattern["severity"]]) == ("3", "7", "error")
        assert (found[pattern["code"]], found[pattern["file"]][:6]) == ("P008", "posts/")


def read(path: Path) -> str:
    """The text of a page."""
    return path.read_text(encoding="utf-8")


def prose(text: str) -> str:
    """What of a page is neither code nor an example."""
    return SPAN.sub("", INDENTED.sub("", FENCE.sub("", text)))


def linked(path: Path, target: str) -> Path:
    """The file that a link on the page `path` leads to."""
    return (path.parent / unquote(urlsplit(target).path or path.name)).resolve()


def first_link(path: Path) -> str:
    """Where the first link of a page leads."""
    found = LINK.search(read(path))
    assert found
    return found["target"]


def anchors(text: str) -> set[str]:
    """The names that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def mentions(text: str) -> Iterator[list[str]]:
    """The words after each `parccli` that someone may type in code which is not run."""
    typed = [block for block in FENCE.findall(text) if not block.startswith("```console")]
    rest = FENCE.sub("", text)
    for code in (*typed, *INDENTED.findall(rest), *SPAN.findall(rest)):
        for found in re.finditer(r"(?<![\w-])parccli(?:\.exe)?((?: +[^\s|&;<>)\"]+)+)", code):
            words = found[1].split()
            if re.match(r"--?[A-Za-z]|[a-z]+$", words[0]) and words[-1] != "…":
                yield words


def unknown(words: list[str]) -> list[str]:
    """Those of the words of a command line that are no command, or no option of it."""
    rest = list(words)
    options = options_of(build())
    while rest and rest[0].startswith("-"):
        option = rest.pop(0)
        if option not in options:
            return [option]
        if options[option] and rest:
            rest.pop(0)
    known = options_of_commands()
    name = next((" ".join(rest[:size]) for size in (2, 1) if " ".join(rest[:size]) in known), None)
    if name is None:
        return rest[:1]
    return [word for word in rest if re.match(r"--?[a-z]", word) and word.partition("=")[0] not in known[name]]


def options_of(command: _click.Command) -> dict[str, bool]:
    """The options of a command, and whether each takes a value."""
    names = [(name, param) for param in command.params for name in (*param.opts, *param.secondary_opts)]
    found = {name: not getattr(param, "is_flag", False) for name, param in names if name.startswith("-")}
    return {**found, "--help": False}


def options_of_commands() -> dict[str, dict[str, bool]]:
    """The options of every command by its name, such as `config show`."""
    found = {}
    for entry in COMMANDS:
        group = "" if isinstance(entry, Command) else f"{entry.name} "
        for command in [entry] if isinstance(entry, Command) else entry.commands:
            module, _colon, function = command.target.partition(":")
            app = typer.Typer(add_completion=False)
            app.command()(getattr(import_module(f"parccli.cli.{module}"), function))
            found[f"{group}{command.name}"] = options_of(get_command(app))
    return found


def setting_names() -> list[str]:
    """Every setting, those of sections too."""
    tables = [schema()["properties"]]
    tables += [table["properties"] for table in tables[0].values() if "properties" in table]
    return [name for table in tables for name, setting in table.items() if "properties" not in setting]
