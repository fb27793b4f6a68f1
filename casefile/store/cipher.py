"""The passphrase of an encrypted case: how a key is made of it, and how an encrypted case is told from a file that is none.

The file is what SQLCipher 4 makes of a passphrase by itself (PBKDF2-HMAC-SHA512, 256,000 rounds, AES-256-CBC with an HMAC a
page; https://www.zetetic.net/sqlcipher/design), so any SQLCipher opens it. The key is made once an opening, here, and handed
to every connection as it is. The first 16 bytes of the file, its salt, are ten random ones and six that follow from them: so
that a wrong passphrase is told from a file that is no case.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import unicodedata
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from casefile.errors import CaseUnreadableError, PassphraseError, UserError
from casefile.store.driver import RawConnection, connect

ROUNDS = 256_000
_KEY_BYTES = 32
_SALT_BYTES, _RANDOM_BYTES = 16, 10
_NO_KEY = "x'" + "00" * _KEY_BYTES + "'"


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What opens one encrypted case. It shows nothing of itself."""

    _secret: bytes
    _salt: bytes

    @property
    def _written(self) -> str:
        return f"x'{self._secret.hex()}{self._salt.hex()}'"

    def unlock(self, connection: RawConnection) -> None:
        """Give the key to a connection, before anything else is asked of it."""
        connection.execute(f'PRAGMA key = "{self._written}"')

    def derived(self, purpose: str) -> Key:
        """The key of what follows from the case and is kept outside it: who has that one does not have this one."""
        secret, salt = (
            hmac.digest(self._secret, f"CaseFile {what}: {purpose}".encode(), "sha256") for what in ("key", "salt")
        )
        return Key(secret, salt[:_SALT_BYTES])

    def attach(self, connection: RawConnection, path: Path, name: str) -> None:
        """Attach another file, encrypted with this key."""
        connection.execute(f"ATTACH ? AS {name} KEY ?", (str(path), self._written))


def new_key(passphrase: str) -> Key:
    """A key with a salt of its own, for a file that is to be made. Raises UserError for an empty passphrase."""
    if not passphrase:
        raise UserError("An empty passphrase protects nothing; choose some words.")
    random = secrets.token_bytes(_RANDOM_BYTES)
    return _derive(passphrase, random + _mark(random))


def key_of(path: Path, passphrase: str) -> Key:
    """The key of an existing case. Whether it is the right one shows when it is used.

    Raises CaseUnreadableError where the file is not encrypted by this program."""
    salt = _first_bytes(path)
    if not _is_marked(salt):
        raise CaseUnreadableError(f"“{path.name}” is not an encrypted case.")
    return _derive(passphrase, salt)


def key_for(path: Path, passphrase: str | None) -> Key | None:
    """The key a case needs: None for one in the clear, whatever is given. Raises PassphraseError where none is given."""
    if not is_encrypted(path):
        return None
    if passphrase is None:
        raise no_passphrase(path)
    return key_of(path, passphrase)


def is_encrypted(path: Path) -> bool:
    """Whether a file says of itself that it is an encrypted case. False where it cannot be read."""
    return path.is_file() and _is_marked(_first_bytes(path))


def wrong_passphrase(path: Path) -> PassphraseError:
    """The error for a key that does not fit."""
    return PassphraseError(
        f"The passphrase does not open “{path.name}”, or the file is damaged at its beginning. Nothing was changed."
    )


def no_passphrase(path: Path) -> PassphraseError:
    """The error for an encrypted case and no passphrase at all."""
    return PassphraseError(
        f"“{path.name}” is encrypted. Give its passphrase when asked, with --passphrase-file, or in CASEFILE_PASSPHRASE."
    )


def _derive(passphrase: str, salt: bytes) -> Key:
    # The same words typed on another system may come in other code points.
    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    secret = hashlib.pbkdf2_hmac("sha512", words, salt, ROUNDS, _KEY_BYTES)
    return Key(secret, salt)


def _mark(random: bytes) -> bytes:
    return hashlib.sha256(b"CaseFile encrypted case\0" + random).digest()[: _SALT_BYTES - _RANDOM_BYTES]


def _is_marked(salt: bytes) -> bool:
    return len(salt) == _SALT_BYTES and salt[_RANDOM_BYTES:] == _mark(salt[:_RANDOM_BYTES])


def _first_bytes(path: Path) -> bytes:
    """The first 16 bytes of a file; fewer where it is shorter or cannot be read.

    Asked of SQLite: to open and close an open case in any other way would drop its locks.
    """
    if not os.access(path, os.R_OK) or path.stat().st_size < _SALT_BYTES:
        return b""
    with closing(connect(f"{path.absolute().as_uri()}?mode=ro")) as connection:
        connection.execute(f'PRAGMA key = "{_NO_KEY}"')
        row = connection.execute("PRAGMA cipher_salt").fetchone()
    return bytes.fromhex(row[0]) if row else b""
