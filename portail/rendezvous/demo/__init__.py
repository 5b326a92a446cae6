"""Who receives in the demonstration, what for and when; and a few appointments already taken."""

from .chargement import load

__all__ = ["load"]
