"""Properties of the verdicts: what must hold of any rule and anybody."""

import random
from dataclasses import replace
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portail.dispositifs.eligibilite.coherence import contradiction, is_satisfiable
from portail.dispositifs.eligibilite.profil import Profil
from portail.dispositifs.eligibilite.regles import (
    Age,
    AuMoinsUne,
    AVerifier,
    Groupe,
    Parmi,
    Periode,
    Territoire,
    Toutes,
)
from portail.dispositifs.eligibilite.situations import SITUATIONS, Question
from portail.dispositifs.eligibilite.verdict import SOON_YEARS, Genre, judge

from .rules import (
    BANDS,
    DAYS,
    HIDDEN,
    JOUR,
    NORD,
    PLACES,
    ZONES,
    criteria,
    holds,
    people,
    periodes,
    rules,
)

CALM = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
SURE = rules(criteria(checkable=False) | periodes())


@CALM
@given(rule=SURE, personne=people(), band=st.booleans(), hidden=HIDDEN)
def test_no_answer_contradicts_the_rule(rule, personne, band, hidden):
    verdict = judge(rule, personne.profil(band=band, hidden=hidden), JOUR)

    if holds(rule, personne):
        assert verdict.genre in {Genre.OUI, Genre.PEUT_ETRE}
    else:
        assert verdict.genre != Genre.OUI


@CALM
@given(rule=SURE, personne=people())
def test_all_told_nothing_is_left_to_check(rule, personne):
    verdict = judge(rule, personne.profil(band=False, hidden=frozenset()), JOUR)

    assert (verdict.genre == Genre.OUI) is holds(rule, personne)
    assert verdict.genre != Genre.PEUT_ETRE


@CALM
@given(rule=rules(criteria(checkable=False)), personne=people(), years=st.integers(1, SOON_YEARS))
def test_whoever_will_be_old_enough_is_told_soon_at_worst(rule, personne, years):
    older = replace(personne, age=personne.age + years)
    verdict = judge(rule, personne.profil(band=False, hidden=frozenset()), JOUR)

    if holds(rule, older):
        assert verdict.genre != Genre.NON
    if verdict.genre == Genre.BIENTOT:
        assert not holds(rule, personne)
        assert personne.age < verdict.a_partir_de <= personne.age + SOON_YEARS


def widen(rule, extra, pick):
    """Return a rule that holds whenever `rule` does, made wider at one place chosen by `pick`."""
    if isinstance(rule, Groupe) and rule.regles:
        rank = pick.randrange(len(rule.regles) + 1)
        if rank == len(rule.regles):
            if isinstance(rule, AuMoinsUne):
                return AuMoinsUne((*rule.regles, extra))
            return Toutes(rule.regles[:-1])
        changed = [*rule.regles]
        changed[rank] = widen(changed[rank], extra, pick)
        return type(rule)(tuple(changed))
    if isinstance(rule, Age):
        if rule.inverse:
            return AuMoinsUne((rule, extra))
        return replace(rule, low=rule.low and rule.low - 2, high=rule.high and rule.high + 2)
    if isinstance(rule, Parmi):
        codes = rule.codes[1:] if rule.inverse else tuple(dict.fromkeys((*rule.codes, pick.choice(sorted(SITUATIONS)))))
        return replace(rule, codes=codes)
    if isinstance(rule, Territoire):
        return replace(rule, zones=rule.zones[1:] if rule.inverse else (*rule.zones, pick.choice(ZONES)))
    if isinstance(rule, Periode) and not rule.inverse:
        wider = timedelta(days=pick.randrange(200))
        return replace(rule, ouverture=rule.ouverture - wider, cloture=rule.cloture + wider)
    return AuMoinsUne((rule, extra))


@CALM
@given(
    rule=rules(criteria()), period=periodes(), extra=criteria(), personne=people(), hidden=HIDDEN, seed=st.integers()
)
def test_widening_a_rule_never_removes_an_answer(rule, period, extra, personne, hidden, seed):
    profil = personne.profil(band=True, hidden=hidden)
    before = Toutes((period, rule))

    after = widen(before, extra, random.Random(seed))

    assert judge(after, profil, JOUR).genre >= judge(before, profil, JOUR).genre


@CALM
@given(rule=rules(), personne=people(), hidden=HIDDEN, more=HIDDEN)
def test_answering_less_never_turns_into_a_no_nor_into_a_yes(rule, personne, hidden, more):
    told = judge(rule, personne.profil(band=False, hidden=hidden), JOUR).genre
    less = judge(rule, personne.profil(band=True, hidden=hidden | more), JOUR).genre

    if less in {Genre.NON, Genre.BIENTOT}:
        assert told in {Genre.NON, Genre.BIENTOT}
    if less == Genre.OUI:
        assert told == Genre.OUI


@CALM
@given(criterion=criteria().filter(lambda one: not isinstance(one, AVerifier)))
def test_a_question_left_aside_refuses_nobody(criterion):
    assert judge(criterion, Profil(), JOUR).genre == Genre.PEUT_ETRE


