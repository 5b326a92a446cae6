"""Many people at once: each act in a thread of its own, with its own connection, all let go at the same instant."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from portail.rendezvous.erreurs import RendezVousRefuse


@dataclass
class Arrivee:
    """What came of it: what acts returned, why some were refused, what went wrong otherwise."""

    results: list = field(default_factory=list)
    refusals: Counter = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def race(acts: Sequence[Callable[[], object]]) -> Arrivee:
    """Run every act at once and wait for all of them."""
    arrivee, depart, verrou = Arrivee(), threading.Barrier(len(acts)), threading.Lock()

    def run(act: Callable[[], object]) -> None:
        try:
            depart.wait()
            result = act()
        except RendezVousRefuse as refus:
            with verrou:
                arrivee.refusals[type(refus).__name__] += 1
        except Exception as failure:  # a deadlock, a lock that waited too long: what must not happen
            with verrou:
                arrivee.failures.append(repr(failure)[:300])
        else:
            with verrou:
                arrivee.results.append(result)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return arrivee
