"""Where things are. Everything that a command makes goes under var/, which git ignores."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))
TOOLS = VAR / "outils"  # a private uv, a browser: what the machine lacked
