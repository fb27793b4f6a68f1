"""What all tests share: nothing of the user's is touched, nothing connects, the shared collections may be absent."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("CASEFILE_SHARED", ROOT.parent / "shared"))

# Qt reads this once, when the first application is made; a screen is used only where a test run is given one on purpose.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


_INTERNET = {socket.AF_INET, socket.AF_INET6}
_ASKING = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto", "urllib.Request"}


def _refuse_connections(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__" and arguments[1] in _INTERNET:
        raise RuntimeError("a test tried to make a socket of the internet")
    if event in _ASKING:
        raise RuntimeError(f"a test tried to reach {arguments[:1]} ({event})")
    if event == "socket.connect" and not str(arguments[1]).startswith("/"):
        raise RuntimeError(f"a test tried to connect to {arguments[1]}")


sys.addaudithook(_refuse_connections)


@pytest.fixture(autouse=True)
def private_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Caches, settings and reports of a test go to a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("CASEFILE_CACHE", str(home / "index"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated and hostile material beside the checkout; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared collections are not here; the project stands on its own")
    return SHARED
