"""The public pages of the guide: what they show, and the files that go with them."""

from .contexte import build_context

__all__ = ["build_context"]
