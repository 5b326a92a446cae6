"""Tools behind the Makefile. They run before the environment exists: standard library only (but prepare and postgres)."""
