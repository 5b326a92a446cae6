"""Demonstration opportunities: fictional offers over the real communes, whose dates roll with the day of loading."""

from .chargement import load

__all__ = ["load"]
