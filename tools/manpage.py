"""Keep the manual pages true: man/parccli.1 and man/fr/parccli.1, from what the program says of itself.

manpage.py update        write them anew
manpage.py check         fail when they say something else
manpage.py print LANG    print one; each language in a process of its own, for typer translates as it is imported
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from parccli import i18n

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parent.parent
PAGES: Final = {"en": ROOT / "man/parccli.1", "fr": ROOT / "man/fr/parccli.1"}

_WORDS: Final = {
    "en": {
        "manual": "parccli manual",
        "name": "NAME",
        "brief": "news as plain files, checked and published as feeds and HTML fragments",
        "synopsis": "SYNOPSIS",
        "command": "COMMAND",
        "options": "OPTIONS",
        "description": "DESCRIPTION",
        "commands": "COMMANDS",
        "status": "EXIT STATUS",
        "environment": "ENVIRONMENT",
        "files": "FILES",
        "description_text": "parccli keeps the news of a site as Markdown files in a folder, tells what is wrong with"
        " them before the public sees them, and writes feeds and HTML fragments for a site that exists. Results go to"
        " standard output; what is said about them goes to standard error.",
        "statuses": {
            "0": "done",
            "1": "the answer is no: findings, refused or conflicting rows, a post that cannot be published",
            "2": "a mistake in the command line or in parccli.toml, or a file named there that cannot be read",
            "3": "a bug of parccli's; it names a log to send",
            "130": "interrupted",
        },
        "variables": {
            "PARCCLI_LANG": "language of messages and help: en or fr; else that of the locale",
            "VISUAL, EDITOR": "the editor that new and edit open",
            "NO_COLOR": "no colour, if it is not empty",
        },
        "places": {
            "parccli.toml": "the settings of a site; it marks its root",
            "posts/": "the posts, *.md at any depth",
            "templates/": "templates of the site's own, and archetypes/ for new",
            "public/": "what export writes",
            ".parccli/": "cache and lock; safe to delete",
        },
    },
    "fr": {
        "manual": "Manuel de parccli",
        "name": "NOM",
        "brief": "des actualités en simples fichiers, vérifiées puis publiées en flux et en fragments HTML",
        "synopsis": "SYNOPSIS",
        "command": "COMMANDE",
        "options": "OPTIONS",
        "description": "DESCRIPTION",
        "commands": "COMMANDES",
        "status": "CODE DE RETOUR",
        "environment": "ENVIRONNEMENT",
        "files": "FICHIERS",
        "description_text": "parccli garde les actualités d’un site dans un dossier, en fichiers Markdown, dit ce qu’il"
        " faut y corriger avant que le public les voie, et écrit les flux et les fragments HTML d’un site qui existe"
        " déjà. Les résultats vont sur la sortie standard, ce qui s’en dit sur la sortie d’erreur.",
        "statuses": {
            "0": "c’est fait",
            "1": "la réponse est non\u00a0: des remarques, des lignes refusées ou en conflit, un article qui ne peut"
            " être publié",
            "2": "une erreur dans la ligne de commande ou dans parccli.toml, ou un fichier nommé là qu’on ne peut lire",
            "3": "une erreur de parccli, avec le nom d’un journal à envoyer",
            "130": "interrompu",
        },
        "variables": {
            "PARCCLI_LANG": "langue des messages et de l’aide\u00a0: en ou fr\u00a0; sinon celle du système",
            "VISUAL, EDITOR": "l’éditeur qu’ouvrent new et edit",
            "NO_COLOR": "pas de couleurs, si elle n’est pas vide",
        },
        "places": {
            "parccli.toml": "les réglages d’un site\u00a0; il en marque la racine",
            "posts/": "les articles, *.md à toute profondeur",
            "templates/": "les modèles propres au site, et archetypes/ pour new",
            "public/": "ce qu’écrit export",
            ".parccli/": "cache et verrou\u00a0; peut être supprimé à tout moment",
        },
    },
}


def page(language: str) -> str:
    """Write the page as roff; `i18n` must speak the language, and typer not have been imported before."""
    words: dict[str, Any] = _WORDS[language]
    return "\n".join(_lines(words)) + "\n"


def _lines(words: dict[str, Any]) -> Iterator[str]:
    import typer  # noqa: PLC0415 -- translates as it is imported

    from parccli import __version__  # noqa: PLC0415 -- beside the rest
    from parccli.cli import app  # noqa: PLC0415 -- imports typer

    root = app.build()
    context = typer.Context(root, info_name="parccli")
    yield f'.TH PARCCLI 1 "" "parccli {__version__}" "{_text(words["manual"])}"'
    yield f".SH {words['name']}\nparccli \\- {_text(words['brief'])}"
    yield f".SH {words['synopsis']}\n.B parccli\n[{words['options']}] {words['command']} \\&..."
    yield f".SH {words['description']}\n{_text(words['description_text'])}"
    yield f".SH {words['options']}"
    yield from _parameters(root, context)
    yield f".SH {words['commands']}"
    for name, command in _commands(root, context):
        inner = command.make_context(f"parccli {name}", [], context, resilient_parsing=True)
        usage = " ".join(inner.command.collect_usage_pieces(inner))
        yield f".SS parccli {name} {_text(usage)}\n{_text(command.help or '')}"
        yield from _parameters(inner.command, inner)
    for section, entries in (("status", "statuses"), ("environment", "variables"), ("files", "places")):
        yield f".SH {words[section]}"
        for term, text in words[entries].items():
            yield f".TP\n.B {_text(term)}\n{_text(text)}"


def _commands(group: Any, context: Any, before: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- typer's
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if hasattr(command, "list_commands"):
            yield from _commands(command, context, f"{before}{name} ")
        else:
            yield before + name, command


def _parameters(command: Any, context: Any) -> Iterator[str]:  # noqa: ANN401 -- typer's
    for parameter in command.get_params(context):
        options = [*parameter.opts, *parameter.secondary_opts]
        value = "" if getattr(parameter, "is_flag", False) else parameter.make_metavar(context)
        if parameter.param_type_name == "argument":
            options, value = [parameter.human_readable_name], ""
        shown = ", ".join(f"\\fB{_text(option)}\\fR" for option in options)
        yield f".TP\n{shown}{f' {_text(value)}' if value else ''}\n{_text(parameter.help or '')}"


def _text(text: str) -> str:
    """Escape what roff reads: backslashes, hyphens that are to be typed, and a point that begins a line."""
    flat = re.sub(r"[ \n]+", " ", text).strip().replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{flat}" if flat.startswith((".", "'")) else flat


def _printed(language: str) -> str:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    command = [sys.executable, __file__, "print", language]
    return subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603 -- this very program


def main(arguments: list[str]) -> int:
    """Do what the arguments say."""
    match arguments:
        case ["print", language]:
            i18n.bind(language, environ=os.environ)
            sys.stdout.write(page(language))
        case ["update"]:
            for language, path in PAGES.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(_printed(language), "utf-8")
        case ["check"]:
            stale = [str(path) for language, path in PAGES.items() if path.read_text("utf-8") != _printed(language)]
            if stale:
                print(f"Out of date: {', '.join(stale)}. Run “make man”.", file=sys.stderr)
            return int(bool(stale))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
