"""A real mail server on this machine, which keeps what it accepted."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


class Boite:
    """What arrived, in order: (addresses, mail); `port` is where it listens, on 127.0.0.1."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.received: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.received.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@contextmanager
def listen() -> Iterator[Boite]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        boite = Boite(probe.getsockname()[1])
    controller = Controller(boite, hostname="127.0.0.1", port=boite.port)
    controller.start()
    try:
        yield boite
    finally:
        controller.stop()
