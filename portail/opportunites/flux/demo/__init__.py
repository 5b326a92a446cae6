"""The demonstration's feeds: two fictional partners, one of whose files is as untidy as real ones."""

from .chargement import load

__all__ = ["load"]
