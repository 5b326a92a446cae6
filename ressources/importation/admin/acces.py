"""Who may import: accounts that may both add and publish structures of the guide."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

PERMISSIONS = ("ressources.add_structure", "ressources.publish_structure")


def may_import(utilisateur: AbstractUser | AnonymousUser) -> bool:
    return utilisateur.is_authenticated and utilisateur.has_perms(PERMISSIONS)


def account_of(request: HttpRequest) -> AbstractUser:
    """Return the account behind a request that `import_required` let through."""
    if isinstance(request.user, AnonymousUser):
        raise PermissionDenied
    return request.user


def import_required(vue: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse the view (403) to accounts that may not import."""

    @wraps(vue)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_import(request.user):
            raise PermissionDenied
        return vue(request, *args, **kwargs)

    return guarded
