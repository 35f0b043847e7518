"""The code that carries a profile over."""

import pytest

from webapp.person import transfer_code


def test_no_two_characters_of_a_code_look_alike():
    assert len(set(transfer_code.ALPHABET)) == 32
    assert not set("ILOU") & set(transfer_code.ALPHABET)


def test_five_tries_find_a_code_with_odds_below_one_in_ten_million():
    assert 5 / len(transfer_code.ALPHABET) ** transfer_code.SECRET_LENGTH < 1e-7


def test_the_long_secret_has_128_bits():
    tokens = {transfer_code.new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {transfer_code.TOKEN_LENGTH}


def test_what_is_shown_is_what_is_read():
    for _ in range(200):
        transfer_id, secret = transfer_code.new_id(), transfer_code.new_secret()
        assert transfer_code.parse(transfer_code.shown(transfer_id, secret)) == (transfer_id, secret, False)
        token = transfer_code.new_token()
        assert transfer_code.parse(transfer_id + token) == (transfer_id, token, True)


@pytest.mark.parametrize("typed", ["7KQM2-XW09A", "7kqm2xw09a", " 7KQM2 XWO9A ", "7kqm2-xwo9a", "7-K-Q-M-2-X-W-0-9-A"])
def test_a_code_is_understood_however_it_is_typed(typed):
    assert transfer_code.parse(typed) == ("7KQM", "2XW09A", False)


@pytest.mark.parametrize(
    "typed", ["", "7KQM", "7KQM-2XWD", "7KQM2-XW09", "7KQM2-XW09AB", "7KQM2-XW09U", "ÄÖÜ-1234567", "x" * 5000, None, 7, []]
)
def test_what_can_be_no_code_is_none(typed):
    assert transfer_code.parse(typed) is None


def test_what_is_kept_of_a_secret_needs_the_key():
    assert transfer_code.digest("one key", "7K", "QM2XW0") != transfer_code.digest("another", "7K", "QM2XW0")
    assert transfer_code.digest("k", "ab", "c") != transfer_code.digest("k", "a", "bc")
