"""What typer says of a mistaken command line, said in the bound language: its exception in, ours out."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from typer._click.exceptions import BadParameter, ClickException, MissingParameter, NoSuchOption
from typer._click.exceptions import UsageError as TyperUsageError
from typer._types import TyperChoice

from parccli.errors import UsageError
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer import _click

# typer keeps no data here, only English: the sentences are those of its source (_click/types.py, _click/parser.py,
# _click/core.py, models.py, _types.py), and a test meets each of them.
_SENTENCES = (
    (r"(?P<value>.*) is not one of (?P<choices>.*)\.", N_("“{value}” is none of {choices}")),
    (r"(?P<value>.*) is not a valid boolean\..*", N_("“{value}” is neither yes nor no")),
    (r"(?P<value>.*) is not a valid .*\.", N_("“{value}” is not a number")),
    (r"(?P<value>.*) is not in the range (?P<range>.*)\.", N_("{value} is out of range ({range})")),
    (r"\w+ (?P<path>.*) does not exist\.", N_("“{path}” does not exist")),
    (r"\w+ (?P<path>.*) is a file\.", N_("“{path}” is a file, not a folder")),
    (r"\w+ (?P<path>.*) is a directory\.", N_("“{path}” is a folder, not a file")),
    (r"\w+ (?P<path>.*) is not readable\.", N_("“{path}” cannot be read")),
    (r"\w+ (?P<path>.*) is not writable\.", N_("“{path}” cannot be written")),
    (r"Got unexpected extra argument\(s\) \((?P<extra>.*)\)", N_("one argument too many: {extra}")),
    (r"Option (?P<option>.*) requires .*\.", N_("the option {option} needs a value")),
    (r"Option (?P<option>.*) does not take a value\.", N_("the option {option} takes no value")),
)


def explain(error: ClickException) -> UsageError:
    """Say what is wrong with the command line, and what to do about it."""
    context = error.ctx if isinstance(error, TyperUsageError) else None
    hints = [_suggestion(error), _("Try “{command} --help”.").format(command=context.command_path) if context else ""]
    return UsageError(_message(error), hint="\n".join(filter(None, hints)))


def unknown_command(name: str, known: Iterable[str], *, context: _click.Context) -> UsageError:
    """Say that there is no such command, and which one is nearest."""
    nearest = get_close_matches(name, known, n=1)
    hints = [
        _did_you_mean(f"{context.command_path} {nearest[0]}") if nearest else "",
        _("“{command} --help” lists the commands.").format(command=context.command_path),
    ]
    return UsageError(_("there is no command “{name}”").format(name=name), hint="\n".join(filter(None, hints)))


def _message(error: ClickException) -> str:
    match error:
        case NoSuchOption():
            return _("there is no option {option}").format(option=error.option_name)
        case MissingParameter(param=param) if param:
            if param.param_type_name == "argument":
                return _("the argument {name} is missing").format(name=param.human_readable_name)
            return _("the option {name} is missing").format(name=_spelling(param))
        case BadParameter(param=param) if param:
            reason = _translated(error.message)
            return _("invalid value for {name}: {reason}").format(name=_spelling(param), reason=reason)
    return _translated(error.message)


def _suggestion(error: ClickException) -> str:
    match error:
        case NoSuchOption(ctx=context, option_name=option) if context and option in _options(context.find_root()):
            return _("{option} goes before the command: “parccli {option} …”.").format(option=option)
        case NoSuchOption(possibilities=[nearest, *_rest]):
            return _did_you_mean(nearest)
        case MissingParameter(param=param) if param and isinstance(param.type, TyperChoice):
            return _("Choose one of {choices}.").format(choices=", ".join(map(str, param.type.choices)))
    return ""


def _did_you_mean(nearest: str) -> str:
    return _("Did you mean “{nearest}”?").format(nearest=nearest)


def _spelling(param: _click.Parameter) -> str:
    """The longest way to write an option; an argument as the help names it."""
    return max(param.opts, key=len) if param.param_type_name == "option" else param.human_readable_name


def _options(context: _click.Context) -> set[str]:
    return {option for param in context.command.params for option in param.opts}


def _translated(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            # typer quotes the way Python does; our sentences have quotes of their own.
            return _(sentence).format(**{name: text.replace("'", "") for name, text in found.groupdict().items()})
    return message
