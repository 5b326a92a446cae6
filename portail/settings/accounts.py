"""Sign-in: e-mail and password or code (allauth), second factor for staff, lock-out of brute force (axes)."""

from .environment import env

AUTH_USER_MODEL = "comptes.Utilisateur"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses before a password is even looked at
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "comptes:profile"
WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False  # allauth's, the same for everybody

ACCOUNT_ADAPTER = "portail.comptes.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ESPACE_URL = "espace:aujourdhui"  # where professionals work
ACCOUNT_LOGIN_BY_CODE_ENABLED = True  # professionals: a code by e-mail, no password to remember
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds: a mail may take its time
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nothing is sent to an address that has no account; the page says the same
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are opened by the team, at an address that it knows
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {"login": "portail.comptes.forms.LoginForm"}
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second factor is told to its owner

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Portail Info Jeunesse"
MFA_STAFF_OBLIGATOIRE = env.bool("MFA_STAFF_OBLIGATOIRE", default=True)

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"  # allauth's name for it
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "portail.comptes.lockout.respond"
AXES_HTTP_RESPONSE_CODE = 429
AXES_IPWARE_PROXY_COUNT = env.int("PROXY_COUNT", default=0)
AXES_DISABLE_ACCESS_LOG = True  # attempts are enough; who signed in when is not kept
AXES_ENABLE_ADMIN = False  # there is no Django admin
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "login", "ip_address"]

DEMO_ACCOUNTS = False
