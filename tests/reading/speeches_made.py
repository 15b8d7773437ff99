"""Speeches made up of stock phrases, each with habits of its own: numbering, sentence length, masks, repetition."""

from __future__ import annotations

import random
from collections.abc import Iterator

NUMBERS = "一二三四五六七八九十"
FIELDS = (
    "粮食生产",
    "校舍改造",
    "林区道路",
    "社区养老",
    "冷链物流",
    "矿山治理",
    "园区招工",
    "文物保护",
    "水库移民",
    "公交线网",
)
VERBS = ("要抓紧", "要摸清", "要落实", "要理顺", "要补上", "要守住", "要盘活", "要压实", "要公开", "要复查")
THINGS = (
    "欠账底数",
    "用地手续",
    "值守名单",
    "资金台账",
    "验收标准",
    "巡查路线",
    "合同期限",
    "群众来信",
    "图纸会审",
    "设备检修",
)
WAYS = (
    "逐户上门",
    "分片包干",
    "两天一报",
    "先易后难",
    "连夜会商",
    "挂图作战",
    "对照清单",
    "请专家把关",
    "一事一议",
    "现场拍板",
)
ENDS = (
    "不留尾巴",
    "月底见分晓",
    "谁误事谁负责",
    "有难处当面讲",
    "年底一并考核",
    "群众说了算",
    "一把尺子量到底",
    "按日子倒排",
)
FIGURES = (
    "{0}完成投资*亿元，增长*％；新开工项目*个，{2}。",
    "{0}争取资金*万元，惠及群众*户，{1}已清理*件。",
    "{0}竣工*处、在建*处，{2}，完成率*％。",
    "{1}排查*次，{0}整改问题*个，占*％。",
)


def made_speeches() -> Iterator[tuple[str, str]]:
    """Three speeches: headed points with items, numbered paragraphs that all sound alike, long runs of masks."""
    yield "made-headed.txt", "\n".join(_headed(random.Random(11)))
    yield "made-alike.txt", "\n".join(_alike(random.Random(12)))
    yield "made-masks.txt", "\n".join(_masks(random.Random(13)))


def _sentence(rng: random.Random) -> str:
    field, verb, thing, way, end = (rng.choice(words) for words in (FIELDS, VERBS, THINGS, WAYS, ENDS))
    return rng.choice((f"{field}方面{verb}{thing}，{way}，{end}。", f"{way}{verb}{field}的{thing}，{end}。"))


def _headed(rng: random.Random) -> Iterator[str]:
    yield from ("在全市重点工作调度会上的讲话", "", "同志们：", "今天把大家请来，讲三个问题。")
    for section in NUMBERS[:5]:
        yield f"{section}、关于{rng.choice(FIELDS)}"
        for point in NUMBERS[: rng.randint(2, 5)]:
            items = "".join(
                f"{number}要{rng.choice(VERBS)[1:]}{rng.choice(THINGS)}。{_sentence(rng)}" for number in "一二三"
            )
            yield f"（{point}）{rng.choice(FIELDS)}{rng.choice(ENDS)}。{_sentence(rng)}{items}"
    yield "我就讲这些。散会。"


def _alike(rng: random.Random) -> Iterator[str]:
    yield from ("关于包片责任的讲话", "", "各位同志：")
    for number in range(1, 41):
        task = f"{rng.choice(VERBS)}{rng.choice(THINGS)}，{rng.choice(ENDS)}"
        yield f"{number}．{rng.choice(FIELDS)}由包片领导{task}。{_sentence(rng)}"
    yield "谢谢大家。"


def _masks(rng: random.Random) -> Iterator[str]:
    yield from ("在经济形势分析会上的讲话", "", "同志们：")
    for section in NUMBERS[:4]:
        yield f"{section}、{rng.choice(FIELDS)}情况"
        for point in NUMBERS[:4]:
            fields = rng.sample(FIELDS, 4)
            words = [(field, rng.choice(THINGS), rng.choice(WAYS)) for field in fields]
            figures = "".join(rng.choice(FIGURES).format(*each) for each in words)
            yield f"（{point}）{rng.choice(THINGS)}。{figures}至*月底，{_sentence(rng)}"
    yield "讲完了。"
