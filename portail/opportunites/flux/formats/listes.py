"""Names that wrap or hold the records of a feed, in JSON and in XML."""

ELEMENTS = frozenset(
    {
        "item", "entry", "offre", "offer", "job", "event", "evenement", "mission", "opportunite", "opportunity",
        "annonce", "record", "row", "formation", "element", "vevent", "stage", "listing", "ad",
    }
)  # fmt: skip
LISTES = frozenset(
    {
        "items", "entries", "entry", "offres", "offers", "jobs", "events", "evenements", "missions", "opportunites",
        "opportunities", "annonces", "records", "rows", "formations", "elements", "results", "resultats", "data",
        "features", "stages", "listings", "ads", "content", "hydra:member", "value",
    }
)  # fmt: skip
