"""A PDF that asks for its password, made here: 40-bit RC4 by the standard handler (ISO 32000-1, 7.6.3), as old programs
still write it. Of no use for keeping anything secret."""

from __future__ import annotations

import hashlib

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = bytes(range(16))
_RIGHTS = (-4).to_bytes(4, "little", signed=True)


def protected_pdf(words: str, password: str) -> bytes:
    """One page with one line of these words."""
    given = password.encode("latin-1")
    owner = _rc4(_md5((given + _PAD)[:32])[:5], (given + _PAD)[:32])
    key = _md5((given + _PAD)[:32] + owner + _RIGHTS + _ID)[:5]
    drawn = _rc4(_md5(key + b"\5\0\0\0\0")[:10], f"BT /F1 12 Tf 40 700 Td ({words}) Tj ET".encode("latin-1"))
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (owner.hex().encode(), _rc4(key, _PAD).hex().encode()),
    )
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    said = b"<< /Size 7 /Root 1 0 R /Encrypt 6 0 R /ID [<%s> <%s>] >>" % ((_ID.hex().encode(),) * 2)
    return bytes(made + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (said, start))


def _md5(content: bytes) -> bytes:
    return hashlib.md5(content, usedforsecurity=False).digest()


def _rc4(key: bytes, content: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    made, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        made.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(made)
