"""Trying a rule while it is written: a profile, and the verdict with its reasons at once."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.panels import Panel
from wagtail.permissions import policy_registry

from search.facets import AGE_LABELS

from ..eligibilite.verdict import judge
from ..models import Dispositif
from ..questions import build_blocks, read_answers
from .formulaire import EssaiForm

PREFIX = "essai-"  # of the profile's fields, that the form itself ignores


@require_POST
def try_rule(request: HttpRequest) -> HttpResponse:
    """Answer a piece of page: the verdict on the profile of the form, or what is wrong with the rule."""
    if not policy_registry.get_by_type(Dispositif).user_has_any_permission(request.user, {"add", "change"}):
        raise PermissionDenied
    form = EssaiForm(request.POST)
    params = QueryDict(mutable=True)
    for name in request.POST:
        if name.startswith(PREFIX):
            params.setlist(name.removeprefix(PREFIX), request.POST.getlist(name))
    reponses = read_answers(params)
    context: dict[str, Any] = {"erreurs": [], "profil_erreurs": [error.message for error in reponses.errors]}
    if form.is_valid() and form.regle is not None:
        context["verdict"] = judge(form.regle, reponses.profil, timezone.localdate())
        context["conditions"] = [regle.say() for regle in form.regle.regles]
    else:
        context["erreurs"] = list(flatten(form))
    return render(request, "dispositifs/admin/verdict.html", context)


def flatten(form: EssaiForm) -> list[str]:
    """Return every message of the form, those inside blocks among them, once each."""
    messages: list[str] = []
    for errors in form.errors.as_data().values():
        for error in errors:
            messages.extend(dig(error))
    return list(dict.fromkeys(messages))


def dig(error: Any) -> list[str]:
    """Return the messages of an error and of the blocks under it."""
    if isinstance(error, dict):
        return [message for inner in error.values() for message in dig(inner)]
    if isinstance(error, (list, tuple)):
        return [message for inner in error for message in dig(inner)]
    inside = [*dig(getattr(error, "block_errors", None) or {}), *dig(getattr(error, "non_block_errors", None) or [])]
    if inside or error is None:
        return inside
    return list(map(str, getattr(error, "messages", [error])))


class EssaiPanel(Panel):
    """The profile and the verdict, beside the rule."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "dispositifs/admin/essai.html"

        @property
        def media(self):
            return forms.Media(
                css={"all": ["dispositifs/essai.css"]},
                js=[Script("dispositifs/essai.js", type="module")],  # type: ignore[list-item]  # unknown to the stubs
            )

        def get_context_data(self, parent_context=None):
            blocs = build_blocks(read_answers(QueryDict()))
            return super().get_context_data(parent_context) | {
                "url": reverse("dispositifs_admin:essai"),
                "prefixe": PREFIX,
                "ages": AGE_LABELS.items(),
                "questions": [bloc for bloc in blocs if bloc.id != "age"],
            }
