"""How offices spell a plain paragraph: properties, and runs of words, tabs and line breaks that nothing hides."""

from __future__ import annotations

import re
from functools import cache


def _ids(*names: str) -> str:
    """The ids that Word gives an element, in its order, each at most once."""
    return "".join(f'(?: {name}="[0-9A-Fa-f]*+")?+' for name in names)


_UNIQUE_IDS = _ids("w14:paraId", "w14:textId")
_REVISION_IDS = _ids("w:rsidR", "w:rsidRPr", "w:rsidRDefault", "w:rsidP", "w:rsidTr")
_LOOKS = "(?:<w:rPr>(?:<(?!/|w:(?:vanish|specVanish|rStyle|del|ins|move|rPr))[^<]*+(?<=/>))*+</w:rPr>)?+"
_WORDS = '<w:t(?:>| xml:space="preserve">)[^<]*+</w:t>|<w:t(?: xml:space="preserve")?+ ?/>'
_SIGNS = r'<w:(?:tab|br(?: w:type="\w++")?+) ?/>'
# the signs are tried last: a group tried in vain, where another branch then matches, forgets what it held
_RUN = f"<w:r{_ids('w:rsidR', 'w:rsidRPr')}>{_LOOKS}(?:{_WORDS}|<w:lastRenderedPageBreak ?/>|({_SIGNS}))*+</w:r>"
_BESIDE = (
    r'<w:(?:proofErr w:type="\w++"|bookmarkStart w:id="\d++" w:name="[A-Za-z0-9_.]*+"|bookmarkEnd w:id="\d++") ?/>'
)
_PROPERTIES = "(?:<(?!/?w:p[ />P])[^<]*+)*+"
_BEHIND_IDS = (
    f"{_REVISION_IDS}(?: ?/>|>(?:<w:pPr(?: ?/>|>({_PROPERTIES})</w:pPr>))?+((?:{_RUN}|{_BESIDE})*+)</w:p>)"
)


@cache
def plain_paragraph(*, has_ids: bool) -> re.Pattern[bytes]:
    """A plain paragraph in a part that has the namespace of unique ids, or has it not; its groups are properties,
    runs and, where there is any, the last tab or break.

    In looks and properties it fixes no more than where tags begin and, in looks, that they end.
    """
    return re.compile(f"<w:p{_UNIQUE_IDS if has_ids else ''}{_BEHIND_IDS}".encode())
