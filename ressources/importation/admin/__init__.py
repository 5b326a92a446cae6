"""Imports in the Wagtail admin: send a file, see what it would do, confirm; place what was set aside."""
