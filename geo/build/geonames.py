"""Points of the overseas communes without a contour, found in GeoNames by country and name."""

from collections import defaultdict

from geo.folding import fold

# ISO 3166-1 codes of the overseas collectivities, by their INSEE prefix.
COUNTRIES = {
    "975": "PM",
    "977": "BL",
    "978": "MF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}


class Gazetteer:
    """Places of GeoNames in the overseas collectivities, by country and folded name."""

    def __init__(self, places: list[dict]):
        self._places = defaultdict(list)
        for place in places:
            country = place["countrycode"]
            if country in COUNTRIES.values():
                for name in {fold(place["name"]), *map(fold, place["alternatenames"])}:
                    self._places[country, name].append(place)

    def find_point(self, code: str, nom: str) -> tuple[float, float, str] | None:
        """Return the point of the most populated place of that name, None if there is none."""
        country = COUNTRIES.get(code[:3])
        places = self._places.get((country, fold(nom)), [])
        if not places:
            return None
        place = max(places, key=lambda place: place["population"])
        return round(place["latitude"], 5), round(place["longitude"], 5), "geonames"
