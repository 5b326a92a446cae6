"""The demonstration: a site worth reading, as YAML beside this module, and the loader that never undoes hand work."""

from .loading import load

__all__ = ["load"]
