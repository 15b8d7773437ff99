"""Signs of markup and of other trades, told from masks: what is bold is no blank, what is masked is no emphasis."""

import pytest

from companion.reading.reader import read_speech


def masks(text: str, head: str = "# 讲话\n\n## 一、工作", name: str = "a.md") -> list[str]:
    """What stands right behind each blank of a text."""
    outline = read_speech(f"{head}\n\n{text}\n".encode(), name).outline
    return [f"{blank.kind}:{blank.after[:2]}" for blank in outline.blanks]


@pytest.mark.parametrize(
    "text",
    [
        "要**狠抓项目**，关于**预算**的说明，花了**5**万元。",
        "- **第一条**：抓落实，~4× 提速，42× 提升。",
        "**【要求】** 人工智能 × 教育，**人才**是关键，**月底前**完成。",
        "配置项`data.*.path`和`**kwargs`不动。",
        "```\nx = a ** b\ncall(*names)\n```",
        "__重点__在基层。",
        "升级到2.6.x 主分支。",
    ],
)
def test_markup_masks_nothing(text: str):
    """Bold words, factors and code leave nothing to fill in."""
    assert masks(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成投资**亿元，增长**%。", ["amount:亿元", "amount:%。"]),
        ("由**同志牵头，**局配合。", ["name:同志", "name:局配"]),
        ("**狠抓项目**，新开工**个。", ["amount:个。"]),
        ("投资__亿元，增长__%。", ["amount:亿元", "amount:%。"]),
        ("投资×亿元，20××年，王 × 同志。", ["amount:亿元", "date:年，", "name: 同"]),
        ("新开工3×个，涨6.X%。", ["amount:个，", "amount:%。"]),
    ],
)
def test_masks_in_markdown_stay(text: str, expected: list[str]):
    """Where figures or names are asked for on both sides, the same signs mask."""
    assert masks(text) == expected


def test_masks_in_plain_text_stay():
    """Outside of markup two stars around words mask, unless blanks set them off."""
    assert masks("请**同志和**一起，到**去。", "讲话\n\n一、工作", "a.txt") == ["name:同志", "name:一起", "name:去。"]


def test_markup_is_known_by_its_columns():
    """The signs of a heading, a quotation and of bold words are no words of theirs."""
    outline = read_speech("# 讲话\n\n> 要**抓实**\n\n## 一、工作\n".encode(), "a.md").outline

    assert outline.markup == {1: {1, 2}, 3: {1, 2, 4, 5, 8, 9}, 5: {1, 2, 3}}
    assert outline.words(3, "> 要**抓实**", 1, 9) == "要抓实"


def test_tags_of_html_in_markdown_are_no_words():
    """Tags that say how words look are left out; what merely stands in angle brackets stays."""
    line = "<center><b>抓实</b></center>，由<张三>负责<br/>"
    outline = read_speech(f"# 讲话\n\n{line}\n".encode(), "a.md").outline

    assert outline.words(3, line, 1, len(line)) == "抓实，由<张三>负责"


def test_of_a_link_only_its_words_are_words():
    """Where it leads is left out, and numbers nothing; brackets without a target stay."""
    lines = ['1. 见[甲](#a1)、[乙](#a2)，图![丙](c_(1).png "2)")。', "2. [x] 已办，[丁] (附后)，[](e)"]
    outline = read_speech("\n".join(["# 讲话", "", *lines]).encode(), "a.md").outline

    assert outline.words(3, lines[0], 1, len(lines[0])) == "1. 见甲、乙，图丙。"
    assert outline.words(4, lines[1], 1, len(lines[1])) == lines[1]
    assert [point.marker for point in outline.points] == ["", "1.", "2."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按 Ctrl-X 保存，打开 *.txt，把 [^,]* 换掉。", []),
        ("输入特征x，输出 y；重复 ×10，去年÷目标×100%。", []),
        ("到 *博物馆* 参观，*(切换到下一页)*", []),
        ("链接<a>`__、foo__bar、C-x C-f、X-Mailer、<xxx@xx.org>", []),
        ("由X负责，由[x]牵头，XX局、*县到场。", ["name:负责", "name:]牵", "name:局、", "name:县到"]),
        ("落户*、*等地。", ["name:、*", "name:等地"]),
        ("花了$** 整，增长x%，第__条。", ["amount: 整", "amount:%，", "amount:条。"]),
    ],
)
def test_signs_that_mean_what_they_say_mask_nothing(text: str, expected: list[str]):
    """Keys, patterns, formulas, addresses and words set off leave nothing to fill in; figures and names do."""
    assert masks(text, "讲话\n\n一、工作", "a.txt") == expected
