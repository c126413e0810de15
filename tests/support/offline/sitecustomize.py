"""Keeps every program that a test starts off the network: Python imports this by its name when it begins."""

from __future__ import annotations

import errno
import sys

_HERE = frozenset({"127.0.0.1", "::1", "localhost", ""})
#: AF_INET and AF_INET6, which are the same wherever a socket has a family of that name.
_FAMILIES = ("AF_INET", "AF_INET6")


def _stay(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.connect":
        made, address = args
        family = getattr(getattr(made, "family", None), "name", "")
        if family in _FAMILIES and isinstance(address, tuple) and address[0] not in _HERE:
            raise OSError(errno.ENETUNREACH, f"a test would reach {address[0]}")
    elif event == "socket.getaddrinfo":
        host = args[0].decode() if isinstance(args[0], bytes) else args[0]
        if host is not None and host not in _HERE:
            raise OSError(errno.ENETUNREACH, f"a test would look for {host}")


sys.addaudithook(_stay)
