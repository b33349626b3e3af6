"""SHA-256 from where hashlib takes it, which would bring OpenSSL along."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256
    except ImportError:  # before Python 3.12
        from _sha256 import sha256

__all__ = ["sha256"]
