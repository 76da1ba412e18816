"""What the words of a phrase say by themselves: nothing, the name of a body, a name that the lexicon does not know."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.prose.context import Context
from extractors.prose.subject import Subject
from extractors.prose.tokens import Token

# A name before a total that is a body's: 省检察院本年收入, 司法局收入预算.
_BODY = re.compile(
    r"(?:局|委|院|中心|处|所|办|会|站|部|校|馆|队|府|厅|镇|乡|街道|学校|医院|公司|集团|社|园|场|单位|部门|系统|本级|机关|大学|学院|党校|科|室|组|区|县|市|省|旗|州|台|行|署|庭|团|党|联)$"
)
CONTAINS = ("含", "包含", "包括")
"""How what is said of a part that is another body's begins."""
_TWO_CHARACTERS = re.compile(r"[一-鿿]{2}")


def is_long_text(token: Token) -> bool:
    """Whether a token is a word that the lexicon does not know."""
    return token.kind == "text" and len(token.text) > 1


def phrase_text(words: Sequence[Token]) -> str:
    """The phrase without the words at its end that say nothing."""
    kept = list(words)
    while kept and says_nothing(kept[-1]):
        kept.pop()
    return "".join(t.text for t in kept)


def strip_phrase(words: Sequence[Token], context: Context) -> list[Token]:
    """The phrase without leading fillers and the names of the reporting body."""
    kept = list(words)
    while kept and (says_nothing(kept[0]) or (kept[0].kind == "text" and is_body(kept[0].text, context))):
        kept.pop(0)
    return kept


def is_body(text: str, context: Context) -> bool:
    """Whether this names a body: the reporting one, or any by the word that it ends in."""
    if text.startswith(CONTAINS):  # 含幼儿园经费25万元: another body's money
        return False
    return any(text in name or name in text for name in context.unit_names) or bool(_BODY.search(text))


def is_other_body(text: str, context: Context) -> bool:
    """Whether this is the full name of a body, and not that of the reporting one."""
    own = text[0] in "我本全该" or any(text in name or name in text for name in context.unit_names)
    return len(text) > 2 and not own and bool(_BODY.search(text))


def says_nothing(token: Token) -> bool:
    """Whether a word tells neither a concept nor a fund nor a kind: fillers, measures, directions."""
    word = token.word
    if word is None or word.families or word.atom or word.qualifiers:
        return False
    return bool(word.measure or "fillers" in word.roles or word.direction)


def unknown_texts(words: Sequence[Token], context: Context) -> list[str]:
    """What the lexicon does not know and is no body."""
    return [t.text for t in words if is_long_text(t) and not is_body(t.text, context)]


def unknown_noun(words: Sequence[Token]) -> Subject | None:
    """A subject without a concept where the phrase names something; None where it says nothing."""
    rest = "".join(t.text for t in words if t.kind == "text" or (t.word and not says_nothing(t)))
    return Subject(text=phrase_text(words)) if _TWO_CHARACTERS.search(rest) else None
