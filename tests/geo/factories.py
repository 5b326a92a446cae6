"""Territories and communes for tests: real codes when a test names them, made-up ones otherwise."""

import factory
from factory.django import DjangoModelFactory

from geo.models import Arrondissement, Commune, Departement, Epci, Pays, Region, TypeCommune, Zone


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "32"
    nom = "Hauts-de-France"


class DepartementFactory(DjangoModelFactory):
    class Meta:
        model = Departement
        django_get_or_create = ("code",)

    code = "59"
    nom = "Nord"
    region = factory.SubFactory(RegionFactory)


class ProvinceFactory(DepartementFactory):
    code = "50000"
    nom = "Hainaut"
    pays = Pays.BELGIQUE
    region = factory.SubFactory(RegionFactory, code="03000", nom="Wallonie", pays=Pays.BELGIQUE)


class ArrondissementFactory(DjangoModelFactory):
    class Meta:
        model = Arrondissement
        django_get_or_create = ("code",)

    code = "595"
    nom = "Lille"
    departement = factory.SubFactory(DepartementFactory)


class EpciFactory(DjangoModelFactory):
    class Meta:
        model = Epci
        django_get_or_create = ("code",)

    code = "200093201"
    nom = "Métropole Européenne de Lille"
    nature = Epci.Nature.METROPOLE


class CommuneFactory(DjangoModelFactory):
    """A commune of the arrondissement de Lille and of its métropole."""

    class Meta:
        model = Commune
        django_get_or_create = ("pays", "code", "type")

    pays = Pays.FRANCE
    code = factory.Sequence(lambda n: f"99{n % 1000:03d}")  # five characters, however many were made before
    type = TypeCommune.COMMUNE
    nom = factory.LazyAttribute(lambda commune: f"Commune {commune.code}")
    codes_postaux = ["59000"]
    population = 1000
    departement = factory.SubFactory(DepartementFactory)
    region = factory.SelfAttribute("departement.region")
    arrondissement = factory.SubFactory(ArrondissementFactory)
    epci = factory.SubFactory(EpciFactory)
    latitude = 50.63
    longitude = 3.06

    class Params:
        lille = factory.Trait(
            code="59350",
            nom="Lille",
            codes_postaux=["59000", "59160", "59260", "59777", "59800"],
            population=238246,
            latitude=50.63089,
            longitude=3.07086,
        )
        lomme = factory.Trait(
            code="59355",
            type=TypeCommune.ASSOCIEE,
            nom="Lomme",
            codes_postaux=["59160"],
            population=None,
            parent=factory.SubFactory("tests.geo.factories.CommuneFactory", lille=True),
            latitude=50.63878,
            longitude=3.01221,
        )
        belgian = factory.Trait(
            pays=Pays.BELGIQUE,
            code="57097",
            nom="Comines-Warneton",
            nom_nl="Komen-Waasten",
            codes_postaux=["7780", "7781", "7782", "7783", "7784"],
            population=None,
            anciens_codes=["54010"],
            departement=factory.SubFactory(ProvinceFactory),
            arrondissement=None,
            epci=None,
            latitude=50.7754,
            longitude=3.00119,
        )


class ZoneFactory(DjangoModelFactory):
    class Meta:
        model = Zone

    genre = "departement"
    code = "59"
