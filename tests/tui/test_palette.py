"""The palette: commands by their names, in the user's language."""

from companion.tui.screens.export import ExportScreen
from companion.tui.screens.palette import Palette


async def test_nothing_found_is_said_in_the_users_language(live):
    """Where no command has such a name, the list says so in Chinese."""
    await live.keys("ctrl+p", *"zzz")
    await live.pilot.pause(0.8)

    options = live.app.screen.query_one("CommandList")
    assert [str(options.get_option_at_index(0).prompt), options.option_count] == ["没有找到", 1]


async def test_a_command_is_found_by_its_name(live):
    """导 is enough for the hand-over."""
    await live.keys("ctrl+p")
    await live.type("导")
    await live.pilot.pause(0.5)
    await live.keys("enter")

    assert isinstance(live.app.screen, ExportScreen)


async def test_the_palette_opens_over_the_live_view_alone(live):
    """On a screen that has none of its commands there is no palette."""
    await live.keys("f9", "ctrl+p")

    assert not any(isinstance(screen, Palette) for screen in live.app.screen_stack)
