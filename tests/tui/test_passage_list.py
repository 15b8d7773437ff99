"""The list of passages: whatever its length, only what is seen is worded and broken into rows."""

from functools import partial

import pytest
from textual.app import App

from companion.tui.widgets.passage_list import Passage, PassageList

HEIGHT = 20
MANY = 100_000


class Shown(App):
    """A list of passages and nothing else."""

    def compose(self):
        yield PassageList()


class Passages:
    """Passages under a heading each hundred, that count how many of them were worded."""

    def __init__(self, count, words="第{}条，要在月底前报送。"):
        self.worded = 0
        self._words = words
        self.list = [self._passage(number) for number in range(count)]

    def _passage(self, number):
        return Passage((("题目", "heading"),)) if number % 100 == 0 else Passage(partial(self._runs, number), number)

    def _runs(self, number):
        self.worded += 1
        return ((self._words.format(number), ""),)

    def taken(self):
        """How many were worded since this was asked last."""
        count, self.worded = self.worded, 0
        return count


@pytest.fixture
async def shown():
    """The list at 60 by 20 cells, under a pilot."""
    app = Shown()
    async with app.run_test(size=(60, HEIGHT)) as pilot:
        await pilot.pause()
        yield app.query_one(PassageList)


def rows(shown):
    """What is on the screen."""
    return [shown.render_line(y).text.strip() for y in range(HEIGHT)]


async def test_a_hundred_thousand_passages_cost_what_is_seen(shown):
    """Opening, a key, a page, the far end: none words more passages than a few screens hold."""
    passages = Passages(MANY)
    for act in (
        lambda: shown.show(passages.list),
        *[lambda step=step: shown.move(step) for step in (1, 10, HEIGHT, MANY, -1, -MANY)],
        lambda: shown.show(passages.list, MANY // 2),
    ):
        act()
        rows(shown)
        assert passages.taken() <= 3 * HEIGHT


@pytest.mark.parametrize("words", ["第{}条", "第{}条，" + "要在月底前报送计划，" * 12])
async def test_every_choice_is_seen_whole_with_its_heading(shown, words):
    """Down and up through all, by one and by pages: the chosen passage is in sight from first row to last."""
    passages = Passages(150, words)
    shown.show(passages.list)
    for step in [1] * 148 + [-10] * 15 + [37, 60, -3]:
        shown.move(step)
        place = shown.chosen
        text = "".join(row for y, row in enumerate(rows(shown)) if shown.row_style(y) == "cursor")
        assert text.replace(" ", "") == words.format(place)
        assert shown.values[shown.number] == place
    shown.move(-MANY)
    assert rows(shown)[0] == "题目"


async def test_a_passage_higher_than_the_view_begins_at_its_top(shown):
    """What cannot be seen whole is seen from its first row on, and the next one is reached by a key."""
    shown.show([Passage((("长" * 3_000, ""),), 0), Passage((("短", ""),), 1)])
    assert rows(shown)[0].startswith("长") and rows(shown)[-1].startswith("长")

    shown.move(1)

    assert rows(shown)[-1] == "短"


async def test_a_list_without_a_choice_stands_still(shown):
    """Nothing, or headings alone: keys do nothing, nothing is chosen."""
    for passages in ([], [Passage((("题目", "heading"),))]):
        shown.show(passages)
        shown.move(1)
        assert shown.chosen is None and shown.count == 0