def shuffle(rule, pick):
    if isinstance(rule, Groupe):
        regles = [shuffle(one, pick) for one in rule.regles]
        pick.shuffle(regles)
        return type(rule)(tuple(regles))
    if isinstance(rule, Parmi):
        return replace(rule, codes=tuple(pick.sample(rule.codes, len(rule.codes))))
    return rule


@CALM
@given(rule=rules(criteria() | periodes()), personne=people(), hidden=HIDDEN, seed=st.integers())
def test_the_order_of_conditions_changes_nothing(rule, personne, hidden, seed):
    profil = personne.profil(band=True, hidden=hidden)

    one = judge(rule, profil, JOUR)
    other = judge(shuffle(rule, random.Random(seed)), profil, JOUR)

    assert (one.genre, one.a_partir_de, one.ouvre_le) == (other.genre, other.a_partir_de, other.ouvre_le)


@CALM
@given(rule=rules(criteria() | periodes()), personne=people(), hidden=HIDDEN)
def test_every_verdict_but_a_bare_yes_gives_its_reason(rule, personne, hidden):
    verdict = judge(rule, personne.profil(band=True, hidden=hidden), JOUR)

    match verdict.genre:
        case Genre.PEUT_ETRE:
            assert all(verdict.a_verifier)
            assert verdict.a_verifier
        case Genre.BIENTOT:
            assert verdict.quand
        case Genre.NON:
            assert all(verdict.raisons)
            assert verdict.raisons


@CALM
@given(rule=rules(), personne=people(), hidden=HIDDEN)
def test_a_rule_and_its_negation_never_agree(rule, personne, hidden):
    profil = personne.profil(band=True, hidden=hidden)

    assert rule.negate().negate() == rule
    assert {judge(rule, profil, JOUR).genre, judge(rule.negate(), profil, JOUR).genre} != {Genre.OUI}


@CALM
@given(rule=SURE, personne=people(), jour=DAYS)
def test_a_rule_that_somebody_satisfies_is_no_contradiction(rule, personne, jour):
    if holds(rule, personne, jour):
        assert is_satisfiable(rule)
        assert contradiction(Toutes((rule,))) == ()


@CALM
@given(rule=rules())
def test_a_contradiction_names_conditions_that_are_all_needed(rule):
    both = Toutes((Age(low=20), rule, Age(high=18)))

    found = contradiction(both)

    assert found
    for one in found:
        assert is_satisfiable(Toutes(tuple(other for other in found if other is not one)))


def test_two_homes_at_once_are_a_contradiction():
    rule = Toutes((Parmi(codes=("foyer",)), Parmi(codes=("location", "sans-logement")), Parmi(codes=("lyceen",))))

    assert [one.say() for one in contradiction(rule)] == [
        "vivre en foyer, en internat ou en résidence",
        "être locataire ou en colocation, ou être sans logement",
    ]


def test_reasons_are_said_plainly():
    _lille, halluin, amiens = PLACES
    rule = Toutes(
        (
            Age(low=16, high=21),
            Territoire(zones=(NORD,), noms=("Nord",)),
            Parmi(codes=("decrocheur", "demandeur-emploi")),
            AVerifier(texte="ne pas avoir de contrat"),
        )
    )
    young = Profil(halluin, BANDS[1], {Question.SITUATION: frozenset({"decrocheur"})})

    verdict = judge(rule, young, JOUR)
    assert verdict.genre == Genre.PEUT_ETRE
    assert verdict.raisons == ("tu as l’âge : entre 16 et 21 ans", "tu habites à Commune 59279", "tu as arrêté l’école")
    assert verdict.a_verifier == ("ne pas avoir de contrat",)

    assert judge(rule, replace(young, age=BANDS[2]), JOUR).a_verifier == (
        "avoir 21 ans ou moins",
        "ne pas avoir de contrat",
    )
    assert judge(rule, replace(young, place=amiens), JOUR).raisons == ("il faut habiter là : Nord",)
    assert judge(rule, replace(young, faits={Question.SITUATION: frozenset()}), JOUR).raisons == (
        "il faut avoir arrêté l’école, ou chercher un travail",
    )
    soon = judge(rule, replace(young, age=BANDS[0]), JOUR)
    assert (soon.genre, soon.quand, soon.a_partir_de) == (Genre.BIENTOT, "à partir de 16 ans", 16)
    assert soon.a_verifier == ("ne pas avoir de contrat",)  # and not the age, which is announced


def test_what_must_not_be_is_said_in_one_breath():
    rule = Parmi(codes=("lyceen", "en-emploi")).negate()
    assert rule.say() == "ne pas être au lycée, ni avoir de travail"


def test_an_opening_to_come_is_soon_and_a_closed_one_is_not():
    opening = JOUR + timedelta(days=30)
    soon = judge(Periode(ouverture=opening), Profil(), JOUR)

    assert (soon.genre, soon.ouvre_le, soon.quand) == (Genre.BIENTOT, opening, "ouvre le 26 décembre 2026")
    assert judge(Periode(cloture=JOUR - timedelta(days=1)), Profil(), JOUR).genre == Genre.NON
    assert judge(Periode(cloture=JOUR), Profil(), JOUR).genre == Genre.OUI
    assert judge(Periode(ouverture=JOUR + relativedelta(months=13)), Profil(), JOUR).genre == Genre.NON
