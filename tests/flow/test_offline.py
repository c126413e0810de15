"""Nothing a test does reaches another machine: neither this process nor the programs it starts."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

#: An address nobody has (RFC 5737).
NOWHERE = "192.0.2.1"
TRY = f"""
import socket
told = []
for ask in (
    lambda: socket.create_connection(("{NOWHERE}", 80), timeout=1),
    lambda: socket.getaddrinfo("rates.example", 443),
):
    try:
        ask()
    except OSError as error:
        told.append(str(error))
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname()).close()
server.close()
print(told)
"""


def test_this_process_stays_here() -> None:
    with socket.socket() as made, pytest.raises(OSError, match="a test would reach"):
        made.connect((NOWHERE, 80))
    with pytest.raises(OSError, match="a test would look for"):
        socket.getaddrinfo("rates.example", 443)


def test_so_do_the_programs_it_starts() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", TRY], capture_output=True, text=True, check=True
    )
    assert done.stdout.count("a test would") == 2
