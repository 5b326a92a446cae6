"""What production demands of its environment; every fault is found before the first is told."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SECRET_LENGTH = 50  # characters; Django's own `check --deploy` asks as much (security.W009)
GUESSABLE = ("dev-only", "django-insecure", "change", "secret", "exemple")


class Requirements:
    """Reads settings from the environment, notes the faults, and raises them together in `conclude()`."""

    def __init__(self, env) -> None:
        self.env = env
        self.faults: list[str] = []

    def present(self, name: str, meaning: str) -> str:
        value = self.env(name, default="").strip()
        if not value:
            self.faults.append(f"{name} manque : {meaning}.")
        return value

    def absent(self, name: str, reason: str) -> None:
        if self.env.bool(name, default=False):
            self.faults.append(f"{name} doit être retiré : {reason}.")

    def secret(self, name: str) -> str:
        value = self.present(name, "une longue valeur au hasard, propre à ce site (voir docs/exploitation.md)")
        if value and (len(value) < SECRET_LENGTH or len(set(value)) < 10 or value.lower().startswith(GUESSABLE)):
            self.faults.append(f"{name} est trop faible : au moins {SECRET_LENGTH} caractères tirés au hasard.")
        return value

    def https(self, name: str) -> str:
        value = self.present(name, "l'adresse publique du site, par exemple https://portail.crij.exemple.fr").rstrip(
            "/"
        )
        if value and (urlsplit(value).scheme != "https" or not urlsplit(value).hostname):
            self.faults.append(f"{name} doit commencer par https:// et nommer le site.")
        return value

    def hosts(self, name: str) -> list[str]:
        self.present(name, "les noms d'hôte servis, séparés par des virgules")
        values = self.env.list(name, default=[])
        if "*" in values:
            self.faults.append(f"{name} ne doit pas contenir « * » : nommer chaque hôte.")
        return values

    def mail(self, name: str) -> None:
        value = self.present(name, "le serveur d'envoi, par exemple smtp+tls://compte:secret@smtp.exemple.fr:587")
        if value.startswith(("consolemail", "filemail", "memorymail", "dummymail")):
            self.faults.append(f"{name} n'envoie aucun courriel ({urlsplit(value).scheme}).")

    def sms(self, name: str) -> None:
        """Without a provider no form offers SMS; one that carries nothing, or in the clear, is a fault."""
        scheme = urlsplit(self.env(name, default="")).scheme
        if scheme in ("base", "console") or scheme.endswith("+http"):
            self.faults.append(f"{name} n'envoie aucun SMS, ou en clair ({scheme}).")

    def conclude(self) -> None:
        if self.faults:
            listing = "\n".join(f"  - {fault}" for fault in self.faults)
            raise ImproperlyConfigured(f"La production ne peut pas démarrer :\n{listing}\nVoir .env.example.")
