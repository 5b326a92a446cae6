"""The demonstration guide: fictional entries over the real communes of the arrondissement de Lille and the border."""

from .chargement import load

__all__ = ["load"]
