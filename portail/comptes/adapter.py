"""allauth's adapter: accounts are opened by the team, never by visitors."""

import logging
from smtplib import SMTPException
from typing import cast

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from .middleware import is_team_member
from .models import Utilisateur

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Closed sign-up; after sign-in, the team goes to the administration and professionals to their space.

    Its mails leave at once, not through the outbox, whose readers would see the codes.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = cast(Utilisateur, request.user)  # who just signed in
        if is_team_member(user):
            return resolve_url("wagtailadmin_home")
        if user.rattachements.exists():
            return resolve_url(settings.ESPACE_URL)
        return resolve_url("comptes:profile")

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send it; when the mail server does not answer, say so on the page instead of failing."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as error:
            logger.warning("comptes: a mail (%s) did not leave (%s)", template_prefix, type(error).__name__)
            messages.error(self.request, _("Le courriel n’a pas pu partir. Réessayez dans quelques minutes."))
