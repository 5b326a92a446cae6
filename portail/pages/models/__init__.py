from .accueil import HomePage, SuggestionRecherche
from .articles import ContentPage, ListingPage, Source
from .axes import AxePage
from .pij import PijPage
from .services import ContactPage, GenreLegal, LegalPage, PlanPage
from .themes import ThemedPage

__all__ = [
    "AxePage",
    "ContactPage",
    "ContentPage",
    "GenreLegal",
    "HomePage",
    "LegalPage",
    "ListingPage",
    "PijPage",
    "PlanPage",
    "Source",
    "SuggestionRecherche",
    "ThemedPage",
]
