"""One account per role, for a demonstration; the passwords are drawn once per installation and kept under var/."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction

from ressources.models import Rattachement, Structure
from ressources.permissions import EDITEURS, MODERATEURS, PROFESSIONNELS

from .models import Utilisateur
from .roles import sync_roles


@dataclass(frozen=True)
class DemoAccount:
    label: str
    email: str
    first_name: str
    last_name: str
    group: str = ""  # none: a superuser


ACCOUNTS = (
    DemoAccount("administrateur", "administrateur@exemple.fr", "Alix", "Delannoy"),
    DemoAccount("éditeur", "editeur@exemple.fr", "Basile", "Wattel", EDITEURS),
    DemoAccount("modérateur", "moderateur@exemple.fr", "Inès", "Carlier", MODERATEURS),
    DemoAccount("professionnelle", "professionnelle@exemple.fr", "Léa", "Mirabelle", PROFESSIONNELS),
)


@transaction.atomic
def create_demo_accounts(path: Path) -> list[dict[str, str]]:
    """Create or mend the accounts, and write them with their passwords to the JSON file at `path` (owner only).

    Returns the rows of the file, `{role, email, mot_de_passe}`. A password that still works is kept.
    """
    sync_roles()
    known = _known_passwords(path)
    rows = []
    for account in ACCOUNTS:
        password = known.get(account.email) or secrets.token_urlsafe(9)
        _ensure(account, password)
        rows.append({"role": account.label, "email": account.email, "mot_de_passe": password})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1))
    return rows


def _known_passwords(path: Path) -> dict[str, str]:
    try:
        return {row["email"]: row["mot_de_passe"] for row in json.loads(path.read_text())}
    except (OSError, ValueError, KeyError):
        return {}


def _ensure(account: DemoAccount, password: str) -> None:
    names = {"first_name": account.first_name, "last_name": account.last_name}
    user, _created = Utilisateur.objects.get_or_create(
        email=account.email, defaults=names | {"is_superuser": not account.group}
    )
    if not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    if account.group:
        user.groups.add(Group.objects.get_or_create(name=account.group)[0])
    if account.group == PROFESSIONNELS:
        _attach(user)


def _attach(professional: Utilisateur) -> None:
    """Have the professional be somebody of the guide, and work for her structure: its entries are what she may edit."""
    structure = Structure.objects.published().filter(type="mission_locale").order_by("pk").first()
    if structure and not professional.rattachements.exists():
        personne = structure.personnes.published().order_by("pk").first()
        Rattachement.objects.create(utilisateur=professional, structure=structure, personne=personne)
