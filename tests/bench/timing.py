"""Timing two ways of doing the same work, turn by turn, and saying what came out."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROUNDS = 3

Work = Callable[[Any], object]


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

    def write(self, path: Path, notes: Sequence[str] = ()) -> None:
        """Add the measure to a file of JSON lines, and what there is to say of it to the text beside it."""
        with path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(self), ensure_ascii=False) + "\n")
        with path.with_suffix(".txt").open("a", encoding="utf-8") as text:
            text.writelines(f"  {self.bench} ({self.engine}) : {note}\n" for note in notes)


@dataclass(frozen=True, slots=True)
class Side:
    """What a side of a comparison took: the duration of each item in each round, in milliseconds."""

    rounds: tuple[tuple[float, ...], ...]

    @property
    def items(self) -> list[float]:
        """The median of the rounds for each item, the smallest first: a neighbour's burst strikes one round only."""
        return sorted(map(statistics.median, zip(*self.rounds, strict=True)))

    @property
    def p50(self) -> float:
        return statistics.median(self.items)

    @property
    def p95(self) -> float:
        items = self.items
        return items[min(len(items) - 1, round(0.95 * len(items)))]

    @property
    def range(self) -> str:
        """The lowest and highest median of a round."""
        medians = [statistics.median(durations) for durations in self.rounds]
        return f"{min(medians):.3f}–{max(medians):.3f}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides, by the clock and by the processor's time."""

    ours: Side
    peer: Side
    ours_cpu: Side
    peer_cpu: Side

    def notes(self, engine: str) -> list[str]:
        """Say what the table has no room for; the processor's time is unknown where a cluster works."""
        ours, peer = self.ours_cpu, self.peer_cpu
        rounds = f"médianes des {len(self.ours.rounds)} tours : {self.ours.range} contre {self.peer.range} ms"
        if engine == "elasticsearch":
            return [rounds]
        return [
            rounds,
            f"temps de processeur : {ours.p50:.3f} / {ours.p95:.3f} contre {peer.p50:.3f} / {peer.p95:.3f} ms,"
            f" rapport {peer.p50 / ours.p50:.2f} / {peer.p95 / ours.p95:.2f}",
        ]


class Stopwatch:
    """Time by the clock, and by the processor in this thread and in servers: those whose process ids are given."""

    def __init__(self, *servers: int):
        # As clock_getcpuclockid(3) names the clock of a process, all its threads together.
        self.clocks = [(~pid << 3) | 2 for pid in servers]

    def time(self, work: Work, item: object) -> tuple[float, float]:
        """Return the milliseconds that the work took on an item: clock, processor."""
        busy, start = self._busy(), time.perf_counter_ns()
        work(item)
        return (time.perf_counter_ns() - start) / 1e6, (self._busy() - busy) / 1e6

    def _busy(self) -> int:
        return time.thread_time_ns() + sum(map(time.clock_gettime_ns, self.clocks))


def compare(ours: Work, peer: Work, items: Sequence[Any], servers: tuple[Sequence[int], Sequence[int]]) -> Comparison:
    """Run both sides on the same items: a warm-up, then rounds, one after the other on each item.

    Neither has the quiet moment, nor always comes first. `servers` are the processes that work for each side.
    """
    watches = Stopwatch(*servers[0]), Stopwatch(*servers[1])
    for item in items[: max(1, len(items) // 4)]:
        ours(item)
        peer(item)
    sides = tuple(zip((ours, peer), watches, strict=True))
    rounds = []
    for turn in range(ROUNDS):
        durations = []
        for item in items:
            order = sides if turn % 2 == 0 else sides[::-1]
            times = [watch.time(work, item) for work, watch in order]
            durations.append(times if turn % 2 == 0 else times[::-1])
        rounds.append(durations)
    (our_clock, our_cpu), (peer_clock, peer_cpu) = (
        tuple(Side(tuple(tuple(times[side][kind] for times in durations) for durations in rounds)) for kind in (0, 1))
        for side in (0, 1)
    )
    return Comparison(our_clock, peer_clock, our_cpu, peer_cpu)


def once(work: Callable[[], object]) -> Side:
    """Time a work that is done once."""
    start = time.perf_counter()
    work()
    return Side((((time.perf_counter() - start) * 1000,),))


def measure(bench: str, engine: str, n: int, peer: str, ours: Side, other: Side) -> Measure:
    """Return the line of two sides."""
    return Measure(
        bench, engine, n,
        round(ours.p50, 4), round(ours.p95, 4), peer, round(other.p50, 4), round(other.p95, 4),
        round(other.p50 / ours.p50, 2), round(other.p95 / ours.p95, 2),
    )  # fmt: skip
