"""Production: refuses to start with a missing or insecure setting, naming each of them."""

from .base import *
from .requirements import Requirements

required = Requirements(env)

DEBUG = False
SECRET_KEY = required.secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # former keys: links and STOPs they signed hold
ALLOWED_HOSTS = required.hosts("ALLOWED_HOSTS")
BASE_URL = required.https("BASE_URL")
required.present("DATABASE_URL", "l'adresse de la base, par exemple postgres://portail:secret@localhost/portail")
required.mail("EMAIL_URL")
required.sms("SMS_URL")
DEFAULT_FROM_EMAIL = required.present(
    "DEFAULT_FROM_EMAIL", "l'expéditeur des courriels, par exemple portail@crij.exemple.fr"
)
required.absent("DEBUG", "les pages d'erreur de développement montrent les réglages")
required.absent("DEMO_ACCOUNTS", "les comptes de démonstration n'ont rien à faire en production")
required.conclude()

WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL]

SILENCED_SYSTEM_CHECKS = ["security.W019"]  # previews of pages stand in a frame of the administration
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^sante/"]  # probes speak to the process, without the proxy
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
PROXY_COUNT = AXES_IPWARE_PROXY_COUNT = env.int("PROXY_COUNT", default=1)
if PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

LOG_FORMAT = env("LOG_FORMAT", default="json")
LOGGING = logging_config(LOG_FORMAT, LOG_LEVEL)

if dsn := env("SENTRY_DSN", default=""):
    import sentry_sdk

    from .sentry import scrub

    sentry_sdk.init(dsn=dsn, send_default_pii=False, before_send=scrub, traces_sample_rate=0.0)
