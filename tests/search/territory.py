"""A small country for the tests of the search: the métropole of Lille, the border, Artois and Paris."""

from geo.models import Commune, Pays, TypeCommune
from tests.geo.factories import (
    ArrondissementFactory,
    CommuneFactory,
    DepartementFactory,
    EpciFactory,
    ProvinceFactory,
    RegionFactory,
)
from tests.search.corpus import Where

NORD = {
    # code: (nom, population, latitude, longitude)
    "59350": ("Lille", 238246, 50.63089, 3.07086),
    "59512": ("Roubaix", 98286, 50.68952, 3.17417),
    "59599": ("Tourcoing", 98772, 50.72391, 3.16117),
    "59279": ("Halluin", 20800, 50.78360, 3.12560),
    "59152": ("Comines", 12500, 50.76240, 3.00940),
    "59017": ("Armentières", 24800, 50.68800, 2.88110),
    "59656": ("Wervicq-Sud", 5500, 50.77620, 3.04520),
}
ARTOIS = {
    "62498": ("Lens", 32600, 50.42893, 2.83183),
    "62041": ("Arras", 42600, 50.29300, 2.78190),
}


def build() -> list[Commune]:
    """Make the communes and return them, parts included."""
    communes = [
        CommuneFactory(code=code, nom=nom, population=people, latitude=lat, longitude=lon)
        for code, (nom, people, lat, lon) in NORD.items()
    ]
    lille = communes[0]
    for code, nom, lat, lon in (("59355", "Lomme", 50.63878, 3.01221), ("59298", "Hellemmes-Lille", 50.628, 3.109)):
        communes.append(part(lille, code, nom, TypeCommune.ASSOCIEE, lat, lon))
    return [*communes, *_artois(), *_paris(), *_belgique()]


def part(parent: Commune, code: str, nom: str, nature: str, lat: float, lon: float) -> Commune:
    """Make a part of a commune, in the same territories."""
    return CommuneFactory(
        code=code,
        nom=nom,
        type=nature,
        parent=parent,
        population=None,
        latitude=lat,
        longitude=lon,
        departement=parent.departement,
        region=parent.region,
        arrondissement=parent.arrondissement,
        epci=parent.epci,
    )


def _artois() -> list[Commune]:
    departement = DepartementFactory(code="62", nom="Pas-de-Calais")
    arrondissement = ArrondissementFactory(code="627", nom="Lens", departement=departement)
    epci = EpciFactory(code="246200364", nom="CA de Lens-Liévin")
    return [
        CommuneFactory(
            code=code,
            nom=nom,
            population=people,
            latitude=lat,
            longitude=lon,
            departement=departement,
            arrondissement=arrondissement,
            epci=epci,
        )
        for code, (nom, people, lat, lon) in ARTOIS.items()
    ]


def _paris() -> list[Commune]:
    region = RegionFactory(code="11", nom="Île-de-France")
    departement = DepartementFactory(code="75", nom="Paris", region=region)
    paris = CommuneFactory(
        code="75056",
        nom="Paris",
        population=2_100_000,
        latitude=48.8566,
        longitude=2.3522,
        departement=departement,
        arrondissement=ArrondissementFactory(code="751", nom="Paris", departement=departement),
        epci=EpciFactory(code="200054781", nom="Métropole du Grand Paris"),
    )
    nature = TypeCommune.ARRONDISSEMENT
    return [
        paris,
        part(paris, "75101", "Paris 1er Arrondissement", nature, 48.8626, 2.3363),
        part(paris, "75120", "Paris 20e Arrondissement", nature, 48.8634, 2.4012),
    ]


def _belgique() -> list[Commune]:
    province = ProvinceFactory()
    return [
        CommuneFactory(belgian=True, departement=province),
        CommuneFactory(
            pays=Pays.BELGIQUE,
            code="57096",
            nom="Mouscron",
            nom_nl="Moeskroen",
            codes_postaux=["7700"],
            population=None,
            departement=province,
            region=province.region,
            arrondissement=None,
            epci=None,
            latitude=50.7449,
            longitude=3.2064,
        ),
    ]


def where(commune: Commune) -> Where:
    """Return what the generator of documents needs of a commune."""
    return Where(
        ref=commune.ref,
        nom=commune.nom,
        pays=commune.pays,
        code=commune.code,
        epci=str(commune.epci_id or ""),
        departement=str(commune.departement_id or ""),
        region=str(commune.region_id or ""),
        population=commune.population or 20_000,
        latitude=commune.latitude,
        longitude=commune.longitude,
    )
