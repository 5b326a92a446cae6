"""What the browser is told to refuse, for the public site and for the administration."""

from csp.constants import NONE, SELF

from .environment import env

# Public pages load nothing but their own files, and no inline script or style. No nonce: pages are cached.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": env.list("CSP_FRAME_SRC", default=[SELF]),  # players of the videos that a visitor asks for
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],  # previews stand in a frame of the administration
    }
}
# Wagtail's administration has inline scripts and styles (https://github.com/wagtail/wagtail/issues/1288).
ADMIN_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "script-src": [SELF, "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "worker-src": [SELF, "blob:"],
}
ADMIN_PREFIXES = ("/admin/",)

PERMISSIONS_POLICY = {
    "geolocation": "self",  # « Autour de moi »
    "accelerometer": [],
    "autoplay": [],
    "browsing-topics": [],
    "camera": [],
    "display-capture": [],
    "gyroscope": [],
    "magnetometer": [],
    "microphone": [],
    "midi": [],
    "payment": [],
    "serial": [],
    "usb": [],
}

X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_SAVE_EVERY_REQUEST = False  # an anonymous reader has no session, hence no cookie
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portail.commun.erreurs.csrf_failure"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a Wagtail page with many blocks has more than Django's 1,000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes, files apart

PROXY_COUNT = env.int("PROXY_COUNT", default=0)  # proxies in front of the site, whose X-Forwarded-For is believed
