"""The site as it is served, but for the count of forms from one address: all the browsers of a test share one."""

from portail.wsgi import application
from ressources import antispam

antispam.ENVOIS_MAX = 1_000_000

__all__ = ["application"]
