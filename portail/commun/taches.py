"""Background jobs, whichever package Django's version finds them in.

@task(backend=DIFFERE)
def send(message_id: int) -> None: ...
"""

import django

if django.VERSION >= (6, 0):
    from django.tasks import task, task_backends
else:
    from django_tasks import task, task_backends

DIFFERE = "differe"  # done later, by the worker; `default` runs at once

__all__ = ["DIFFERE", "task", "task_backends"]
