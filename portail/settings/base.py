"""Settings common to every environment. Nothing here depends on an app's code."""

from pathlib import Path

import django

from .accounts import *
from .echanges import *
from .environment import BASE_DIR, VAR_DIR, cache, databases, env, mail
from .logs import *
from .search import *
from .security import *

INSTALLED_APPS = [
    "portail.pages",
    "portail.echanges",
    "portail.opportunites",
    "portail.opportunites.flux",  # feeds of partners: a part of opportunities, with tables of its own
    "portail.dispositifs",
    "portail.rendezvous",
    "portail.espace",
    "portail.notifications",
    "portail.cms",
    "portail.mediatheque",
    "portail.comptes",
    "portail.commun",
    "ressources",
    "search",
    "search.diffusion",
    "geo",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "leaflet",
    "ninja",  # serves the API page's scripts from here instead of a CDN
    "django_htmx",
    "phonenumber_field",
    "import_export",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "health_check",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portail.commun.journal.RequestLogMiddleware",
    "portail.commun.middleware.MalformedRequestMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portail.commun.cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "portail.commun.middleware.AdminPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portail.comptes.middleware.StaffMfaMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portail.urls"
WSGI_APPLICATION = "portail.wsgi.application"
ASGI_APPLICATION = "portail.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "portail.cms.context_processors.site",
            ],
        },
    }
]

DATABASES = databases()
DATABASE_ROUTERS = ["portail.commun.routers.CacheRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": cache()}
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=300)  # 0: no page is kept

# Django 6 has its own tasks; before, the package that they came from. Wagtail's index update is a task on `default`,
# which must stay immediate; ours wait for the worker (`manage.py db_worker --backend differe`).
TASKS_PACKAGE = "django.tasks" if django.VERSION >= (6, 0) else "django_tasks"
TASKS = {
    "default": {"BACKEND": f"{TASKS_PACKAGE}.backends.immediate.ImmediateBackend"},
    "differe": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

vars().update(mail())
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Portail Info Jeunesse <portail@exemple.fr>")
SERVER_EMAIL = env("SERVER_EMAIL", default=DEFAULT_FROM_EMAIL)
# A message that a worker took and did not settle is taken again after this lease, longer than a mail server's answer.
NOTIFICATIONS_BAIL = env.int("NOTIFICATIONS_BAIL", default=120)  # seconds
NOTIFICATIONS_MINUTE = env.float("NOTIFICATIONS_MINUTE", default=60)  # seconds; less rehearses an outage in less time
NOTIFICATIONS_CONSERVATION_JOURS = env.int("NOTIFICATIONS_CONSERVATION_JOURS", default=90)  # then only figures stay

ESPACE_LECTURES_CONSERVATION_JOURS = env.int("ESPACE_LECTURES_CONSERVATION_JOURS", default=730)  # who read what

# Who carries SMS: base:// keeps them in the outbox (demonstration), console:// prints them, ovh://…, brevo://…,
# json://… (docs/exploitation.md). None: no form offers SMS.
SMS_URL = env("SMS_URL", default="")
SMS_RETOURS_SECRET = env("SMS_RETOURS_SECRET", default="")  # in the address that carriers call; none: closed
SMS_HEURES = (
    env.int("SMS_HEURE_DEBUT", default=8),
    env.int("SMS_HEURE_FIN", default=20),
)  # Paris time; the rest is night
SMS_PLAFOND_MENSUEL = env.int("SMS_PLAFOND_MENSUEL", default=1000)  # billed segments of a site in a month
SMS_ATTENTE = env.int("SMS_ATTENTE", default=10)  # seconds that a provider may take to answer

# Forms from one network within the hour (a school has one address); fewer where no script did the proof's work.
RENDEZVOUS_PAR_HEURE = env.int("RENDEZVOUS_PAR_HEURE", default=600)
RENDEZVOUS_PAR_HEURE_SANS_SCRIPT = env.int("RENDEZVOUS_PAR_HEURE_SANS_SCRIPT", default=60)
RENDEZVOUS_CONSERVATION_JOURS = env.int("RENDEZVOUS_CONSERVATION_JOURS", default=730)  # then who came is forgotten

FLUX_JETONS = env.dict("FLUX_JETONS", default={})  # keys of partners' feeds: name=key,name=key
FLUX_HOTES_PRIVES = env.list("FLUX_HOTES_PRIVES", default=[])  # hosts of an intranet that feeds may come from
FLUX_TAILLE_MAX = env.int("FLUX_TAILLE_MAX_MO", default=200) * 2**20  # bytes of a download
FLUX_ATTENTE = env.int("FLUX_ATTENTE", default=15)  # seconds without a byte
FLUX_DUREE_MAX = env.int("FLUX_DUREE_MAX", default=300)  # seconds for a whole download

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portail.commun.statiques.StaticStorage"},
}
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=True)  # False where the proxy does it
STYLEGUIDE = False

WAGTAIL_SITE_NAME = "Portail Info Jeunesse"
BASE_URL = env("BASE_URL", default="http://localhost:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no call to a third party from the admin
WAGTAIL_ENABLE_UPDATE_CHECK = False
# Days on which a search must be made before it is proposed to others (0: none is kept), and kept after the last.
SEARCH_FREQUENT_DAYS = env.int("SEARCH_FREQUENT_DAYS", default=5)
SEARCH_FREQUENT_KEPT_DAYS = env.int("SEARCH_FREQUENT_KEPT_DAYS", default=90)
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_IMAGE_MODEL = "mediatheque.Illustration"
PHONENUMBER_DEFAULT_REGION = "FR"
PHONENUMBER_DEFAULT_FORMAT = "NATIONAL"
