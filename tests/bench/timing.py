"""Timing two ways of doing the same work, turn by turn, and saying what came out."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table. Times are milliseconds; a ratio is peer ÷ ours, above 1 when ours is quicker."""

    bench: str
    engine: str
    n: int
    ours_p50_ms: float
    ours_p95_ms: float
    peer: str
    peer_p50_ms: float
    peer_p95_ms: float
    ratio_p50: float
    ratio_p95: float
    ours_p50_range: tuple[float, float]  # lowest and highest median of the rounds
    peer_p50_range: tuple[float, float]
    note: str = ""

    def write(self, path: Path) -> None:
        """Add the measure to a file of JSON lines."""
        with path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(self), ensure_ascii=False) + "\n")


@dataclass(frozen=True, slots=True)
class Side:
    """What a side of a comparison took: every duration of every round, in milliseconds."""

    rounds: tuple[tuple[float, ...], ...]

    @property
    def all(self) -> list[float]:
        return sorted(duration for durations in self.rounds for duration in durations)

    @property
    def p50(self) -> float:
        return statistics.median(self.all)

    @property
    def p95(self) -> float:
        return self.all[min(len(self.all) - 1, round(0.95 * len(self.all)))]

    @property
    def range(self) -> tuple[float, float]:
        medians = [statistics.median(durations) for durations in self.rounds]
        return round(min(medians), 4), round(max(medians), 4)


def time_each(work: Callable[[Any], object], items: Sequence[Any]) -> tuple[float, ...]:
    """Return what `work` took on each item, in milliseconds."""
    durations = []
    for item in items:
        start = time.perf_counter()
        work(item)
        durations.append((time.perf_counter() - start) * 1000)
    return tuple(durations)


def compare(ours: Callable[[Any], object], peer: Callable[[Any], object], items: Sequence[Any]) -> tuple[Side, Side]:
    """Run both sides on the same items: a warm-up, then rounds in turn, so that neither has the quiet moment."""
    warm_up = items[: max(1, len(items) // 4)]
    time_each(ours, warm_up)
    time_each(peer, warm_up)
    rounds: list[tuple[tuple[float, ...], tuple[float, ...]]] = [
        (time_each(ours, items), time_each(peer, items)) for _ in range(ROUNDS)
    ]
    return Side(tuple(a for a, _ in rounds)), Side(tuple(b for _, b in rounds))


def measure(bench: str, engine: str, n: int, peer: str, sides: tuple[Side, Side], note: str = "") -> Measure:
    ours, other = sides
    return Measure(
        bench, engine, n,
        round(ours.p50, 4), round(ours.p95, 4), peer, round(other.p50, 4), round(other.p95, 4),
        round(other.p50 / ours.p50, 2), round(other.p95 / ours.p95, 2), ours.range, other.range, note,
    )  # fmt: skip
