"""`new`: a title and values in, a draft in its own file out, its path on standard output."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from parccli.cli.invocation import Invocation, invocation
from parccli.errors import UsageError
from parccli.i18n import gettext as _


def run(
    context: typer.Context,
    title: Annotated[
        str | None, typer.Argument(metavar=_("TITLE"), help=_("Title of the post; asked for if absent"))
    ] = None,
    *,
    like: Annotated[
        str | None, typer.Option(metavar=_("POST"), help=_("Take categories, tags, author and text from this post"))
    ] = None,
    body: Annotated[
        str | None, typer.Option(metavar=_("FILE"), help=_("Read the text from this file; - is standard input"))
    ] = None,
    publish: Annotated[bool, typer.Option("--publish", help=_("Publish it at once, unless it has errors"))] = False,
    edit: Annotated[bool | None, typer.Option("--edit/--no-edit", help=_("Open it in the editor"))] = None,
    identity: Annotated[str | None, typer.Option("--id", help=_("Its permanent id, if it has one already"))] = None,
    date: Annotated[str | None, typer.Option(help=_("Date, or date and time; today if absent"))] = None,
    updated: Annotated[str | None, typer.Option(help=_("When it last changed for its readers"))] = None,
    slug: Annotated[str | None, typer.Option(help=_("Its name in addresses; made from the title if absent"))] = None,
    status: Annotated[str | None, typer.Option(help=_("draft, published or archived"))] = None,
    expires: Annotated[str | None, typer.Option(help=_("Not public after this date"))] = None,
    summary: Annotated[str | None, typer.Option(help=_("One or two sentences for feeds and lists"))] = None,
    category: Annotated[list[str] | None, typer.Option(help=_("A category; may be repeated"))] = None,
    tag: Annotated[list[str] | None, typer.Option(help=_("A keyword; may be repeated"))] = None,
    author: Annotated[str | None, typer.Option(help=_("Who wrote it"))] = None,
    image: Annotated[str | None, typer.Option(help=_("Main picture: path from the post's folder, or address"))] = None,
    image_alt: Annotated[str | None, typer.Option(help=_("What the picture shows"))] = None,
    image_caption: Annotated[str | None, typer.Option(help=_("Caption of the picture"))] = None,
    image_credit: Annotated[str | None, typer.Option(help=_("Whose picture it is"))] = None,
    lang: Annotated[str | None, typer.Option(help=_("Language of the post"))] = None,
    ignore: Annotated[list[str] | None, typer.Option(help=_("Code of a check to leave out; may be repeated"))] = None,
) -> None:
    """Write the post's file, never over another, and open it where a person sits at a terminal."""
    from parccli.cli.categorised import spelled, warn_of_unknown
    from parccli.cli.checked import refuse_errors
    from parccli.cli.editor import chosen, open_editor
    from parccli.cli.named import named_text
    from parccli.cli.site import opened, read
    from parccli.folder.finding import find_post, require_post
    from parccli.folder.lock import locked
    from parccli.folder.reading import POST_LIMIT
    from parccli.folder.saving import create_post
    from parccli.folder.site import shown
    from parccli.folder.starting import read_archetype
    from parccli.post import drafting
    from parccli.post import read as parsed

    call = invocation(context)
    site = opened(call)
    if title is None:
        title, category = _asked(call, site.config.categories, category)
    given: dict[str, object] = {"id": identity, "title": title, "date": date, "updated": updated, "slug": slug}
    given |= {"status": "published" if publish else status, "expires": expires, "summary": summary}
    given |= {"tags": tag, "author": author, "lang": lang, "ignore": ignore}
    given |= {"image": image, "image_alt": image_alt, "image_caption": image_caption, "image_credit": image_credit}
    categories = spelled(category or (), site.config.categories)
    warn_of_unknown(call.console, categories, site.config.categories)
    text = named_text(call, body, limit=POST_LIMIT) if body else None
    with locked(site, announce=call.console.say) as hold:
        files = read(call, site)
        plan = drafting.Plan(
            config=site.config,
            today=call.now().astimezone(site.config.zone).date(),
            taken={file.post.slug for file in files if file.post},
            new_id=call.new_id,
        )
        model = require_post(find_post(site, files, like, cwd=call.cwd)) if like else None
        source = drafting.draft(read_archetype(site), {**given, "categories": categories}, plan, like=model, body=text)
        written = parsed(source)
        is_public = written.post is not None and written.post.status == "published"
        if is_public:
            refuse_errors(call, site, [written], files)
        create_post(hold, source.path, source.encode())
    path = site.root / source.path
    call.console.result(shown(path, call.cwd))
    if edit or (edit is None and call.console.interactive and chosen(call.environ)):
        open_editor(path, call.environ)
    elif not is_public:
        slug = written.post.slug if written.post else shown(path, call.cwd)
        call.console.say(_("A draft. Once it is ready: parccli publish {slug}").format(slug=slug))


def _asked(call: Invocation, known: Sequence[str], given: list[str] | None) -> tuple[str, list[str] | None]:
    """Ask for what the command line does not say; raises UsageError where nobody is there to be asked."""
    if not call.console.interactive:
        raise UsageError(
            _("the argument {name} is missing").format(name=_("TITLE")),
            hint=_("Try “{command} --help”.").format(command="parccli new"),
        )
    title = ""
    while not title:
        title = call.console.ask(_("Title of the post:"))
    if given or not known:
        return title, given
    from parccli.cli.categorised import begun, spelled
    from parccli.listing import category_remark

    call.console.say(_("Categories: {names}").format(names=", ".join(known)))
    while answer := call.console.ask(_("Category (Enter for none):")):
        (category,) = spelled([begun(answer, known)], known)
        if category in known:
            return title, [category]
        call.console.say(category_remark(answer, known))
    return title, None
