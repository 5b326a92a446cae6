"""A progress bar for commands: one line on a terminal, nothing elsewhere."""

from django.core.management.base import OutputWrapper

WIDTH = 30


class Progress:
    """Context manager that draws how far a command is, on a terminal only.

    >>> with Progress(self.stderr, "Communes") as progress:
    ...     progress.update(done, total)
    """

    def __init__(self, stream: OutputWrapper, label: str, *, quiet: bool = False):
        self.stream = stream
        self.label = label
        self.drawn = False
        self.visible = not quiet and stream.isatty()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_):
        if self.drawn:
            self.stream.write("\n", ending="")

    def update(self, done: int, total: int) -> None:
        """Draw the bar for `done` steps out of `total`."""
        if not self.visible or not total:
            return
        bar = "█" * (WIDTH * done // total)
        percent = 100 * done // total
        line = f"\r{self.label} {bar:<{WIDTH}} {percent:3d} % ({done}/{total})"
        self.stream.write(line, ending="")
        self.stream.flush()
        self.drawn = True
