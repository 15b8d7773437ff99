"""S3: loaders fed with nonsense, and with files made to take their time, their stack or their memory."""

from __future__ import annotations

import os
import random
import time
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import repeat

from companion.errors import CompanionError
from companion.reading.reader import MAX_LINES, read_speech
from companion.storage.damage import read_minutes
from companion.storage.toml_codec import render_minutes
from tests.bench.docx_mutations import mutations, seeds
from tests.faults.desk import SPEECH, slowness
from tests.faults.report import Report, memory
from tests.faults.texts import PATH, sample
from tests.reading_formats.test_formats import HOSTILE

TOML_WORDS = [*"[]\"'=.{}#_+ \n\0\t\r\ufeff", "[[notes]]\n", "'''", "id", "stamp", "history", "1979-05-27"]
TOML_WORDS += ["\\u", "1e9", "[meeting]\n", "true", "nan", "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "format = 1\n"]
TEXT_WORDS = [*"①×*[]：。「（\n\t\u3000\ufeff\r\u2028\x0c\u202e𠀀", "一、", "（一）", "第一章", "1."]
TEXT_WORDS += ["(1)", "1.1.1", "一要", "二是", "**一**", "同志们：", "附件：", "XX", "[*]", "*公里", "# ", "## "]
TEXT_WORDS += ["- ", "> ", "```\n", "---\n", "***", "___"]
TEXT_WORDS += ["| a | b |\n", "|-|-|\n", "<b>", "&#x41;", "\n\n", "\r\n", "\x1b[2J", "a\u0301"]
SECONDS, MEGABYTES = 2.0, 200
FEW_BOMBS = 5

Load = Callable[[bytes], object]


@dataclass(frozen=True)
class Loader:
    """One loader: what it makes of bytes, inputs for it, and a wrong one in its place."""

    name: str
    load: Load
    inputs: Callable[[int, int], Iterator[bytes]]
    wrong: Load


@dataclass(frozen=True)
class _Fed:
    """How many were read, the slowest in seconds of the processor, what escaped that is no declared error.

    `planted`: how often the wrong loader was caught.
    """

    read: int
    slowest: float
    escaped: list[str]
    planted: int = 0


def fuzz(inputs: dict[str, int], *, few_bombs: bool, workers: int = 1, seed: int = 1) -> Report:
    """S3: any bytes at all are either read or refused with one of the declared errors, in bounded time."""
    report = Report("S3 loaders fuzzed")
    told, controls = [], []
    with ProcessPoolExecutor(workers) as pool:
        for name, found in zip(inputs, pool.map(_fuzz_one, inputs, inputs.values(), repeat(seed)), strict=True):
            report.tried += inputs[name]
            report.wrong += [f"{name}: {one}" for one in found.escaped]
            report.caught &= found.planted > 0
            told.append(f"{name} {inputs[name]} ({found.read} read, slowest {found.slowest:.2f} s)")
            controls.append(f"{name} {found.planted}")
    report.figures = f"{'; '.join(told)}; {_all_bombs(report, few_bombs)}"
    ratio = _unguarded()
    report.control = f"loaders that trust their input, caught: {', '.join(controls)}; "
    report.control += f"tomllib alone takes {ratio:.0f} times as long for 4 times the parts"
    report.caught &= ratio > 7
    return report


def _fuzz_one(name: str, count: int, seed: int) -> _Fed:
    (loader,) = (one for one in LOADERS if one.name == name)
    fed = _feed(loader.load, loader.inputs(count, seed))
    planted = _feed(loader.wrong, loader.inputs(min(count, 400), seed))
    return replace(fed, planted=len(planted.escaped))


def _feed(load: Load, inputs: Iterator[bytes]) -> _Fed:
    read, slowest, escaped = 0, 0.0, []
    for data in inputs:
        began = time.process_time()
        try:
            load(data)
            read += 1
        except CompanionError as error:
            assert str(error)
        except Exception as error:  # noqa: BLE001 (any failure at all is what the row looks for)
            escaped.append(f"{error!r:.200} {data[:60]!r}")
        slowest = max(slowest, time.process_time() - began)
    return _Fed(read, slowest, escaped)


def _mangled(base: str, words: list[str], count: int, seed: int) -> Iterator[bytes]:
    rng = random.Random(seed)
    for _ in range(count):
        text = list(base) if rng.random() < 0.8 else []
        for _ in range(rng.choice((1, 1, 2, 3, 6))):
            _mangle(rng, text, words)
        data = bytearray("".join(text).encode())
        if data and rng.random() < 0.2:
            data[rng.randrange(len(data))] = rng.randrange(256)
        yield bytes(data[: rng.randint(0, len(data))] if rng.random() < 0.05 else data)


def _mangle(rng: random.Random, text: list[str], words: list[str]) -> None:
    place, act = rng.randint(0, len(text)), rng.random()
    if act < 0.2:
        del text[place : place + rng.randint(1, 60)]
    elif act < 0.8:
        text[place:place] = rng.choice(words) * rng.choice((1, 1, 1, 40))
    else:
        text[place:place] = text[rng.randint(0, len(text)) :][: rng.randint(1, 400)]


def _speech(name: str, data: bytes) -> object:
    return read_speech(data, name)


def _trusted_text(data: bytes) -> object:
    return data.decode()


def _trusted_toml(data: bytes) -> object:
    return tomllib.loads(data.decode())["notes"]


def _trusted_docx(data: bytes) -> object:
    return read_speech(data, "a.docx").outline.points[3]


def _docx_inputs(count: int, seed: int) -> Iterator[bytes]:
    return mutations(count, seeds(with_corpus=False), seed)


LOADERS = (
    Loader(
        "toml",
        lambda data: render_minutes(read_minutes(data, PATH)),
        partial(_mangled, sample().decode(), TOML_WORDS),
        _trusted_toml,
    ),
    Loader("txt", partial(_speech, "a.txt"), partial(_mangled, SPEECH, TEXT_WORDS), _trusted_text),
    Loader("md", partial(_speech, "a.md"), partial(_mangled, SPEECH, TEXT_WORDS), _trusted_text),
    Loader("docx", partial(_speech, "a.docx"), _docx_inputs, _trusted_docx),
)


def _toml_bombs() -> Iterator[bytes]:
    made = [
        "a." * 50_000 + "a=1",
        "[" + "a." * 50_000 + "a]",
        "[[" + "a." * 50_000 + "a]]",
        '"a".' * 30_000 + "a=1",
    ]
    made += [
        "x = " + "[" * 200_000,
        "x = " + "{a=" * 100_000,
        "x=" + "9" * 2_000_000,
        "x=0x" + "f" * 2_000_000,
    ]
    made += ["\n".join(f"k{n}=1" for n in range(100_000)), "\n".join(f"[t{n}]" for n in range(50_000))]
    made += ["\n".join(f"a.k{n}=1" for n in range(50_000)), "\n".join("[[a]]\nx=1" for _ in range(50_000))]
    made += ["\n".join("[[a]]\n[a.b]\n[[a.b.c]]" for _ in range(20_000)), 'x="' + "\\u4e00" * 300_000 + '"']
    made += ["x='''" + "'" * 2 + "a''" * 300_000 + "'''", 'x = "' + "a" * 8_000_000 + '"', "#" * 8_000_000]
    made += ["x=[" + "1," * 1_000_000 + "]", "x={" + ",".join(f"a{n}=1" for n in range(100_000)) + "}"]
    made += [
        "x=[" + "{a.b.c=1}," * 50_000 + "]",
        "x=" + "1_" * 500_000 + "1",
        "x=1e" + "9" * 1_000_000,
        "\r" * 4_000_000,
    ]
    made += ["\n" * 8_000_000, "<<<<<<< a\n=======\n>>>>>>> b\n" * 100_000, "a" * 8_000_000 + "=1"]
    made += [". " * 3_000_000, "a .\t" * 200_000 + "b=1"]
    yield from (text.encode() for text in made)
    yield from (b"\0" * 30_000_000, b"\xff" * 8_000_000, b" " * 30_000_000)


def _text_bombs() -> Iterator[bytes]:
    """Texts of half a megabyte, each the worst of its kind."""
    kinds = ("一、\n", "（", "# a\n", "1.", "1.1.1.1 a\n", "* ", "> ", "|a", "_", "*", "[", "[a](", "一要二要三要")
    kinds += ("a\n", "“", "<b>", "```\n", "\x1b]0;", "a\u0301", "第一章 a\n", "- a\n", "同志们：", "1", " ", "\u3000一")
    yield from ((kind * (500_000 // len(kind.encode()))).encode() for kind in kinds)
    yield b"a\n" * (MAX_LINES - 1)
    yield "".join(" " * depth + "- a\n" for depth in range(1_000)).encode()
    yield "".join(f"{'（' * depth}一{'）' * depth}\n" for depth in range(400)).encode()


def bombs() -> Iterator[tuple[str, Load, Callable[[], bytes]]]:
    """Files made to take a loader's time, stack or memory: what to call each, its loader, and how to make it."""
    toml, txt, md, docx = (loader.load for loader in LOADERS)
    for number, data in enumerate(_toml_bombs()):
        yield f"toml {number}", toml, partial(bytes, data)
    for number, data in enumerate(_text_bombs()):
        yield f"txt {number}", txt, partial(bytes, data)
        yield f"md {number}", md, partial(bytes, data)
    for name, make in HOSTILE.items():
        yield f"docx, {name}", docx, make


def _all_bombs(report: Report, few: bool) -> str:
    chosen = list(bombs())
    if few:  # those of Word take long to make, and are in the tests of the formats
        chosen = random.Random(1).sample([one for one in chosen if one[1] is not LOADERS[3].load], FEW_BOMBS)
    slowest, most = 0.0, 0
    for name, load, make in chosen:
        took, more = _blow_up(load, make())
        if took > SECONDS * slowness() or more > MEGABYTES:
            report.wrong.append(f"bomb {name}: {took:.1f} s, {more} MB" if took else f"bomb {name}: ended its process")
        slowest, most = max(slowest, took), max(most, more)
        report.tried += 1
    return f"{len(chosen)} bombs, ≤ {slowest:.2f} s and {most} MB more"


def _blow_up(load: Load, data: bytes) -> tuple[float, int]:
    """Load in a process of its own; returns seconds of its processor and megabytes beyond the file's own size."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            before = memory("VmRSS")
            began = time.process_time()
            _feed(load, iter([data]))
            took = time.process_time() - began
            peak = memory("VmHWM")
            os.write(writer, f"{took} {max(peak - before - len(data) // (1 << 20), 0)}".encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    took, more = said.split() or ("0", f"{MEGABYTES + 1}")
    return float(took), int(more)


def _unguarded() -> float:
    """How much longer the parser alone needs for a key of four times as many parts: the square of it."""
    took = []
    for parts in (1_000, 4_000):
        began = time.process_time()
        tomllib.loads("a." * parts + "a=1")
        took.append(time.process_time() - began)
    return took[1] / took[0]
