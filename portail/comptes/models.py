"""The accounts: staff, editors and professionals. Young people need none."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UtilisateurManager(BaseUserManager["Utilisateur"]):
    """Accounts are named by their e-mail address, whatever its case."""

    def get_by_natural_key(self, email: str | None) -> "Utilisateur":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields) -> "Utilisateur":
        """Create an account; without a password it can only sign in with a code sent by e-mail."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "Utilisateur":
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True} | fields)


class Utilisateur(AbstractUser):
    """An account of the portal, named by its e-mail address."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(
        _("adresse e-mail"),
        unique=True,
        error_messages={"unique": _("Un compte existe déjà avec cette adresse.")},
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UtilisateurManager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="utilisateur_email_sans_casse",
                violation_error_message=_("Un compte existe déjà avec cette adresse."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email
