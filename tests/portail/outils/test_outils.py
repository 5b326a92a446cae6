"""The tools behind the Makefile: what they decide, without running anything long."""

import contextlib
import io
import os
import socket
import stat
import subprocess
import sys

import pytest
import yaml

from portail.outils import __main__ as command_line
from portail.outils import console, elasticsearch, java, postgres, prepare, serve, suite, supervision, uv
from portail.outils.console import Failure, Progress
from portail.outils.paths import ROOT


def test_every_target_of_the_makefile_is_explained():
    text = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("install", "run", "test", "check", "bench", "relevance", "e2e", "format"):
        assert f"make {target}" in text


class TestFindPython:
    SCRIPT = ROOT / "portail" / "outils" / "find_python.sh"

    def find(self, path, **environment):
        return subprocess.run(
            ["/bin/sh", str(self.SCRIPT)], env={"PATH": str(path), "HOME": "/nowhere"} | environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def script(self, folder, name, body):
        file = folder / name
        file.write_text(f"#!/bin/sh\n{body}\n")
        file.chmod(0o755)
        return file

    def test_a_shim_that_refuses_to_run_is_passed_over(self, tmp_path):
        self.script(tmp_path, "python3", 'echo "pyenv: version not set" >&2; exit 127')
        good = self.script(tmp_path, "python3.12", f'exec {sys.executable} "$@"')
        assert self.find(tmp_path).stdout.strip() == str(good)

    def test_one_that_is_asked_for_comes_first(self, tmp_path):
        self.script(tmp_path, "python3", f'exec {sys.executable} "$@"')
        assert self.find(tmp_path, PYTHON=sys.executable).stdout.strip() == sys.executable


class TestCommandLine:
    def test_what_follows_the_dashes_goes_to_the_tool_underneath(self):
        options = command_line.parse(["test", "--", "tests/geo", "-k", "lille"])
        assert (options.command, options.rest) == ("test", ["tests/geo", "-k", "lille"])

    def test_a_failure_is_told_with_its_cure(self, monkeypatch, capsys):
        def broken(_options):
            raise Failure("Rien ne va.", "Faire ceci.")

        monkeypatch.setattr(command_line, "dispatch", broken)
        monkeypatch.setattr(sys, "argv", ["outils", "install"])
        assert command_line.main() == 1
        told = capsys.readouterr().err
        assert "Rien ne va." in told
        assert "→ Faire ceci." in told


def test_a_busy_port_is_told_before_anything_long():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(Failure, match=f"Le port {port} ne peut pas être ouvert") as told:
            serve.run(host="127.0.0.1", port=port)
    assert f"make run PORT={port + 1}" in told.value.cure


def test_the_progress_counts_the_lines_of_a_command(capsys):
    progress = Progress(4, "Applying ")
    for line in ("Operations to perform:", "  Applying a.0001... ", "OK", "  Applying a.0002... "):
        progress.write(line)
    assert progress.count == 2
    assert "4" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("uri", "url"),
    [
        ("postgresql://postgres:@/postgres?host=/tmp/x/donnees", "postgres://postgres@//tmp/x/donnees/postgres"),
        ("postgresql://postgres:@127.0.0.1:5433/postgres", "postgres://postgres@127.0.0.1:5433/postgres"),
    ],
)
def test_the_address_of_the_test_server_is_read_by_the_settings(uri, url):
    import environ

    given = postgres.database_url(uri)
    assert given == url
    config = environ.Env.db_url_config(given)
    assert config["NAME"] == "postgres"
    assert config["HOST"] in ("/tmp/x/donnees", "127.0.0.1")


