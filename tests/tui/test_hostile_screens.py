"""Text is text on every screen: no fault, no control, no live action, no altered word, and bounded work.

One program shows all hostile strings at once; what each screen shows of them is read back row by row.
"""

import re
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.events import Paste
from textual.geometry import Region
from textual.screen import Screen
from textual.widgets import Input

from companion.capture.candidates import Candidate
from companion.capture.line import TypedLine
from companion.model.minutes import Anchor, NoteKind, Visibility
from companion.model.remark import Remark, RemarkKind
from companion.reading.anchors import Resolution
from companion.reading.rebase import Move, Rebase
from companion.session.disagreements import Answer, Question
from companion.session.draft import rewrite, sentences
from companion.session.proof import ProofReading
from companion.session.session import Session
from companion.session.tasks import WaitingTasks
from companion.tui import app
from companion.tui.app import CompanionApp
from companion.tui.modes import EditMode, SearchMode
from companion.tui.screens.chooser import ChooserScreen
from companion.tui.screens.classified import ClassifiedScreen
from companion.tui.screens.draft import DraftScreen
from companion.tui.screens.export import ExportScreen
from companion.tui.screens.gate import GateScreen
from companion.tui.screens.head import LISTS as LISTS_OF_NAMES
from companion.tui.screens.head import PEOPLE, HeadScreen
from companion.tui.screens.head import TEXTS as TEXT_FIELDS
from companion.tui.screens.help import HelpScreen
from companion.tui.screens.pasted import PastedScreen
from companion.tui.screens.proof import ProofScreen
from companion.tui.screens.reissue import ReissueScreen
from companion.tui.screens.settle import SettleScreen
from companion.tui.screens.states import StatesScreen
from companion.tui.screens.tasks import TasksScreen
from companion.tui.widgets import notes_view, passage_list, speech_view
from companion.tui.wrap import wrap_runs
from tests.tui.hostile import ALL, SHAPES, SHOWN, SMALL, WORD, as_shown, in_line, wrapped

HIGH = (120, 130)  # so high that a list with a row for each string is in sight
HIGHER = (120, 330)  # and one with as many rows as each takes
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
FRAME = " │▎"  # what is at the sides of a pane
COLOURS = re.compile("\x1b\\[[0-9;]*m")
TEXTS = [wrapped(name) for name in SMALL]
HEADS = {f"{WORD}{number:02}前": text for number, text in enumerate(map(wrapped, ALL))}
WHOLE = {"draft", "classified"}  # where a text is broken into rows and never cut
ALL_BEGIN = WHOLE | {"gate", "settle", "reissue", "tasks", "proof"}


# Not in the speech: what is read as a masked figure and stands in brackets there, what ends a line, what has no bytes.
NOT_READ = re.compile("[*\0\r\x85\u2028\u2029\x0b\x0c\x1c-\x1e\ud800-\udfff]|(?<![a-z.])x(?![a-z])")
IN_SPEECH = [name for name in SMALL if not NOT_READ.search(SMALL[name])]
CLEAN = f"{WORD}，没有别的。\n" * 100  # so much that the file still counts as text
LIVE = (160, 330)
OPENING_KEYS = (
    *(("end",), ("ctrl+up", "f2"), ("escape", "f4"), ("escape", "f21"), ("down", "pagedown", "a"), ("escape",)),
    *(("d",), ("pagedown", "enter"), ("escape", "escape", "escape"), ("f9", "down"), ("escape", "ctrl+d"), ("escape",)),
)


def squeezed(text):
    """Text without blanks: breaking lines moves them."""
    return "".join(text.split())


