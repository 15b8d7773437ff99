"""What masked figures are called after their sentence."""

from __future__ import annotations

import pytest

from companion.reading.reader import read_speech

SENTENCES = {
    "新铺管网*公里，新接气用户惠及*户。": ["新铺管网", "新接气用户"],
    "仍有*亩果园处在坡脚，有*个组没有通路。": ["处在坡脚的果园", "没有通路的组"],
    "园区产值增长*％，比三季度回落*个百分点。": ["园区产值增速", "园区产值回落"],
    "门票收入完成*万元，为全年计划的*％，同比增长*％。": ["门票收入", "门票收入占全年计划比例", "门票收入增速"],
    "招录护士*名，其中男护士*名，占*％。": ["招录护士", "男护士", "男护士占比"],
    "为*名留守老人发放补贴*万元。": ["留守老人", "留守老人发放补贴"],
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_masked_figure_is_called_after_its_sentence(sentence: str):
    """Each mask has the name that a listener would ask for."""
    outline = read_speech(f"会上的讲话\n一、情况\n{sentence}\n".encode(), "a.txt").outline

    assert [blank.label for blank in outline.blanks] == SENTENCES[sentence]
