"""What is asked of the index, as a tree of tokens that each engine writes in its own language."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the index: letters, digits and "_" only, never empty."""

    text: str

    def __post_init__(self):
        if not self.text.isascii() or not self.text.replace("_", "").isalnum():
            raise ValueError(f"not a token of the index: {self.text!r}")


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


Expression = Token | AllOf | AnyOf | Without


def all_of(parts: Iterable[Expression | None]) -> Expression | None:
    """Join by « and », leaving out what asks nothing; None when nothing is asked."""
    return _join(AllOf, parts)


def any_of(parts: Iterable[Expression | None]) -> Expression | None:
    """Join by « or »; None when there is no part."""
    return _join(AnyOf, parts)


def any_token(tokens: Iterable[str]) -> Expression | None:
    """Match one of these tokens."""
    return any_of(map(Token, dict.fromkeys(tokens)))


def _join(kind: type, parts: Iterable[Expression | None]) -> Expression | None:
    kept = tuple(part for part in parts if part is not None)
    if len(kept) <= 1:
        return kept[0] if kept else None
    return kind(kept)
