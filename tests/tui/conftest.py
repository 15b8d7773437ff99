"""The live view under a pilot, with short ways to what it shows."""

import pytest
from textual import events
from textual.keys import _character_to_key

from companion.session.session import Session
from companion.tui.app import CompanionApp
from companion.tui.screens.live import LiveScreen

SIZE = (120, 36)


@pytest.fixture
def session(speech_path):
    """The small speech, open."""
    return Session.open(speech_path, author="记录员")


class Live:
    """The program under a pilot, with short ways to what it shows."""

    def __init__(self, pilot):
        self.pilot = pilot
        self.app = pilot.app
        self.screen: LiveScreen = pilot.app.screen
        self.session = self.screen.session

    async def keys(self, *keys):
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text, *keys):
        """Type a text as a terminal sends it, then press keys."""
        for sign in text:
            key = events.Key(_character_to_key(sign), sign)
            key.set_sender(self.app)
            self.app._driver.send_message(key)
        await self.keys(*keys)

    def shown(self, selector):
        """The text of a widget."""
        widget = self.screen.query_one(selector)
        return "\n".join(widget.render_line(y).text.rstrip() for y in range(widget.size.height))

    def notes(self):
        return [(note.anchor.point, str(note.kind), note.text) for note in self.session.register.all_notes()]


@pytest.fixture
async def live(session):
    """The live view of the small speech at 120×36."""
    app = CompanionApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        yield Live(pilot)