class TestSuite:
    @pytest.fixture(autouse=True)
    def _no_models(self, monkeypatch):
        monkeypatch.setattr(suite.Suite, "models", lambda *_arguments: contextlib.nullcontext())

    def test_a_path_chooses_the_suites_that_hold_it(self):
        assert suite.SQLITE.wants([])
        assert suite.SQLITE.wants(["tests/geo"])
        assert not suite.BROWSER.wants(["tests/geo"])
        assert suite.BROWSER.wants(["tests/e2e/test_home.py"])
        assert not suite.SQLITE.wants(["tests/e2e/test_home.py"])

    def test_models_are_made_for_the_whole_and_not_for_a_part(self, monkeypatch):
        asked = []
        monkeypatch.setattr(suite, "_run_one", lambda part, _extra: (asked.append(part.whole), (True, ""))[1])
        for extra in ([], ["-x"], ["tests/geo"], ["tests/geo", "tests/portail"]):
            suite.run([suite.SQLITE], extra)
        assert asked == [True, True, False, True]

    def test_an_address_given_for_the_tests_replaces_the_wheel_s_server(self, monkeypatch):
        monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
        assert "portail.outils.postgres" in suite.POSTGRESQL.command([])
        monkeypatch.setenv("TEST_DATABASE_URL", "postgres://a@b/c")
        assert "portail.outils.postgres" not in suite.POSTGRESQL.command([])
        assert suite.POSTGRESQL.environment()["DATABASE_URL"] == "postgres://a@b/c"
        assert "DATABASE_URL" not in suite.SQLITE.environment()

    def test_elasticsearch_runs_the_tests_of_the_search_alone(self, monkeypatch):
        assert suite.ELASTICSEARCH.wants(["tests/geo", "tests/search/test_contract.py"])
        assert not suite.ELASTICSEARCH.wants(["tests/geo"])
        assert not suite.ELASTICSEARCH.holds("tests/geo")
        assert "portail.outils.elasticsearch" in suite.ELASTICSEARCH.command([])
        monkeypatch.setenv("ELASTICSEARCH_URL", "http://localhost:9200")
        assert "ELASTICSEARCH_URL" in suite.ELASTICSEARCH.environment()
        assert "ELASTICSEARCH_URL" not in suite.POSTGRESQL.environment()

    @pytest.mark.parametrize(("ci", "skipped"), [(None, True), ("1", False)])
    def test_without_java_elasticsearch_is_skipped_but_in_continuous_integration(self, monkeypatch, ci, skipped):
        for name in ("CI", "ELASTICSEARCH_URL"):
            monkeypatch.delenv(name, raising=False)
        if ci:
            monkeypatch.setenv("CI", ci)
        monkeypatch.setattr(java, "find", lambda: None)
        monkeypatch.setattr(console, "run", lambda *_arguments, **_options: 1)
        passed, line = suite._run_one(suite.ELASTICSEARCH, [])
        assert passed is skipped
        assert ("JDK" in line) is skipped

    def test_the_report_is_counted(self, tmp_path):
        report = tmp_path / "r.xml"
        assert suite._counts(report) == (0, 0, 0)
        report.write_text('<testsuites><testsuite tests="10" failures="1" errors="2" skipped="3"/></testsuites>')
        assert suite._counts(report) == (4, 3, 3)

    @pytest.mark.parametrize(("ci", "passed"), [(None, True), ("1", False)])
    def test_a_skipped_test_is_a_failure_in_continuous_integration(self, monkeypatch, tmp_path, ci, passed):
        monkeypatch.setattr(suite, "REPORTS", tmp_path)
        monkeypatch.delenv("CI", raising=False)
        if ci:
            monkeypatch.setenv("CI", ci)

        def run(*_arguments, **_options):
            suite.SQLITE.report.write_text('<testsuites><testsuite tests="2" skipped="1"/></testsuites>')
            return 0

        monkeypatch.setattr(console, "run", run)
        assert suite._run_one(suite.SQLITE, [])[0] is passed


class TestJava:
    @pytest.fixture
    def homes(self, tmp_path, monkeypatch):
        monkeypatch.setattr(java, "_homes", lambda: sorted(tmp_path.iterdir()))
        return tmp_path

    def install(self, home, version: str, modules: str = "java.base jdk.incubator.vector") -> None:
        (home / "bin").mkdir(parents=True)
        (home / "bin" / "java").touch()
        (home / "release").write_text(f'JAVA_VERSION="{version}"\nMODULES="{modules}"\n')

    def test_the_first_that_will_do_is_found(self, homes):
        self.install(homes / "1-old", "17.0.15")
        self.install(homes / "2-bare", "25.0.3", "java.base")
        (homes / "3-empty").mkdir()
        assert java.find() is None
        self.install(homes / "4-good", "21")
        assert java.find() == homes / "4-good"

    def test_none_is_told_with_the_cure(self, homes, monkeypatch):
        monkeypatch.setattr(java.os, "geteuid", lambda: 1000)
        with pytest.raises(console.Failure) as failure:
            java.find_or_install()
        assert "ES_JAVA_HOME" in failure.value.cure


class TestElasticsearch:
    def test_a_cluster_knows_all_its_nodes(self, tmp_path):
        home = tmp_path / "serveur"
        (home / "config").mkdir(parents=True)
        nodes = []
        for number in range(3):
            folder = tmp_path / f"noeud-{number}"
            folder.mkdir()
            nodes.append(elasticsearch.Node(home, folder, folder.name))
        nodes[0].configure(nodes)
        written = yaml.safe_load((tmp_path / "noeud-0" / "config" / "elasticsearch.yml").read_text("utf-8"))
        assert written["discovery.seed_hosts"] == [f"127.0.0.1:{node.transport}" for node in nodes]
        assert written["cluster.initial_master_nodes"] == ["noeud-0", "noeud-1", "noeud-2"]
        assert written["action.auto_create_index"] is False
        assert nodes[0].url == f"http://127.0.0.1:{written['http.port']}"


