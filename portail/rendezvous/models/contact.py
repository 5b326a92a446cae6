"""How to reach somebody who has no account: as little as it takes."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from ressources.ages import Tranche
from ressources.champs import TelephoneField

from ..jetons import make_jeton


class Contact(models.Model):
    """A first name or a pseudonym, a telephone or an address, an age band; a secret link; a key against repeats.

    `PERSONNELS` are the fields that say who it is, with what they become once forgotten.
    """

    PERSONNELS: ClassVar[dict[str, Any]] = {"prenom": "", "telephone": "", "courriel": "", "sms": False}

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", verbose_name=_("site"))
    jeton = models.CharField(max_length=22, unique=True, default=make_jeton, editable=False)
    cle = models.CharField(max_length=64, unique=True, editable=False)  # of the form that was sent: once only
    prenom = models.CharField(_("prénom ou pseudo"), max_length=60, blank=True)
    telephone = TelephoneField(_("téléphone"))
    courriel = models.EmailField(_("adresse e-mail"), blank=True)
    sms = models.BooleanField(_("accepte les SMS"), default=False)
    tranche_age = models.CharField(_("âge"), max_length=10, choices=Tranche.choices, blank=True)
    cree_le = models.DateTimeField(_("demandé le"), default=timezone.now, editable=False)
    anonymise_le = models.DateTimeField(_("anonymisé le"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(telephone="", courriel="") | Q(anonymise_le__isnull=False),
                name="%(app_label)s_%(class)s_joignable",
                violation_error_message=_("Donnez un téléphone ou une adresse e-mail."),
            ),
            models.CheckConstraint(
                condition=Q(anonymise_le__isnull=True) | Q(prenom="", telephone="", courriel=""),
                name="%(app_label)s_%(class)s_anonyme",
                violation_error_message=_("Ce qui est anonymisé ne garde ni nom ni contact."),
            ),
        ]

    def forget_contact(self) -> list[str]:
        """Empty what says who it is, in memory; return the names of the fields to save."""
        oublie = {**self.PERSONNELS, "anonymise_le": timezone.now()}
        for nom, valeur in oublie.items():
            setattr(self, nom, valeur)
        return list(oublie)
