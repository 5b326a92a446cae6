"""A professional books for a young person, with any structure of the site, what is open to the public or to them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portail.espace.acces import professionnel
from ressources.ages import Tranche
from ressources.antispam import make_jeton
from ressources.telephones import normalise_telephone, validate_telephone

from ..creneaux import find_creneaux
from ..erreurs import RendezVousRefuse
from ..jetons import cle_of
from ..models import Motif
from ..mots import say_moment
from ..semaine import build_semaine, read_monday
from ..services import Coordonnees, book_rendezvous
from ..services.contact import Origine
from ..vocabulaire import Lieu, Reservation
from ..vues.commun import find_personne, read_choix, site_of


def motifs_for(request: HttpRequest):
    """What the account may book: for everybody, for professionals, and all of its own structures."""
    pro = request.professionnel  # type: ignore[attr-defined]
    motifs = Motif.objects.bookable().for_site(site_of(request)).select_related("structure__site")
    ouverts = motifs.open_to(Reservation.PUBLIC, Reservation.PRESCRIPTEUR)
    return (ouverts | motifs.filter(structure__in=pro.structure_ids)).order_by("structure__nom", "nom")


def find_motif(request: HttpRequest) -> Motif | None:
    donnees = request.POST if request.method == "POST" else request.GET
    texte = donnees.get("motif", "")
    if not texte.isascii() or not texte.isdecimal() or len(texte) > 18:
        return None
    return motifs_for(request).filter(pk=int(texte)).first()


@require_safe
@professionnel
def choose(request: HttpRequest) -> HttpResponse:
    """What for, then when (`motif`, `semaine`)."""
    return _show_choice(request)


def _show_choice(request: HttpRequest) -> HttpResponse:
    motif = find_motif(request)
    if motif is None:
        return render(request, "rendezvous/espace/orienter.html", {"motifs": motifs_for(request)})
    creneaux = find_creneaux(motif=motif)
    contexte = {
        "motif": motif,
        "semaine": build_semaine(creneaux, read_monday(request.GET.get("semaine", ""))),
        "plusieurs": len({creneau.personne.pk for creneau in creneaux}) > 1,
        "base": f"{reverse('rendezvous_espace:orienter')}?motif={motif.pk}&semaine=",
    }
    return render(request, "rendezvous/espace/orienter_creneaux.html", contexte)


class JeuneForm(forms.Form):
    """Whom the appointment is for. *Vous*: a professional fills it in, with the young person."""

    jeton = forms.CharField(widget=forms.HiddenInput, max_length=200)
    prenom = forms.CharField(
        label=gettext_lazy("Prénom ou pseudo du ou de la jeune"),
        max_length=60,
        error_messages={"required": gettext_lazy("Dites comment l’appeler : un pseudo suffit.")},
    )
    courriel = forms.EmailField(
        label=gettext_lazy("Son adresse e-mail"),
        help_text=gettext_lazy("Une adresse ou un numéro suffit."),
        required=False,
        error_messages={"invalid": gettext_lazy("Il manque quelque chose à cette adresse : prenom@exemple.fr.")},
    )
    telephone = forms.CharField(label=gettext_lazy("Son téléphone"), required=False, max_length=20)
    tranche_age = forms.ChoiceField(
        label=gettext_lazy("Son âge"),
        choices=Tranche.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez son âge dans la liste.")},
    )
    participants = forms.IntegerField(label=gettext_lazy("Personnes"), min_value=1, max_value=100, initial=1)
    adresse = forms.CharField(
        label=gettext_lazy("Adresse de la visite"),
        max_length=250,
        error_messages={"required": gettext_lazy("Donnez l’adresse où l’on se retrouve.")},
    )
    accord = forms.BooleanField(
        label=gettext_lazy("La personne est d’accord pour ce rendez-vous et pour que son contact soit transmis"),
        error_messages={"required": gettext_lazy("Cochez cette case : sans son accord, rien n’est réservé.")},
    )

    def __init__(self, *args: Any, motif: Motif, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.motif = motif
        if not motif.collectif:
            del self.fields["participants"]
        if motif.mode != Lieu.DOMICILE:
            del self.fields["adresse"]

    def clean_telephone(self) -> str:
        numero = normalise_telephone(self.cleaned_data["telephone"])
        if numero:
            validate_telephone(numero)
        return numero

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or self.cleaned_data
        if {"telephone", "courriel"}.isdisjoint(self.errors) and not (donnees["telephone"] or donnees["courriel"]):
            self.add_error("courriel", _("Donnez une adresse ou un numéro, pour que la personne soit prévenue."))
        return donnees

    @property
    def coordonnees(self) -> Coordonnees:
        return Coordonnees(
            **{nom: self.cleaned_data[nom] for nom in ("prenom", "courriel", "telephone", "tranche_age")}
        )


@require_http_methods(["GET", "HEAD", "POST"])
@professionnel
def book(request: HttpRequest) -> HttpResponse:
    """Whom it is for, then booked; a time that is gone meanwhile leads back to the others."""
    motif = find_motif(request)
    debut, avec = read_choix(request.POST if request.method == "POST" else request.GET)
    personne = find_personne(motif, avec) if motif else None
    if motif is None or debut is None or personne is None:
        return _show_choice(request)
    suite = f"{reverse('rendezvous_espace:orienter')}?motif={motif.pk}"
    form = JeuneForm(request.POST or None, motif=motif, initial={"jeton": make_jeton()})
    if request.method == "POST" and form.is_valid():
        try:
            rendezvous = book_rendezvous(
                motif=motif,
                personne=personne,
                debut=debut,
                contact=form.coordonnees,
                cle=cle_of(form.cleaned_data["jeton"]),
                participants=form.cleaned_data.get("participants", 1),
                adresse=form.cleaned_data.get("adresse", ""),
                origine=origin_of(request, motif),
                site=site_of(request),
            )
        except RendezVousRefuse as refus:
            messages.warning(request, str(refus))
            return redirect(suite)
        quand = {"quand": say_moment(rendezvous.debut)}
        messages.success(request, _("C’est réservé, %(quand)s. La personne est prévenue.") % quand)
        return redirect("rendezvous_espace:orienter")
    contexte = {"motif": motif, "personne": personne, "quand": say_moment(debut), "form": form, "suite": suite}
    contexte["choix"] = f"{debut:%Y-%m-%dT%H:%MZ}_{personne.pk}"
    return render(request, "rendezvous/espace/orienter_reserver.html", contexte, status=422 if form.errors else 200)


def origin_of(request: HttpRequest, motif: Motif) -> Origine:
    """Say who books: the team of the structure itself, or a professional of another one."""
    pro: Any = request.professionnel  # type: ignore[attr-defined]
    service = motif.structure_id in pro.structure_ids
    return Origine(
        pris_par=Reservation.SERVICE if service else Reservation.PRESCRIPTEUR,
        prescripteur=f"{pro.utilisateur.get_full_name() or pro.utilisateur}, {pro.rattachements[0].structure}"[:150],
        prescripteur_courriel=pro.utilisateur.email,
    )