class TestPrepare:
    def test_a_changed_file_changes_the_digest(self, tmp_path, monkeypatch):
        monkeypatch.setattr(prepare, "ROOT", tmp_path)
        file = tmp_path / "a.yaml"
        file.write_text("a")
        before = prepare.digest([file])
        os.utime(file, (1, 1))
        assert prepare.digest([file]) != before

    def test_a_database_of_somebody_else_is_always_asked(self):
        assert not prepare.is_up_to_date({"DATABASE_URL": "postgres://a@b/c"})

    def test_a_lost_database_is_made_again(self, tmp_path, monkeypatch):
        for name, path in {
            "STATE": tmp_path,
            "READY": tmp_path / "pret.json",
            "SQLITE": tmp_path / "p.sqlite3",
        }.items():
            monkeypatch.setattr(prepare, name, path)
        prepare.SQLITE.touch()
        prepare.remember_ready({"DEBUG": "0", "BASE_URL": "http://localhost:8000"})
        if (ROOT / ".env").exists():
            pytest.fail("a .env file in the project changes what this test measures")
        asked = {"DEBUG": "0", "BASE_URL": "http://localhost:8000"}
        assert prepare.is_up_to_date(asked)
        assert not prepare.is_up_to_date(asked | {"DEBUG": "1"})
        assert not prepare.is_up_to_date(asked | {"BASE_URL": "http://localhost:8001"})
        prepare.SQLITE.unlink()
        assert not prepare.is_up_to_date(asked)


class TestUv:
    @pytest.fixture
    def tried(self, monkeypatch, tmp_path):
        monkeypatch.setattr(uv, "PRIVATE", tmp_path / "uv")
        monkeypatch.setattr(uv.shutil, "which", lambda _name: None)
        monkeypatch.setattr(uv.Path, "home", lambda: tmp_path)
        tried = []
        for name in ("_install_in_venv", "_install_with_pip", "_install_with_apt"):
            monkeypatch.setattr(uv, name, lambda name=name: tried.append(name))
        return tried

    def test_every_way_is_tried_and_the_cure_told(self, tried):
        with pytest.raises(Failure, match="uv n'a pas pu être installé") as told:
            uv.find_or_install()
        assert tried == ["_install_in_venv", "_install_with_pip", "_install_with_apt"]
        assert "apt install python3-venv" in told.value.cure

    def test_an_old_uv_is_not_good_enough(self, tmp_path):
        for version, good in (("0.4.30", False), ("0.13.9", True), ("1.0.0", True)):
            fake = tmp_path / f"uv-{version}"
            fake.write_text(f"#!/bin/sh\necho uv {version}\n")
            fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
            assert uv._works(fake) is good

    def test_an_active_virtualenv_is_not_handed_on(self, monkeypatch):
        monkeypatch.setenv("VIRTUAL_ENV", "/somewhere")
        assert "VIRTUAL_ENV" not in uv.environment()


class TestSupervision:
    def test_one_that_ends_after_having_worked_is_started_again(self, monkeypatch, tmp_path):
        monkeypatch.setattr(supervision, "STEADY", 0.0)
        starts = tmp_path / "starts"
        program = (
            "import os, pathlib, signal, sys; starts = pathlib.Path(sys.argv[1]); "
            "text = starts.read_text() + '.' if starts.exists() else '.'; starts.write_text(text); "
            "len(text) == 3 and os.kill(os.getppid(), signal.SIGTERM); sys.exit(3)"
        )
        commands = {"tâches": [sys.executable, "-c", program, starts]}
        assert supervision.supervise(commands, env=os.environ, probe="http://127.0.0.1:9/", ready=lambda: None) == 0
        assert starts.read_text() == "..."

    def test_the_end_of_one_process_ends_the_others(self):
        commands = {
            "court": [sys.executable, "-c", "import sys; sys.exit(3)"],
            "long": [sys.executable, "-c", "import time; time.sleep(60)"],
        }
        with pytest.raises(Failure, match=r"« court » s'est arrêté \(code 3\)"):
            supervision.supervise(commands, env=os.environ, probe="http://127.0.0.1:9/", ready=lambda: None)

    def test_a_site_that_answers_an_error_is_not_left_running(self, live_failure):
        commands = {"long": [sys.executable, "-c", "import time; time.sleep(60)"]}
        with pytest.raises(Failure, match="répond 500"):
            supervision.supervise(commands, env=os.environ, probe=live_failure, ready=lambda: None)


@pytest.fixture
def live_failure():
    """The address of a small server that answers 500 to everything."""
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread

    class Broken(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_error(500)

        def log_message(self, *_arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Broken)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_silence_is_broken_off_a_terminal(monkeypatch, capsys):
    monkeypatch.setattr(console, "PULSE", 0.05)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    console.run([sys.executable, "-c", "import time; time.sleep(0.5)"])
    assert "…" in sys.stderr.getvalue()
