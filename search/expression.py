"""What is asked of the index, as a tree of tokens that each engine writes in its own language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TOKENS = re.compile(r"\w+(?: \w+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these words of the index must be there: letters, digits and "_" only."""

    tokens: tuple[str, ...]

    def __post_init__(self):
        if not _TOKENS.fullmatch(" ".join(self.tokens)):
            raise ValueError(f"not tokens of the index: {self.tokens!r}")


@dataclass(frozen=True, slots=True)
class Prefix:
    """A word of the index that begins so must be there. Asked of the database's index alone, to complete words."""

    begun: str

    def __post_init__(self):
        if not _TOKENS.fullmatch(self.begun):
            raise ValueError(f"not the beginning of a token: {self.begun!r}")


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part must match."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part at least must match."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """`kept` must match and `excluded` must not."""

    kept: "Expression"
    excluded: "Expression"


Expression = OneOf | Prefix | AllOf | AnyOf | Without


def all_of(parts: Iterable[Expression | None]) -> Expression | None:
    """Join by « and », leaving out what asks nothing; None when nothing is asked."""
    return _join(AllOf, parts)


def any_of(parts: Iterable[Expression | None]) -> Expression | None:
    """Join by « or »; None when there is no part."""
    return _join(AnyOf, parts)


def any_token(tokens: Iterable[str]) -> Expression | None:
    """Match one of these tokens at least; None when there is none."""
    kept = tuple(dict.fromkeys(tokens))
    return OneOf(kept) if kept else None


def conjuncts(expression: Expression) -> tuple[Expression, ...]:
    """Return the parts that must all match, those of parts included."""
    if not isinstance(expression, AllOf):
        return (expression,)
    return tuple(inner for part in expression.parts for inner in conjuncts(part))


def _join(kind: type, parts: Iterable[Expression | None]) -> Expression | None:
    kept = tuple(part for part in parts if part is not None)
    if len(kept) <= 1:
        return kept[0] if kept else None
    return kind(kept)
