"""The text of one JSON object -> a row; what JSON libraries let pass, and posts do not, is refused in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NoReturn

from parccli.i18n import gettext as _
from parccli.importers.records import read_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parccli.importers.row import Row

DEEPEST: Final = 100
_LISTED: Final = {"expired": "archived"}
"""What `parccli list` says of posts that no file says of itself."""


class _RefusedError(ValueError):
    """Something that JSON libraries let pass and posts do not."""


def read_object(row: Row, text: str, mapping: Mapping[str, str], reported: set[str]) -> Row:
    """Fill `row` from `text`, or refuse it; `mapping` is that of `--map`, `reported` the unknown keys named so far."""
    try:
        values = shallow(json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object))
    except _RefusedError as refused:
        return row.refused("json_invalid", str(refused))
    except json.JSONDecodeError as error:
        return row.refused("json_invalid", _not_json(row, text, error))
    except RecursionError:
        return row.refused("json_invalid", _("the object is nested too deeply"))
    except ValueError:
        return row.refused("json_invalid", _("a number has too many digits"))
    if not isinstance(values, dict):
        return row.refused("json_invalid", _("it is not an object in curly brackets"))
    status = values.get("status")
    if isinstance(status, str) and status in _LISTED:
        values["status"] = _LISTED[status]
    return read_record(row, values, mapping, reported)


def shallow(value: Any) -> Any:  # noqa: ANN401 -- JSON
    """Give a value of JSON back; RecursionError if its lists and objects stand more than DEEPEST within each other."""
    level = [value]
    for _depth in range(DEEPEST + 1):
        inner = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, (dict, list))]
        if not inner:
            return value
        level = [value for values in inner for value in values]
    raise RecursionError


def _not_json(row: Row, text: str, error: json.JSONDecodeError) -> str:
    if "\n" not in text:
        return _("this is not JSON, from column {column} on").format(column=error.colno)
    message = _("this is not JSON, from line {line}, column {column} on")
    return message.format(line=row.line + error.lineno - 1, column=error.colno)


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, value in pairs:
        if key in values:
            raise _RefusedError(_("the key “{key}” stands twice").format(key=key))
        values[key] = value
    return values


def _refuse_constant(name: str) -> NoReturn:
    raise _RefusedError(_("{name} is no value in JSON").format(name=name))
