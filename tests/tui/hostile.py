"""Strings that steer a terminal, act as markup or choke a widget; each with words that must be seen.

`as_shown` says how each is to be read on the screen, worked out from Unicode's categories and not as the program does.
"""

import unicodedata

WORD = "原话在此"
CONTROLS = {
    "esc": "\x1b",
    "clear": "\x1b[2J\x1b[H",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "title": "\x1b]0;title\x07",
    "unterminated": "\x1b]0;title",
    "link": "\x1b]8;;http://example.org\x1b\\text\x1b]8;;\x1b\\",
    "dcs": "\x1bPq#0\x1b\\",
    "apc": "\x1b_Gf=100;AAAA\x1b\\",
    "pm": "\x1b^secret\x1b\\",
    "sos": "\x1bXsecret\x1b\\",
    "reset": "\x1bc",
    "charset": "\x1b(0",
    "alternate": "\x1b[?1049h",
    "mouse": "\x1b[?1000h",
    "scroll": "\x1b[5;10r",
    "report": "\x1b[6n",
    "colour": "\x1b[31;5m",
    "intermediate": "\x1b[1 q",
    "c1 csi": "\x9b2J",
    "c1 osc": "\x9d52;c;ZXZpbA==\x9c",
    "c1 dcs": "\x90q\x9c",
    "nel": "\x85",
    "nul": "\x00",
    "bell": "\x07",
    "backspace": "\x08\x08\x08",
    "tab": "\t",
    "vt": "\x0b",
    "ff": "\x0c",
    "shift out": "\x0e",
    "shift in": "\x0f",
    "xon": "\x11\x13",
    "can": "\x18",
    "sub": "\x1a",
    "del": "\x7f",
    "all c0": "".join(map(chr, range(32))).replace("\n", "").replace("\r", ""),
    "all c1": "".join(map(chr, range(0x80, 0xA0))),
    "rlo": "\u202egnp.exe\u202c",
    "isolates": "\u2066\u2067\u2068\u2069",
    "marks": "\u200e\u200f\u061c",
    "separators": "\u2028\u2029",
    "tags": "\U000e0001\U000e0041\U000e007f",
    "bom": "\ufeff",
    "invisible": "\u200b\u2060\u00ad\u180e\u2061\u2064\u206a\u206f\ufff9\ufffb",
    "joiners": "ک\u200cا\u200dن",
    "fillers": "\u3164\uffa0\u115f\u1160",
    "carriage returns": "一\r二\r\n三",
    "lone surrogate": "\ud800",
    "surrogates": "\udc80\udfff",
    "noncharacter": "\ufffe\uffff\ufdd0\U0001ffff",
    "private": "\ue000\uf8ff",
}
MARKUP = {
    "close": "[/]",
    "close foo": "[/foo]",
    "half close": "[/",
    "bold": "[bold]B[/bold]",
    "colour tag": "[#ff0]",
    "variable": "[$x]",
    "action": "[@click=app.quit]x[/]",
    "half action": "[@click=app.quit('",
    "markup link": "[link=http://example.org]x[/link]",
    "half link": "[link=",
    "not markup": "[0] [red",
    "backslashes": "\\[b]\\\\[/b]",
    "json": '{"a": [1, [2]]}',
    "html": "<b onclick=x>&lt;</b><script>x</script>",
    "markdown": "**b** `x` [l](javascript:x) # h",
    "percent": "%s %(x)s {} {x} $t",
    "formula": "=1+1 @SUM(A1) +2 -3",
    "huge number": "9" * 400,
    "braces": "{0} {name!r} {{}}",
    "path": "../../etc/passwd",
}
SHAPES = {
    "zalgo": "a" + "\u0301" * 5_000,
    "zwj": "👩‍👩‍👧‍👦" * 50,
    "narrow made wide": "☀️" * 200,
    "skins": "👍🏽" * 50,
    "spaces": "左" + " " * 3_000 + "右",
    "flags": "🇨🇳" * 50,
    "ambiguous": "①②③──…—·" * 20,
    "thai": "กำ้" * 50,
    "brackets": "[" * 100_000,
    "one long line": "长" * 1_000_000,
    "many words": "词 " * 100_000,
    "one word": "x" * 200_000,
}
SMALL = CONTROLS | MARKUP
ALL = SMALL | SHAPES


SHOWN = 20_000  # characters of a text that a screen shows at most
_PICTURES = {code: chr(0x2400 + code) for code in range(32)} | {0x7F: "␡", 9: " ", 10: "\n", 13: "\n"}
_JOINERS = "\u200c\u200d"
FILLERS = "\u115f\u1160\u3164\uffa0"
_OVERRIDES = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_DIRECTION_MARKS = "\u200e\u200f\u061c"


def wrapped(name):
    """The string between words that tell it from all others."""
    number = list(ALL).index(name)
    return f"{WORD}{number:02}前{ALL[name]}后{WORD}"


def as_shown(text):
    """How a text is to be read: controls as pictures, what has no shape left out, at most four marks on a letter."""
    shown, marks = [], 0
    for sign in text.replace("\r\n", "\n"):
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= 4:
            shown.append(as_sign(sign))
    return "".join(shown)


def as_sign(sign):
    """How one character is to be read."""
    code, category = ord(sign), unicodedata.category(sign)
    if code in _PICTURES:
        return _PICTURES[code]
    if sign in "\x85\u2028\u2029":
        return "\n"
    is_directing = unicodedata.bidirectional(sign) in _OVERRIDES or sign in _DIRECTION_MARKS
    is_nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code < 0xFDF0
    if is_directing or is_nothing or category in ("Cc", "Cs") or sign in FILLERS:
        return "\ufffd"
    if code in range(0xE0000, 0xE0080) or (category == "Cf" and sign not in _JOINERS):
        return ""
    return sign


def in_line(text):
    """How a text is to be read in a field, where every character keeps a place of its own."""
    return "".join(_sign_in_line(sign) for sign in text)


def _sign_in_line(sign):
    if sign in "\n\r":
        return chr(0x2400 + ord(sign))
    return " " if sign == "\t" else (as_sign(sign).strip("\n") or "\ufffd")
