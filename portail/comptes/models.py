from django.contrib.auth.models import AbstractUser


class Utilisateur(AbstractUser):
    """An account of the portal: staff, editors and professionals (young people need none)."""
