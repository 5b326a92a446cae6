"""« Aujourd’hui » and « Mes chiffres »: what the sections say, put together."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..acces import RequetePro, professionnel
from ..sections import sections


@require_safe
@professionnel
def aujourdhui(request: RequetePro) -> HttpResponse:
    """Show what waits: one panel a section that has something to say."""
    pro = request.professionnel
    found = ((section, section.panneau(pro)) for section in sections() if section.panneau)
    panneaux = [(section, panneau) for section, panneau in found if panneau]
    return render(request, "espace/aujourdhui.html", {"panneaux": panneaux, "jour": timezone.localdate()})


@require_safe
@professionnel
def chiffres(request: RequetePro) -> HttpResponse:
    """Show the figures of each section that has some."""
    pro = request.professionnel
    found = ((section, list(section.chiffres(pro))) for section in sections() if section.chiffres)
    return render(request, "espace/chiffres.html", {"groupes": [(section, rows) for section, rows in found if rows]})
