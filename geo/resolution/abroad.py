"""What tells that a row lies outside France and the Belgian border."""

from collections.abc import Iterable

BELGIUM = frozenset({"belgique", "belgie", "belgium", "be"})

COUNTRIES = frozenset(
    {
        "allemagne", "deutschland", "germany", "luxembourg", "grand duche de luxembourg",
        "suisse", "schweiz", "switzerland", "italie", "italia", "italy", "espagne", "espana",
        "spain", "andorre", "andorra", "monaco", "principaute de monaco", "royaume uni",
        "united kingdom", "angleterre", "grande bretagne", "irlande", "pays bas", "nederland",
        "hollande", "portugal", "maroc", "algerie", "tunisie", "senegal", "cote d ivoire",
        "cameroun", "canada", "quebec", "etats unis", "usa", "pologne", "roumanie", "autriche",
    }
)  # fmt: skip

# Large towns over the border that directories list beside ours.
TOWNS = frozenset(
    {
        "monte carlo", "andorre la vieille", "bruxelles", "brussel", "brussels", "anvers",
        "antwerpen", "gand", "gent", "charleroi", "liege", "luik", "namur", "namen", "mons",
        "bergen", "bruges", "brugge", "louvain", "leuven", "louvain la neuve", "ostende",
        "oostende", "la louviere", "arlon", "verviers", "wavre", "nivelles", "hasselt",
        "malines", "mechelen", "esch sur alzette", "geneve", "lausanne", "bale", "basel",
        "berne", "neuchatel", "zurich", "la chaux de fonds", "sarrebruck", "saarbrucken",
        "kehl", "fribourg en brisgau", "turin", "vintimille", "milan", "barcelone",
        "saint sebastien", "irun", "londres", "london", "madrid", "berlin", "rome",
    }
)  # fmt: skip


def country_named(names: Iterable[str], hints: Iterable[str]) -> str:
    """Return the foreign country or town that is written, "" when there is none.

    A town abroad may bear the name of a French commune: the caller looks for one first.
    """
    for text in (*names, *hints):
        words = text.split()
        ends = {" ".join(words[index:]) for index in range(len(words))}
        if text in TOWNS or ends & COUNTRIES:
            return text
    return ""


def says_belgium(names: Iterable[str], hints: Iterable[str]) -> bool:
    """Tell whether Belgium is written after the name or in brackets."""
    return any(text.split()[-1] in BELGIUM for text in (*names, *hints) if text)
