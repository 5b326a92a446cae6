"""Tools behind the Makefile. They make the environment: standard library only (prepare and postgres run in it)."""
