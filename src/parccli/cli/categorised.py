"""Categories as a person types them -> as the site has them, and what to say of one that it has not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parccli.cli.console import Console
from parccli.french.slugs import slugify


def spelled(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Write each name as one of `known` if it differs from it by nothing that an address shows."""
    by_slug = {slugify(name): name for name in known}
    return [by_slug.get(slugify(name), name) for name in names]


def begun(name: str, known: Iterable[str]) -> str:
    """The only one of `known` that begins with `name`, by what an address shows; `name` where none or several do."""
    beginning = slugify(name)
    found = [category for category in known if beginning and slugify(category).startswith(beginning)]
    return found[0] if len(found) == 1 else name


def warn_of_unknown(console: Console, names: Iterable[str], known: Sequence[str]) -> None:
    """Tell of each name that is none of `known`, and which one may be meant; where all are allowed there is none."""
    from parccli.listing import category_remark

    slugs = {slugify(name) for name in known}
    for name in names:
        if known and slugify(name) not in slugs:
            console.warn(category_remark(name, known))
