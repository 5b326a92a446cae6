"""What is wrong with the cluster, in words for whoever looks after it."""

from django.utils.translation import gettext as _
from elastic_transport import TlsError, TransportError
from elasticsearch import ApiError, AuthenticationException, AuthorizationException

from search.diffusion.models import Diffusion
from search.engines.elasticsearch.client import get_client
from search.engines.elasticsearch.mapping import alias, base_name

BLOCKS = ("read_only", "read_only_allow_delete", "write")


def diagnose() -> str:
    """Return what keeps the cluster from answering rightly, "" when nothing does. Takes a few short requests."""
    try:
        return _index_fault() or _missing_part() or _refusals()
    except (AuthenticationException, AuthorizationException):
        return _("Elasticsearch refuse l’accès : vérifiez ELASTICSEARCH_API_KEY.")
    except TlsError:
        return _("La connexion chiffrée avec Elasticsearch échoue : vérifiez ELASTICSEARCH_CA et ELASTICSEARCH_URL.")
    except TransportError:
        return _("Elasticsearch ne répond pas : vérifiez ELASTICSEARCH_URL et que le serveur tourne.")
    except ApiError as error:
        return _("Elasticsearch répond par une erreur (%(erreur)s).") % {"erreur": error.message}


def _index_fault() -> str:
    known = get_client().indices.get(index=f"{base_name()}-*", features=["aliases", "settings"], flat_settings=True)
    used = [index for index in known.values() if alias() in index["aliases"]]
    if not used and any(index["aliases"] for index in known.values()):
        return _("L’index a été fait pour une autre version du portail : lancez manage.py rebuild_search.")
    if not used:
        return _("L’index n’existe pas : lancez manage.py rebuild_search.")
    if any(index["settings"].get(f"index.blocks.{block}") == "true" for index in used for block in BLOCKS):
        return _("L’index est en lecture seule (disque plein ?) : libérez de la place, puis levez le blocage.")
    return ""


def _missing_part() -> str:
    """Ask of the index alone: on a shared cluster, the fault may be another's."""
    if get_client().cluster.health(index=alias())["status"] == "red":
        return _("Une partie de l’index manque (état rouge) : remettez les nœuds en marche.")
    return ""


def _refusals() -> str:
    number = Diffusion.objects.refused().count()
    message = _("Elasticsearch refuse %(nombre)d documents : leurs raisons sont dans le journal.")
    return message % {"nombre": number} if number else ""
