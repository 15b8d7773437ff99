"""What a terminal sends, in pieces of any size: nothing that was meant for other programs is taken for typing."""

import pytest

from companion.tui.input_filter import InputFilter

STRINGS = [
    "\x1b]52;c;" + "A" * 3_000 + "\x07",
    "\x1b]52;c;" + "A" * 9_000 + "\x1b\\",
    "\x1bP" + "q" * 200 + "\x1b\\",
    "\x1b_" + "x" * 70 + "\x1b\\",
    "\x1b[" + "9;" * 5_000 + "m",
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
]


def fed(text, size):
    """What is left of a text that comes in pieces."""
    typed = InputFilter()
    return "".join(typed.feed(text[at : at + size]) for at in range(0, len(text), size)) + typed.flush()


@pytest.mark.parametrize("size", [7, 100, 4_096, 10**6])
@pytest.mark.parametrize("string", STRINGS)
def test_a_string_for_others_is_no_typing(string, size):
    """Wherever it is cut, it goes; what is typed before and after it stays."""
    assert fed("a" + string + "b", size) == "ab"


@pytest.mark.parametrize("size", [100, 4_096])
def test_a_string_without_an_end_ends_at_the_next_sequence(size):
    """A paste after it is a paste."""
    paste = "\x1b[200~words\x1b[201~"

    assert fed("\x1b]52;c;" + "A" * 3_000 + paste, size) == paste


def test_a_string_without_an_end_ends_when_nothing_more_comes():
    """Who types after a while is heard."""
    typed = InputFilter()

    assert typed.feed("\x1b]52;c;" + "A" * 3_000) == ""
    assert typed.flush() == ""
    assert typed.feed("words") == "words"


@pytest.mark.parametrize("keys", ["\x1b]", "\x1b]abc", "\x1bP\x1b[A", "\x1b", "\x1b[A", "\x1b[<0;3;4M", "记录"])
def test_keys_stay(keys):
    """Alt with a key, an arrow, the mouse, a Chinese word."""
    assert fed(keys, 100) == keys
