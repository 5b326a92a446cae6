"""An undefined variable in one of our templates is an error in tests, where Django would print nothing.

Left alone: third parties' templates, `{% if %}` and other tags that ask whether a variable is there, and an explicit
`|default:` (or `|default_if_none:`), which says that the variable may be missing.
"""

import sys
from types import FrameType

from django.template import engines
from django.template.base import FilterExpression, Node
from django.template.defaultfilters import default, default_if_none

from portail.settings.base import BASE_DIR

OPTIONAL = {default, default_if_none}


class UndefinedVariable(Exception):
    """A template of ours names a variable that its context does not have."""


class StrictInvalid(str):
    """Stands for the engine's `string_if_invalid`, whose truth is asked only when a variable is missing."""

    __slots__ = ()

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        expression = frame.f_locals.get("self")
        if isinstance(expression, FilterExpression) and not _is_optional(expression):
            origin = _origin(frame)
            if origin.startswith(str(BASE_DIR)) and "site-packages" not in origin:
                raise UndefinedVariable(f"{{{{ {expression.token} }}}} in {origin}")
        return False


def fail_on_undefined_variables() -> None:
    """Make the engine strict for the rest of the process."""
    engines["django"].engine.string_if_invalid = StrictInvalid()


def _is_optional(expression: FilterExpression) -> bool:
    return bool(expression.filters) and expression.filters[0][0] in OPTIONAL


def _origin(frame: FrameType | None) -> str:
    """Return the path of the template that holds the node being drawn: the nearest one up the stack."""
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and node.origin is not None:
            return str(node.origin.name)
        frame = frame.f_back
    return ""
