"""Writing to a professional: how long each step waits, what is kept, how often one may write."""

from .environment import env

# Days without an answer, then: the professional is reminded, the deputy asked, the desk asked, the request closed.
ECHANGES_RELANCES_JOURS = env.list("ECHANGES_RELANCES_JOURS", cast=int, default=[3, 7])
ECHANGES_SUPPLEANT_JOURS = env.int("ECHANGES_SUPPLEANT_JOURS", default=10)
ECHANGES_GUICHET_JOURS = env.int("ECHANGES_GUICHET_JOURS", default=14)
ECHANGES_CLOTURE_JOURS = env.int("ECHANGES_CLOTURE_JOURS", default=30)
ECHANGES_CONSERVATION_MOIS = env.int("ECHANGES_CONSERVATION_MOIS", default=24)  # then only figures stay
ECHANGES_LIEN_JOURS = env.int("ECHANGES_LIEN_JOURS", default=8)  # life of the link in a professional's mail
ECHANGES_DELAI_MINIMUM = env.int("ECHANGES_DELAI_MINIMUM", default=5)  # answers before their delay is shown

# Sendings within an hour. A school has one address: a browser's proof allows many, a question's answer fewer.
ECHANGES_PAR_CONTACT = env.int("ECHANGES_PAR_CONTACT", default=5)
ECHANGES_PAR_DESTINATAIRE = env.int("ECHANGES_PAR_DESTINATAIRE", default=60)
ECHANGES_PAR_SUIVI = env.int("ECHANGES_PAR_SUIVI", default=10)  # new messages on one request
ECHANGES_PAR_RESEAU = env.int("ECHANGES_PAR_RESEAU", default=600)
ECHANGES_PAR_RESEAU_SANS_SCRIPT = env.int("ECHANGES_PAR_RESEAU_SANS_SCRIPT", default=30)
ECHANGES_CODES_FAUX = env.int("ECHANGES_CODES_FAUX", default=20)  # wrong follow-up codes from one network
