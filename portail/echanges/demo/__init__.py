"""The demonstration's requests, made by the services themselves, then set back in time."""

from .chargement import load

__all__ = ["load"]
