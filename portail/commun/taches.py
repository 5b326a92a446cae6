"""Background jobs, whichever package Django's version finds them in.

@task(backend=DIFFERE)
def send(message_id: int) -> None: ...
"""

from importlib import import_module

import django

_package = import_module("django.tasks" if django.VERSION >= (6, 0) else "django_tasks")
task = _package.task
task_backends = _package.task_backends

DIFFERE = "differe"  # done later, by the worker; `default` runs at once

__all__ = ["DIFFERE", "task", "task_backends"]
