"""What the template engine says of a fault -> the same in our words: which file, which line, what is wrong, what to do.

The engine speaks English. It tells the kind of a fault, of which there are a score, and shows the line with marks
under the part at fault; a fault of a part that another template includes stands last.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parccli.errors import ParcError
from parccli.i18n import gettext as _
from parccli.i18n import mark as N_

if TYPE_CHECKING:
    from collections.abc import Mapping

_FAULT: Final = re.compile(
    r"^(?:caused by: )?(?P<kind>[a-z' ]+?)(?:: (?P<detail>.*))? \(in (?P<name>.+):(?P<line>\d+)\)$", re.MULTILINE
)
_MARKED: Final = re.compile(r"^ *\d+ > (?P<code>.*)\n {5}i (?P<before> *)(?P<marks>\^+)", re.MULTILINE)
_QUOTED: Final = re.compile(r"""["'](.+?)["']""")

_UNKNOWN: Final = {
    "template not found": N_("there is no template “{code}”"),
    "unknown filter": N_("there is no filter “{code}”"),
    "unknown test": N_("there is no test “{code}”"),
    "unknown function": N_("there is no function “{code}”"),
    "unknown method": N_("“{code}” calls what cannot be called"),
    "unknown block": N_("there is no block “{code}”"),
    "too many arguments": N_("“{code}” is given more values than it takes"),
    "missing argument": N_("“{code}” is given fewer values than it needs"),
    "cannot unpack": N_("“{code}” is no list of as many values as there are names for them"),
}
_NO_VALUE: Final = N_("“{code}” has no value here: the name is misspelled, or this template does not have it")
_NOT_CLOSED: Final = N_(
    "something that begins here or before is never closed: “{{{{ … }}}}”, “{{% if … %}}”, “{{# … #}}”"
)
_NO_STATEMENT: Final = N_("“{code}” cannot stand here: it is no statement, or ends nothing that has begun")
_UNREADABLE: Final = N_("“{code}” cannot be read: something here is missing, or one too many")
_ENDLESS: Final = N_("“{code}” never ends: the template includes itself")
_IMPOSSIBLE: Final = N_("“{code}” cannot be done with these values")
_CALLED: Final = N_("something that is no function is called here, with brackets after its name")


def refusal(name: str, error: Exception, own: Mapping[str, str]) -> ParcError:
    """The error of the template `name`, or of a part of it; `own` are the site's templates."""
    told = str(error)
    faults = list(_FAULT.finditer(told))
    if not faults:
        # Python's own error, when a template calls one of our values: the engine does not say where.
        faulty, line = _place_of_call(name, told, own)
        return _refused(_(_CALLED), faulty, line)
    last = faults[-1]
    marked = _MARKED.search(told, last.end())
    code = marked["code"][len(marked["before"]) :][: len(marked["marks"])].strip() if marked else ""
    kind, detail = last["kind"], last["detail"] or ""
    sentence = _(_sentence(kind, detail)).format(code=_subject(kind, detail, code))
    return _refused(sentence, last["name"], int(last["line"]), has_value=kind != "undefined value")


def _refused(sentence: str, name: str, line: int | None, *, has_value: bool = True) -> ParcError:
    example = _("The template of the same name that comes with parccli shows how it is written.")
    variables = _("The variables of a template are listed at the top of the one that comes with parccli.")
    return ParcError(sentence, hint=example if has_value else variables, path=f"templates/{name}", line=line)


def _sentence(kind: str, detail: str) -> str:
    if kind == "undefined value":
        return _NO_VALUE
    if kind in _UNKNOWN:
        return _UNKNOWN[kind]
    if kind == "syntax error":
        if detail.startswith("unexpected end of") and not detail.startswith("unexpected end of block"):
            return _NOT_CLOSED
        return _NO_STATEMENT if detail.startswith("unknown statement") else _UNREADABLE
    return _ENDLESS if "recursion" in detail else _IMPOSSIBLE


def _subject(kind: str, detail: str, code: str) -> str:
    """The part of the template that the sentence is about."""
    if kind == "undefined value":
        named = re.match("`(.+)`", detail)
        return named[1] if named else code
    if kind in {"template not found", "unknown block"}:
        quoted = _QUOTED.search(code) or _QUOTED.search(detail)
        return quoted[1] if quoted else code
    return code.partition("(")[0] if kind == "unknown function" else code


def _place_of_call(name: str, told: str, own: Mapping[str, str]) -> tuple[str, int | None]:
    """Where a method of that name is called first in the site's templates; else the template, and no line."""
    method = re.search(r"has no attribute '(\w+)'", told)
    for template, text in own.items() if method else ():
        call = re.search(rf"\.{method[1]}\s*\(", text) if method else None
        if call:
            return template, text.count("\n", 0, call.start()) + 1
    return name, None
