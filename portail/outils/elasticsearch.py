"""A real Elasticsearch for the tests, fetched once through Maven; runs in .venv.

python -m portail.outils.elasticsearch -- COMMAND …     runs COMMAND with ELASTICSEARCH_URL set, then stops the server

The distribution is the server with its core modules only: what runs on it runs on every Elasticsearch of that version.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from . import java
from .console import Failure, check, fail, run, step
from .paths import TOOLS

VERSION = "9.5.0"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
PATIENCE = 300  # seconds for a cluster to be ready
HEAP = "512m"
UNPRIVILEGED = "nobody"  # the server refuses root
CURE = (
    "Installer Maven (Debian : sudo apt install maven) et vérifier ses réglages d’accès, ou régler ELASTICSEARCH_URL."
)


def find_or_fetch() -> Path:
    """Return the unpacked server; fetch it the first time (130 MB). Raises Failure with the cure."""
    # The unprivileged account must reach it, which root's home does not let it do.
    cache = Path("/var/cache/portail-info-jeunesse") if os.geteuid() == 0 else TOOLS
    home = cache / f"elasticsearch-{VERSION}"
    if not home.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            _unpack(_fetch(Path(folder)), Path(folder))
            with contextlib.suppress(OSError):  # another process has just put it there
                (Path(folder) / f"elasticsearch-{VERSION}").rename(home)
    return home


def _fetch(folder: Path) -> Path:
    if not shutil.which("mvn") and os.geteuid() == 0 and shutil.which("apt-get"):
        step("Installation de Maven (paquet du système)")
        run(["apt-get", "install", "-y", "-qq", "maven"])
    if not shutil.which("mvn"):
        raise Failure("Maven manque pour aller chercher Elasticsearch.", CURE)
    step(f"Téléchargement d’Elasticsearch {VERSION} (une fois ; 130 Mo)")
    check(
        ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"],
        failure=Failure("Elasticsearch n’a pas pu être téléchargé.", CURE),
    )
    return next(folder.glob("elasticsearch*.zip"))


def _unpack(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as content:
        content.extractall(folder)
    folder.chmod(0o755)
    for program in (folder / f"elasticsearch-{VERSION}" / "bin").iterdir():
        program.chmod(0o755)  # a zip forgets that they run


class Node:
    """One server of a cluster, in a folder of its own: configuration, data, log."""

    def __init__(self, home: Path, folder: Path, name: str) -> None:
        self.home, self.folder, self.name = home, folder, name
        self.port, self.transport = free_port(), free_port()
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def configure(self, peers: Sequence["Node"]) -> None:
        """Write the configuration; `peers` are all the nodes of the cluster."""
        config = self.folder / "config"
        shutil.copytree(self.home / "config", config)
        lines = {
            "cluster.name": f"portail-{self.folder.parent.name}",
            "node.name": self.name,
            "network.host": "127.0.0.1",
            "http.port": self.port,
            "transport.port": self.transport,
            "path.data": self.folder / "donnees",
            "path.logs": self.folder / "journaux",
            "xpack.security.enabled": "false",
            "xpack.ml.enabled": "false",
            "action.auto_create_index": "false",
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        if len(peers) == 1:
            lines["discovery.type"] = "single-node"
        else:
            lines["discovery.seed_hosts"] = [f"127.0.0.1:{peer.transport}" for peer in peers]
            lines["cluster.initial_master_nodes"] = [peer.name for peer in peers]
        text = "".join(f"{key}: {str(value).replace(chr(39), chr(34))}\n" for key, value in lines.items())
        (config / "elasticsearch.yml").write_text(text, "utf-8")
        (config / "jvm.options.d").mkdir(exist_ok=True)
        (config / "jvm.options.d" / "heap.options").write_text(f"-Xms{HEAP}\n-Xmx{HEAP}\n")
        (self.folder / "tmp").mkdir()

    def start(self) -> None:
        kept = ("PATH", "LANG", "TZ")
        environment = {name: os.environ[name] for name in kept if name in os.environ} | {
            "ES_JAVA_HOME": str(java.find_or_install()),
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "HOME": str(self.folder),
        }
        account = pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else None
        if account:
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, account.pw_uid, account.pw_gid)
        with (self.folder / "sortie.log").open("ab") as output:
            self.process = subprocess.Popen(
                [self.home / "bin" / "elasticsearch"],
                env=environment,
                cwd=self.folder,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
            )

    def send(self, number: int) -> None:
        """Send a signal to the launcher and to the server that it started: they are a process group."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def stop(self, number: int = signal.SIGTERM) -> None:
        if self.process is not None:
            self.send(number)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.send(signal.SIGKILL)
                self.process.wait()
            self.process = None

    def kill(self) -> None:
        """Die at once, as a machine does."""
        self.stop(signal.SIGKILL)

    def tell_log(self) -> str:
        return "\n".join((self.folder / "sortie.log").read_text("utf-8", "replace").splitlines()[-15:])


@contextlib.contextmanager
def cluster(size: int = 1) -> Iterator[list[Node]]:
    """Run a cluster of `size` nodes until the block ends. Raises Failure when it does not get ready."""
    home = find_or_fetch()
    with tempfile.TemporaryDirectory(prefix="portail-es-") as temporary:
        Path(temporary).chmod(0o755)
        nodes = []
        for number in range(size):
            folder = Path(temporary) / f"noeud-{number}"
            folder.mkdir()
            nodes.append(Node(home, folder, f"noeud-{number}"))
        try:
            for node in nodes:
                node.configure(nodes)
                node.start()
            wait_until_ready(nodes)
            yield nodes
        finally:
            for node in nodes:
                node.send(signal.SIGTERM)
            for node in nodes:
                node.stop()


def wait_until_ready(nodes: Sequence[Node]) -> None:
    """Wait for a cluster in which every node has its place."""
    end = time.monotonic() + PATIENCE
    question = f"/_cluster/health?wait_for_nodes={len(nodes)}&wait_for_status=yellow&timeout=5s"
    while time.monotonic() < end:
        for node in nodes:
            if node.process is None or node.process.poll() is not None:
                raise Failure(f"Elasticsearch s’est arrêté :\n{node.tell_log()}", "Lire le journal ci-dessus.")
        try:
            with urllib.request.urlopen(nodes[0].url + question, timeout=10) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except (OSError, urllib.error.URLError):
            time.sleep(0.5)
    raise Failure(f"Elasticsearch n’est pas prêt après {PATIENCE} s :\n{nodes[0].tell_log()}")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def main(command: list[str]) -> int:
    """Run the command beside a server; return its exit status. ELASTICSEARCH_URL names a server to use instead."""
    if os.environ.get("ELASTICSEARCH_URL"):
        return subprocess.call(command)
    with cluster() as (node,):
        return subprocess.call(command, env=os.environ | {"ELASTICSEARCH_URL": node.url})


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the server must be stopped all the same
    try:
        sys.exit(main(sys.argv[sys.argv.index("--") + 1 :]))
    except Failure as failure:
        fail(failure)
        sys.exit(1)
