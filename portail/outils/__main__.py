"""`python -m portail.outils COMMAND`: what the Makefile calls."""

import argparse
import sys

from . import bench, checks, console, environment, other_python, relevance, serve, suite
from .console import Failure, fail
from .paths import VENV_PYTHON

TORTURES = {"torture": "tests.torture.rendezvous", "torture-search": "tests.torture.search"}


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line; what follows `--` goes untouched to the tool underneath."""
    own, rest = _partition(arguments)
    parser = argparse.ArgumentParser(prog="python -m portail.outils", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("install", "test", "other-python", "e2e", "check", "format", "torture", "torture-search", "relevance"):
        commands.add_parser(name)
    run = commands.add_parser("run")
    run.add_argument("--host", default="127.0.0.1")
    run.add_argument("--port", type=int, default=8000)
    commands.add_parser("bench").add_argument("--number", type=int, default=100_000)
    options = parser.parse_args(own)
    options.rest = rest
    return options


def _partition(arguments: list[str]) -> tuple[list[str], list[str]]:
    at = arguments.index("--") if "--" in arguments else len(arguments)
    return arguments[:at], arguments[at + 1 :]


def dispatch(options: argparse.Namespace) -> int:
    if options.command == "run":
        return serve.run(host=options.host, port=options.port)
    environment.ensure()
    match options.command:
        case "test":
            return suite.run(suite.ALL, options.rest)
        case "other-python":
            return other_python.run(options.rest)
        case "e2e":
            return suite.run([suite.BROWSER], options.rest)
        case "check":
            return checks.run()
        case "format":
            return checks.reformat()
        case "torture" | "torture-search":
            return console.run([VENV_PYTHON, "-m", TORTURES[options.command], *options.rest])
        case "bench":
            return bench.run(number=options.number, arguments=options.rest)
        case "relevance":
            return relevance.run(options.rest)
    return 0


def main() -> int:
    try:
        return dispatch(parse(sys.argv[1:]))
    except Failure as failure:
        fail(failure)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
