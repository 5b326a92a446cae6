#!/bin/sh
# Print a Python that really runs and is at least 3.11, one that the lock file covers (below 3.14) if there is any.
# Each candidate is tried, not only found: a pyenv shim may exist and refuse to run. $PYTHON, when set, is asked first.
for below in 14 99; do
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 python \
        "$HOME"/.pyenv/versions/3.1[1-9]*/bin/python3 /usr/local/bin/python3 /usr/bin/python3; do
        if "$candidate" -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, $below))" 2>/dev/null; then
            command -v "$candidate"
            exit 0
        fi
    done
done
{
    echo "Il faut Python 3.11, 3.12 ou 3.13, et aucun n'a répondu."
    echo "  Debian, Ubuntu : sudo apt install python3 python3-venv"
    echo "  macOS          : brew install python@3.13"
    echo "  ailleurs       : PYTHON=/chemin/vers/python3.11 make …"
} >&2
exit 1
