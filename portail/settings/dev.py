"""Development and demonstration: runs with no environment file."""

from .base import *

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env("SECRET_KEY", default="dev-only-not-a-secret-0123456789-abcdefghijklmnop")
ALLOWED_HOSTS = ["*"]
INTERNAL_IPS = ["127.0.0.1"]

MFA_STAFF_OBLIGATOIRE = env.bool("MFA_STAFF_OBLIGATOIRE", default=False)  # the demonstration's accounts have a password
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
DEMO_ACCOUNTS = True
vars().update(mail(default=f"filemail:///{VAR_DIR / 'courriels'}"))  # read in the inbox of the demonstration
SMS_URL = env("SMS_URL", default="base://")
STYLEGUIDE = True
