"""Admin screens of the words: what a change does before it is saved, and the lines that ship with the code."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from geo.folding import fold
from search.admin.comparison import MAX_SEARCHES, compare
from search.lexique.lines import Expression, Ligne, shipped_expressions, shipped_synonyms, split_lines
from search.lexique.memory import as_line, read_lexique
from search.lexique.models import Danger, LigneEcartee, Synonymes

PER_PAGE = 50
CHANGE_WORDS, CHANGE_DANGERS = "search.change_synonymes", "search.change_moturgence"


class SynonymesForm(forms.ModelForm):
    """The fields of a line that change searches."""

    class Meta:
        model = Synonymes
        fields = ("sens", "dit", "trouve", "actif")


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show what a line being written does to some searches. Nothing is saved."""
    _require(request, CHANGE_WORDS)
    number = _number(request.POST.get("ligne"))
    saved = None if number is None else Synonymes.objects.filter(pk=number).first()
    form = SynonymesForm(request.POST, instance=saved)
    valid = form.is_valid()
    context: dict = {"form": form, "saved": saved, "most": MAX_SEARCHES, "refused": not valid}
    if valid:
        line = as_line(form.instance)
        searches = split_lines(request.POST.get("recherches", "")) or [*line.dit, *line.trouve]
        after = read_lexique(besides=[line] if form.instance.actif else [], without=saved.pk if saved else None)
        context |= {
            "line": form.instance,
            "searches": "\n".join(searches[:MAX_SEARCHES]),
            "comparisons": compare(searches, read_lexique(), after),
        }
    return render(request, "search/admin/apercu.html", context)


@require_safe
def shipped(request: HttpRequest) -> HttpResponse:
    """List the lines that ship with the code, in force or set aside."""
    _require(request, CHANGE_WORDS)
    wanted = fold(request.GET.get("q", "")[:100])
    aside = set(LigneEcartee.objects.values_list("cle", flat=True))
    lines = [
        {"line": line, "kind": _kind(line), "aside": line.cle in aside}
        for line in _every_line()
        if wanted in fold(str(line)) and (not request.GET.get("ecartees") or line.cle in aside)
    ]
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "search/admin/livrees.html",
        {
            "page": page,
            "q": request.GET.get("q", ""),
            "only_aside": bool(request.GET.get("ecartees")),
            "n_aside": len(aside),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: HttpRequest, cle: str) -> HttpResponse:
    """Set a shipped line aside or take it back, after showing what that does."""
    line = next((line for line in _every_line() if line.cle == cle), None)
    if line is None:
        raise Http404
    _require(request, CHANGE_DANGERS if isinstance(line, Expression) else CHANGE_WORDS)
    row = LigneEcartee.objects.filter(cle=cle).first()
    if request.method == "POST":
        _set(request, line, aside=request.POST.get("ecarter") == "1")
        return redirect("search_admin:livrees")
    context: dict = {"line": line, "kind": _kind(line), "aside": row is not None, "comparisons": []}
    if isinstance(line, Ligne):
        now = read_lexique()
        other = read_lexique(besides=[line]) if row else read_lexique(aside=cle)
        context["comparisons"] = compare([*line.dit, *line.trouve], now, other)
    return render(request, "search/admin/livree.html", context)


def _set(request: HttpRequest, line: Ligne | Expression, *, aside: bool) -> None:
    """Set a line aside or take it back; asked twice, it is done once."""
    if aside:
        kept, made = LigneEcartee.objects.get_or_create(cle=line.cle, defaults={"texte": str(line)})
        if made:
            log(instance=kept, action="wagtail.create", user=request.user)
        messages.success(request, _("« %(line)s » est écartée : les recherches ne s’en servent plus.") % {"line": line})
        return
    row = LigneEcartee.objects.filter(cle=line.cle).first()
    if row:
        log(instance=row, action="wagtail.delete", user=request.user, deleted=True)
        row.delete()
    messages.success(request, _("« %(line)s » est de nouveau en service.") % {"line": line})


def _every_line() -> tuple[Ligne | Expression, ...]:
    return (*shipped_synonyms(), *shipped_expressions())


def _kind(line: Ligne | Expression) -> str:
    if isinstance(line, Expression):
        return _("Urgence : %(danger)s") % {"danger": Danger(line.danger).label}
    return _("Élargit") if line.trouve else _("Synonymes")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
