"""The code that carries a profile over to another device, and the long secret in the picture beside it.

The code has ten characters that are hard to confuse: four that name the transfer, so that a million names are more than
anybody uses up, and six that are its secret (32 ** 6, so
five tries find it with odds of 5 in 10 ** 9). The token in the picture has the same four and 128 random bits.
"""

import hashlib
import hmac
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: without I, L, O and U
SAME = str.maketrans("ILO", "110")
ID_LENGTH, SECRET_LENGTH = 4, 6
TOKEN_LENGTH = 22  # of 16 bytes in base64


def new_id():
    """Four random characters that name a transfer."""
    return _random(ID_LENGTH)


def new_secret():
    """The six secret characters of a code."""
    return _random(SECRET_LENGTH)


def new_token():
    """128 random bits as text."""
    return secrets.token_urlsafe(16)


def shown(transfer_id, secret):
    """The code as a person reads it: "7KQM2-XWD9A"."""
    code = transfer_id + secret
    return f"{code[:5]}-{code[5:]}"


def parse(text):
    """(id, secret, is it the long one?) of what was typed or scanned, or None when it can be no code.

    >>> parse(" 7kqm2 xwo9a ")
    ('7KQM', '2XW09A', False)
    """
    if not isinstance(text, str) or len(text) > 100:
        return None
    text = text.strip()
    transfer_id, rest = text[:ID_LENGTH], text[ID_LENGTH:]
    if len(rest) == TOKEN_LENGTH and set(transfer_id) <= set(ALPHABET):
        return transfer_id, rest, True
    code = "".join(text.replace("-", "").split()).upper().translate(SAME)
    if len(code) != ID_LENGTH + SECRET_LENGTH or not set(code) <= set(ALPHABET):
        return None
    return code[:ID_LENGTH], code[ID_LENGTH:], False


def digest(key, *parts):
    """What is kept instead of a secret: its keyed hash, as 64 hexadecimal digits."""
    return hmac.new(key.encode(), "\0".join(parts).encode(), hashlib.sha256).hexdigest()


def _random(length):
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