def as_stored(text):
    """A text as it is on the disk: what UTF-8 has no bytes for is not."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


@cache
def expectations(text, reading):
    """What a screen may show of a text: as it was typed or as it is stored, no more than it ever shows."""
    return [squeezed(reading(one[: SHOWN + 1])) for one in dict.fromkeys((text, as_stored(text)))]


def alike(shown, place, expected):
    """How many characters from a place on are those that are expected."""
    behind = shown[place : place + len(expected)]
    return next((n for n, (one, other) in enumerate(zip(behind, expected, strict=False)) if one != other), len(behind))


class Read:
    """What widgets show, by default all those in sight: which strings are there, which of them whole."""

    def __init__(self, app, widgets=None):
        self.begun, self.complete, self.faults = set(), set(), []
        for widget in widgets or app.screen._compositor.visible_widgets:
            if not widget.children and widget.size.area:
                self.look_at(app, widget)

    def look_at(self, app, widget):
        """Read one widget, and note what is wrong with it."""
        strips = widget.render_lines(Region(0, 0, *widget.outer_size))
        rows = [strip.text for strip in strips]
        sent = "".join(COLOURS.sub("", strip.render(app.console)) for strip in strips)
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        if CONTROL.search("".join(rows)) or CONTROL.search(sent):
            self.faults.append((widget, "control"))
        if any(style.link or "@click" in style.meta for style in styles):
            self.faults.append((widget, "action"))
        if len(str(getattr(widget, "content", ""))) > SHOWN + 1:
            self.faults.append((widget, "size"))
        self._compare(widget, squeezed("".join(row.strip(FRAME) for row in rows)))

    def _compare(self, widget, shown):
        """Where a string begins, all that follows is that string, until its end or an ellipsis."""
        is_field = isinstance(widget, Input)
        reading = in_line if is_field else as_shown
        for place in (found.start() for found in re.finditer(f"{WORD}\\d\\d前", shown)):
            text = HEADS[shown[place : place + len(WORD) + 3]]
            self.begun.add(text)
            expected = max(expectations(text, reading), key=partial(alike, shown, place))
            same = alike(shown, place, expected)
            is_cut = shown[place + same : place + same + 1] in (("",) if is_field else ("", "…"))
            if same == len(expected) or (same >= SHOWN and is_cut):
                self.complete.add(text)
            elif not is_cut:
                self.faults.append((widget, "words", text[:40], shown[place + same - 4 : place + same + 8]))


def record(session, names):
    """Every string as a note of its own, with owner, speaker and tag; three of them are rewritten in the draft."""
    point = session.outline.points[-1].id
    for name in names:
        text = wrapped(name)
        unit = text if len(text) < 80 else "水利局"
        line = TypedLine(NoteKind.ACTION, text, lead_unit=unit, speaker=unit, tags=(unit,))
        session.add_note(replace(line, visibility=Visibility.MINUTES), point)
    for sentence in sentences(session)[1:4]:
        rewrite(session, sentence, sentence.text + "，改")


@pytest.fixture
def session(tmp_path):
    """A plain speech whose notes are the small strings."""
    path = tmp_path / "讲[b]\x1b[2J话[@click=app.quit].txt"
    path.write_text("关于工作的讲话\n一、第一\n要抓紧，投资*亿元。\n二、第二\n要抓好。\n", encoding="utf-8")
    session = Session.open(path, author="甲[/]\x1b]0;x\x07")
    record(session, SMALL)
    yield session
    session.close()


class Waiting(WaitingTasks):
    """The small strings as tasks of the speech."""

    def open_ones(self):
        return [Candidate("1", 3, 1, 4, text, (text,), (), text, 1, 1, 1) for text in TEXTS]


class Proof(ProofReading):
    """The small strings as remarks of proof-reading."""

    @property
    def all(self):
        values = (("expected", "一"),)
        return tuple(Remark(RemarkKind.GAP, n, 1, 2, text, "check.gap", values) for n, text in enumerate(TEXTS, 1))


def reissue():
    """Every small string as a note that loses its place in a re-issued speech."""
    anchors = [Anchor("1", quote=text, line=1, column=1) for text in TEXTS]
    found = [Resolution(anchor, anchor, "orphaned", 0.0) for anchor in anchors]
    return Rebase(tuple(Move("notes", one.old.quote, one.old.quote, one) for one in found), ())


def dispute(_):
    """Every small string as one of the answers to a question."""
    return [Question("figure", TEXTS[0], tuple(Answer(text, text, ()) for text in TEXTS))]


def folder_of(path):
    """A folder with hostile names in it; each is a speech."""
    folder = path / "夹[b]\x1b[2J"
    folder.mkdir()
    for name in SMALL:
        words = f"{wrapped(name)}.txt".encode("utf-8", "replace")
        if not {ord("/"), 0, ord("?")} & set(words) and len(words) <= 255:
            (folder / words.decode()).write_text("讲话")
    return folder


def head_fields():
    """A string in every field of the head."""
    texts = iter(TEXTS)
    words = {name: next(texts) for name in TEXT_FIELDS if name != "date"} | {"classification": "秘密" + next(texts)}
    people = {name: [{"name": next(texts), "reason": next(texts)}] for name in PEOPLE}
    return words | people | {name: [next(texts), next(texts)] for name in LISTS_OF_NAMES}


class Bare(CompanionApp):
    """The program with nothing behind the screen that is looked at."""

    CSS_PATH = Path(app.__file__).with_name("companion.tcss")

    def get_default_screen(self):
        return Screen()


LISTS = {
    "gate": lambda live: GateScreen(live.session),
    "draft": lambda live: DraftScreen(live.session),
    "states": lambda live: StatesScreen(live.session),
    "export": ExportScreen,
    "settle": lambda live: SettleScreen(live.session),
    "reissue": lambda live: ReissueScreen(reissue(), live.session.outline),
    "tasks": lambda live: TasksScreen(live.session, Waiting(live.session)),
    "proof": lambda live: ProofScreen(live.session, Proof(live.session)),
    "pasted": lambda live: PastedScreen("\n".join(TEXTS)),
    "classified": lambda live: ClassifiedScreen("机密★" + "".join(TEXTS)),
    "chooser": lambda live: ChooserScreen(),
    "head": lambda live: HeadScreen(live.session),
    "help": lambda live: HelpScreen(),
}


async def test_every_screen_shows_text_as_text(session, tmp_path, monkeypatch):
    """Gate, draft, states, re-issue, choosers and all others, with every string as what they list: read back."""
    monkeypatch.chdir(folder_of(tmp_path))
    monkeypatch.setattr("companion.tui.screens.settle.questions", dispute)
    session.set_head(head_fields())
    bare = Bare(session)
    live = SimpleNamespace(session=session, handing_over=None)
    found = {}
    async with bare.run_test(size=HIGH) as pilot:
        for name, make in sorted(LISTS.items(), key=lambda item: item[0] in WHOLE):
            if name in WHOLE:
                await pilot.resize_terminal(*HIGHER)
            bare.push_screen(make(live))
            await pilot.pause()
            found[name] = Read(bare)
            bare.pop_screen()

    assert {name: read.faults for name, read in found.items() if read.faults} == {}
    assert {name for name in ALL_BEGIN if set(TEXTS) - found[name].begun} == set()
    assert {name for name in WHOLE if set(TEXTS) - found[name].complete} == set()
    assert len(found["chooser"].begun) > 50 and len(found["head"].begun) == 17 and len(found["pasted"].begun) == 8


def hostile_speech(path, names):
    """A speech with every string in a line of its own. A NUL makes a file no text; anything else may stand in it."""
    body = "\n".join(wrapped(name).replace("\0", "") for name in names)
    words = f"关于{WORD}的讲话\n一、{WORD}\n{body}\n二、{WORD}*亿元\n{CLEAN}"
    path.write_bytes(words.encode("utf-8", "replace"))
    return path


async def test_the_live_view_shows_text_as_text(tmp_path):
    """Speech, notes, outline, what was found, and the lines around the bar: every string as it was written."""
    session = Session.open(hostile_speech(tmp_path / "讲[b]\x1b[2J话.txt", IN_SPEECH), author="甲[/]\x1b]0;x\x07")
    for text in TEXTS:
        session.add_note(TypedLine(NoteKind.COMMENT, text), session.outline.points[-1].id)
    before = [note.text for note in session.register.all_notes()]
    app = CompanionApp(session)
    async with app.run_test(size=LIVE) as pilot:
        await pilot.pause()
        live, faults = app.screen, []
        top = Read(app)
        await pilot.press("end")
        await pilot.pause()
        end = Read(app)
        live.enter_mode(SearchMode(live))
        live.bar.set_text(WORD)
        await pilot.pause()
        found = Read(app)
        live.leave_mode()
        await pilot.resize_terminal(160, 30)
        for text in TEXTS:
            faults += said(app, live, text)
        await pilot.press("ctrl+p", *"[/]x")
        await pilot.pause()
        faults += Read(app).faults
        await pilot.press("escape")  # the palette's worker ends with it, not after the program
        await pilot.pause()
    session.close()

    assert top.faults + end.faults + found.faults + faults == []
    assert {wrapped(name) for name in IN_SPEECH} <= top.complete
    assert set(TEXTS) <= end.complete and len(found.begun) > 20
    assert before == [note.text for note in Session.open(session.path, author="甲").register.all_notes()]


def said(app, live, text):
    """A string in the bar, read back above it, told by the hint line, and named by a note that is changed."""
    live.bar.set_text(f"! {text}")
    faults = Read(app, live.query("RunsBar, CaptureBar")).faults
    live.tell("deleted", text=text)
    faults += Read(app, live.query("RunsBar")).faults
    note = next(one for one in live.session.register.notes.values() if one.text == as_stored(text))
    live.enter_mode(EditMode(note.id))
    faults += [fault for fault in Read(app, live.query("RunsBar, CaptureBar")).faults if fault[1] != "words"]
    live.leave_mode()  # a note put back into its line has backslashes before signs that would be taken for more
    return faults


async def test_no_widget_is_given_more_than_it_can_lay_out(tmp_path, monkeypatch):
    """Megabytes in speech, notes and head: what is handed to be broken into rows or typed in stays small."""
    sizes = []

    def wrap(runs, *rest):
        sizes.append(max(len(text) for text, _ in runs))
        return wrap_runs(runs, *rest)

    for module in (notes_view, passage_list, speech_view):
        monkeypatch.setattr(module, "wrap_runs", wrap)
    session = Session.open(hostile_speech(tmp_path / "讲话.txt", SHAPES), author="甲")
    record(session, SHAPES)
    session.set_head({name: wrapped("one long line") for name in ("title", "venue", "chair")})
    app = CompanionApp(session)
    async with app.run_test(size=(120, 36)) as pilot:
        for keys in OPENING_KEYS:
            await pilot.press(*keys)
            await pilot.pause()
            sizes += [len(field.value) for field in app.screen.query(Input)]
            assert Read(app).faults == [], keys
    session.close()

    assert max(sizes) <= SHOWN + 1


async def test_a_text_too_long_for_a_line_is_not_opened_in_one(live):
    """Neither bar, head nor draft takes more than a key can be waited for; it is said, and nothing is lost."""
    text = "长" * 30_000
    session = live.session
    session.add_note(TypedLine(NoteKind.DECISION, text), session.outline.points[4].id)
    session.set_head({"venue": text})

    await live.keys("ctrl+up", "f2")
    assert live.screen.mode.name == "note" and live.screen.bar.value == "" and "3000" in live.shown("#hint")
    await live.keys("f4", "escape")
    assert session.head.venue == text
    live.app.push_screen(DraftScreen(session))
    await live.pilot.pause()
    await live.keys("enter")
    assert "-asking" not in live.app.screen.classes and "太长" in told(live)
    await live.keys("escape")
    live.screen.bar.post_message(Paste(text))
    await live.pilot.pause()

    assert isinstance(live.app.screen, PastedScreen)
    await live.keys("enter")
    assert [note[2] for note in live.notes()][-2:] == [text, text]


def told(live):
    """What the last line of the topmost screen says."""
    return str(live.app.screen.query_one(".told").content)
