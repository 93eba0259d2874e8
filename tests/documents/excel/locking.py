"""Encrypts a workbook with a password as Excel 2007 does, for the tests of refusals.

ECMA-376 standard encryption ([MS-OFFCRYPTO] 2.3.4): AES-128, the key from SHA-1 in 50,000 rounds.
"""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.campaigns.corpus import binary

if TYPE_CHECKING:
    from pathlib import Path

_ROUNDS, _KEY_BYTES, _BLOCK = 50_000, 16, 16
_AES_128, _SHA1, _AES_PROVIDER = 0x660E, 0x8004, 0x18
_CRYPTO_API_AND_AES = 0x24
_PROVIDER = "Microsoft Enhanced RSA and AES Cryptographic Provider\0"


def lock(book: Path, out: Path, password: str) -> None:
    """Write `book` encrypted to `out`: a container with EncryptionInfo and EncryptedPackage."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    key = _key(password, salt)
    body = book.read_bytes()
    package = struct.pack("<Q", len(body)) + _aes(key, body)
    info = _info(salt, _aes(key, verifier), _aes(key, hashlib.sha1(verifier).digest()))  # noqa: S324 -- as Excel does
    binary.compound_file(out, {"EncryptionInfo": info, "EncryptedPackage": package})


def _key(password: str, salt: bytes) -> bytes:
    found = hashlib.sha1(salt + password.encode("utf-16-le")).digest()  # noqa: S324 -- as Excel does
    for at in range(_ROUNDS):
        found = hashlib.sha1(struct.pack("<I", at) + found).digest()  # noqa: S324 -- as Excel does
    found = hashlib.sha1(found + bytes(4)).digest()  # noqa: S324 -- as Excel does
    mixed = bytes(one ^ 0x36 for one in found.ljust(64, b"\x00"))
    return hashlib.sha1(mixed).digest()[:_KEY_BYTES]  # noqa: S324 -- as Excel does


def _aes(key: bytes, body: bytes) -> bytes:
    whole = body.ljust(-(-len(body) // _BLOCK) * _BLOCK, b"\x00")
    cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 -- as Excel does
    return cipher.update(whole) + cipher.finalize()


def _info(salt: bytes, verifier: bytes, digest: bytes) -> bytes:
    provider = _PROVIDER.encode("utf-16-le")
    header = struct.pack(
        "<8I", _CRYPTO_API_AND_AES, 0, _AES_128, _SHA1, _KEY_BYTES * 8, _AES_PROVIDER, 0, 0
    )
    header += provider
    start = struct.pack("<HHII", 3, 2, _CRYPTO_API_AND_AES, len(header))
    told = struct.pack("<I", len(salt)) + salt + verifier + struct.pack("<I", 20) + digest
    return start + header + told
