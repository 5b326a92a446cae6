"""Who may open which screen."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

VOIR, REGLER, PLACER = "flux.view_flux", "flux.change_flux", "flux.change_offreenquarantaine"
Vue = Callable[..., HttpResponse]


def required(permission: str) -> Callable[[Vue], Vue]:
    """Refuse the view (403) to accounts without a permission."""

    def decorate(vue: Vue) -> Vue:
        @wraps(vue)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return vue(request, *args, **kwargs)

        return guarded

    return decorate
