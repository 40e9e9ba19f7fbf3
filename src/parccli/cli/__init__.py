"""The commands, in the order of `parccli --help`.

A command is one new module here, with a function whose parameters are its arguments and options, and one line
in COMMANDS. Its module is imported when it runs, and not before: start-up is a feature.
"""

from __future__ import annotations

from typing import NamedTuple

from parccli.i18n import mark as N_

COMPLETION_VARIABLE = "_PARCCLI_COMPLETE"
"""What a shell sets to ask for completions instead of a run."""


class Command(NamedTuple):
    """`target` is `module:function` in this package; `summary` is English, for the catalogue."""

    name: str
    target: str
    summary: str


class Group(NamedTuple):
    """Commands that share a first word."""

    name: str
    summary: str
    commands: tuple[Command, ...]


COMMANDS: tuple[Command | Group, ...] = (
    Command(name="init", target="init:run", summary=N_("Make a site: its settings and a first post")),
    Command(name="new", target="new:run", summary=N_("Write a draft and print its path")),
    Command(name="edit", target="edit:run", summary=N_("Open a post in your editor")),
    Command(name="list", target="list:run", summary=N_("List posts, newest first")),
    Command(name="show", target="show:run", summary=N_("Show a post as it will read")),
    Command(name="validate", target="validate:run", summary=N_("Check posts and say what to mend, and where")),
    Command(name="publish", target="publish:publish", summary=N_("Make posts public, once they have no error")),
    Command(name="unpublish", target="publish:unpublish", summary=N_("Make posts drafts again")),
    Command(name="rename", target="rename:run", summary=N_("Give a post another slug and file name, and keep its id")),
    Command(name="import", target="import_:run", summary=N_("Import posts from files, safely, again and again")),
    Command(name="export", target="export:run", summary=N_("Write the feeds and fragments that changed")),
    Command(
        name="preview", target="preview:run", summary=N_("Show the posts inside the site’s own page, as you write them")
    ),
    Group(
        name="config",
        summary=N_("Show the settings of the site, and what editors check files by"),
        commands=(
            Command(name="show", target="config:show", summary=N_("Print every setting with its value")),
            Command(
                name="schema",
                target="config:schema",
                summary=N_("Print the JSON Schema of a post’s front matter, or of parccli.toml"),
            ),
        ),
    ),
    Command(
        name="completion", target="completion:run", summary=N_("Print the script that completes commands in a shell")
    ),
)
