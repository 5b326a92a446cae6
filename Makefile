# Everything a newcomer needs, from a bare clone: `make help` lists it.
# The work is done by portail/outils, which asks for nothing but Python 3.11 and its standard library.

PORT  ?= 8000
HOST  ?= 127.0.0.1
N     ?= 100000
ARGS  ?=
DEBUG ?= 0
export DEBUG

.DEFAULT_GOAL := help
.PHONY: help install run test check bench relevance e2e torture torture-search format

# `exec` makes the tool take the shell's place, so that Ctrl-C and SIGTERM reach it.
OUTIL = @python=$$(sh portail/outils/find_python.sh) && exec "$$python" -m portail.outils

help: ## Cette aide
	@echo "Portail Info Jeunesse"
	@echo
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

install: ## Crée .venv et y installe les dépendances verrouillées
	$(OUTIL) install

run: ## Lance le site et son exécuteur de tâches (PORT=8000, HOST=127.0.0.1, DEBUG=1 pour développer)
	$(OUTIL) run --host "$(HOST)" --port "$(PORT)"

test: ## Toute la suite : SQLite, PostgreSQL, Elasticsearch, navigateur (ARGS="tests/geo -k lille" pour une partie)
	$(OUTIL) test -- $(ARGS)

e2e: ## Les parcours dans un vrai navigateur seulement
	$(OUTIL) e2e -- $(ARGS)

check: ## Style, types, architecture, migrations, réglages : ce que vérifie l'intégration continue
	$(OUTIL) check

bench: ## Mesures comparées (N=100000 fiches) : tableau, et lignes JSON dans var/bench/
	$(OUTIL) bench --number "$(N)" -- $(ARGS)

relevance: ## Pertinence des réponses aux besoins jugés : tableau par moteur, et lignes JSON dans var/relevance/
	$(OUTIL) relevance -- $(ARGS)

torture: ## Rendez-vous et messages sous la contrainte : foules, serveur réel, kill -9, sur SQLite et PostgreSQL (long)
	$(OUTIL) torture -- $(ARGS)

torture-search: ## Trois nœuds d'Elasticsearch tués l'un après l'autre sous les recherches (plusieurs minutes)
	$(OUTIL) torture-search -- $(ARGS)

format: ## Remet en forme le code et les gabarits
	$(OUTIL) format
