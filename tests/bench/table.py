"""The table of the measures, for a screen."""

from collections.abc import Iterator, Sequence
from typing import Any

HEADS = ("mesure", "moteur", "n", "nous p50 / p95 ms", "pair p50 / p95 ms", "rapport p50 / p95", "pair")


def write_table(measures: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield one line a measure, heads first; a ratio above 1 says that ours is quicker."""
    rows = [HEADS, *(_row(line) for line in measures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(line: dict[str, Any]) -> tuple[str, ...]:
    return (
        line["bench"],
        line["engine"],
        str(line["n"]),
        f"{line['ours_p50_ms']:.3f} / {line['ours_p95_ms']:.3f}",
        f"{line['peer_p50_ms']:.3f} / {line['peer_p95_ms']:.3f}",
        f"{line['ratio_p50']:g} / {line['ratio_p95']:g}",
        line["peer"],
    )
