"""No test reaches the network: only this machine's own addresses and Unix sockets."""

import socket

LOCAL = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "", None}


class NetworkForbidden(RuntimeError):
    """A test, or the code it runs, tried to leave the machine."""


def forbid_outside() -> None:
    """Make every connection or name resolution beyond this machine raise NetworkForbidden, until the process ends."""
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOCAL:
            raise NetworkForbidden(f"connection to {address}")
        return connect(self, address)

    def guarded_resolve(host, *arguments, **options):
        name = host.decode() if isinstance(host, bytes) else host
        if name not in LOCAL and name != socket.gethostname():
            raise NetworkForbidden(f"resolution of {name}")
        return resolve(host, *arguments, **options)

    socket.socket.connect = guarded_connect  # type: ignore[method-assign]
    socket.getaddrinfo = guarded_resolve
