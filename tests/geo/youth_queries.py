"""What young people type in one box, and the place it names: (query, public code or "", span, sure).

A code with `sure` False is one of several candidates. The span is the text to take away.
"""

NO_PLACE = """
aide|aide au logement|stage|stage de troisième|stage découverte|sens|bus|y|ars|croix rouge|permis de conduire|
permis b pas cher|bafa|bafa pas cher|job d'été|job étudiant|petit boulot|travail saisonnier|cv|lettre de motivation|
alternance|apprentissage coiffure|contrat pro|cfa cuisine|bts tourisme|bts mco|cap petite enfance|cap cuisine|
bac pro mécanique|licence staps|orientation|je sais pas quoi faire|décrochage|reprendre mes études|arrêter l'école|
école de la deuxième chance|service civique|volontariat|corps européen de solidarité|erasmus|partir à l'étranger|
fille au pair|woofing|chantier international|wwoof|logement|logement étudiant|chambre à louer|colocation|studio|
foyer jeunes travailleurs|caf|apl|aide pour payer mon loyer|garant|visale|je dors dehors|hébergement d'urgence|
je suis à la rue|115|santé|psy|psy gratuit|j'ai mal|contraception|pilule|avortement|ist|dépistage|addiction|
cannabis|tabac|alcool|mal être|suicide|harcèlement|harcèlement scolaire|violences|viol|inceste|mes parents me frappent|
transport|transport pas cher|carte de train|vélo|voiture|mobilité|argent|bourse|bourse crous|impôts|compte en banque|
droits|avocat gratuit|police|plainte|papiers|titre de séjour|naturalisation|carte d'identité|sport|foot|danse|
musique|théâtre|culture|pass culture|cinéma|festival|vacances|vacances pas chères|garde d'enfants|la garde d'enfants|
être maman|crèche|handicap|mdph|rqth|lsf|illettrisme|apprendre le français|cours de français|informatique|
ordinateur|tiers lieu|créer mon entreprise|auto entrepreneur|chômage|pôle emploi|france travail|mission locale|
point information jeunesse|pij|cio|e2c|garantie jeunes|contrat d'engagement jeune|cej|prime d'activité|rsa jeune|
majorité|minorité|émancipation|billet d'avion|voyage en avion|infos sur avion|orange mécanique|tours de chant|
travail au port|travail à temps partiel|prêt à taux zéro|cours à domicile|formation à distance|bonjour|merci|
comment ça marche|qui peut m'aider|urgence|24h|7700 euros|59|vie privée|union européenne|la marche de nuit|
aller à pied|en ville|centre de loisirs|maison des ados|maison de retraite|pension complète|les métiers du bois|
métiers de la mer|aide à la personne|agent de sécurité|sécurité|vente|commerce|caissier|serveur|barman|livreur|
animateur|éducateur|infirmière|coiffeur|esthétique|mécanicien|soudeur|maçon|électricien|plombier|paysagiste|
jeux vidéo|permis bateau|code de la route|conduite accompagnée|grande école|fac|université|parcoursup|mon master
"""

WITH_PLACE = [
    ("logement tourcoing", "59599", "tourcoing", True),
    ("Logement à Tourcoing", "59599", "à Tourcoing", True),
    ("stage mécanique près de Roubaix", "59512", "près de Roubaix", True),
    ("stage a lille", "59350", "a lille", True),
    ("LOGEMENT LILLE", "59350", "LILLE", True),
    ("lille logement", "59350", "lille", True),
    ("logement 59000", "59350", "59000", True),
    ("59200 Tourcoing logement", "59599", "59200 Tourcoing", True),
    ("apprentissage à Saint-Denis", "93066", "à Saint-Denis", False),
    ("logement à Sens", "89387", "à Sens", True),
    ("stage à Tours", "37261", "à Tours", True),
    ("lycée à Orange", "84087", "à Orange", True),
    ("logement à Croix", "59163", "à Croix", True),
    ("job au Havre", "76351", "au Havre", True),
    ("fac du Mans", "72181", "du Mans", True),
    ("emploi bondues", "59090", "bondues", True),
    ("logement bousbecque", "59098", "bousbecque", True),
    ("linselles sport", "59352", "linselles", True),
    ("mission locale de Tourcoing", "59599", "de Tourcoing", True),
    ("mission locale Tourcoing emploi", "59599", "Tourcoing", True),
    ("CFA Lens", "62498", "Lens", True),
    ("pij hazebrouck", "59295", "hazebrouck", True),
    ("bafa villeneuve d'ascq", "59009", "villeneuve d'ascq", True),
    ("villeneuve dascq lycée", "59009", "villeneuve dascq", True),
    ("marcq baroeul bafa", "59378", "marcq baroeul", True),
    ("foyer jeunes travailleurs st pol sur mer", "59540", "st pol sur mer", True),
    ("la madeleine sport", "59368", "la madeleine", True),
    ("psy gratuit lomme", "59355", "lomme", True),
    ("hellemmes danse", "59298", "hellemmes", True),
    ("mouscron stage", "be-57096", "mouscron", True),
    ("stage B-7700", "be-57096", "B-7700", True),
    ("étudier à Courtrai", "be-34022", "à Courtrai", True),
    ("job kortrijk", "be-34022", "kortrijk", True),
    ("je cherche un logement sur Lille", "59350", "sur Lille", True),
    ("J'habite à Comines et je cherche un job", "59152", "habite à Comines", True),
    ("comment avoir la CAF à Hem", "59299", "à Hem", True),
    ("rue de Paris à Lille", "59350", "à Lille", True),
    ("croix-rouge à Croix", "59163", "à Croix", True),
    ("bus pour aller à Douai", "59178", "à Douai", True),
    ("cinéma autour de Valenciennes", "59606", "autour de Valenciennes", True),
    ("stage du côté d'Armentières", "59017", "du côté d'Armentières", True),
    ("avortement lens", "62498", "lens", True),
    ("Roubaix", "59512", "Roubaix", True),
    ("halluin", "59279", "halluin", True),
    ("Dunkerque plage job d'été", "59183", "Dunkerque", True),
    ("apprentissage boulangerie wasquehal", "59646", "wasquehal", True),
]


def queries_without_place() -> list[str]:
    return [query.strip() for query in NO_PLACE.replace("\n", "").split("|") if query.strip()]
