"""Gunicorn's configuration, for `make run` and for production alike; the environment may change each value."""

import os
from pathlib import Path

bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60  # seconds
graceful_timeout = 15  # seconds given to requests in progress at a stop or a reload
keepalive = 15  # seconds; longer than most proxies' own, so that they close first
max_requests = 5000  # a slow leak in a library never grows old
max_requests_jitter = 500
preload_app = os.environ.get("GUNICORN_PRELOAD") == "1"  # quicker start, but a reload (SIGHUP) keeps the old code
accesslog = None  # one structured line per request comes from portail.commun.journal, without personal data
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")
control_socket_disable = True  # it would write under the home folder
if Path("/dev/shm").is_dir():  # noqa: S108 - gunicorn's heartbeat must not wait for a disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def on_starting(server) -> None:
    """When the application is loaded once for all workers, load the rest too before they part: nobody waits for it."""
    if server.cfg.preload_app:
        from portail.warmup import warm_up

        warm_up(server.app.wsgi())


def post_worker_init(worker) -> None:
    """Load, beside the first requests, what a later visitor would wait for, unless it came with the application."""
    if worker.cfg.preload_app:
        return
    from threading import Thread

    from portail.warmup import warm_up

    Thread(target=warm_up, args=(worker.wsgi,), name="warm-up", daemon=True).start()


def worker_exit(_server, _worker) -> None:
    """Leave at once: without this the collector goes several times through everything loaded before the end."""
    import gc

    gc.freeze()
