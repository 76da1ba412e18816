"""Classes of expenditure that a phrase names without their code: 社会保障和就业支出, 基本工资."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.prose.context import Context
from extractors.prose.phrase_words import phrase_text, says_nothing
from extractors.prose.subject import Subject
from extractors.prose.subjects import bought_of, code_subject
from extractors.prose.tokens import Token

_LEVEL_WORD = re.compile(r"类(?:级)?(?=支出$|$)")
_REST = ("其他", "其它", "其余")
"""What is left of a list; no class bears it for a name."""


def find_class(words: list[Token], context: Context) -> Subject | None:
    """A class named in full, without a level marker: 社会保障和就业支出, 基本工资."""
    if context.codes is None or context.codes == "none":
        return None
    parts = {t.word.atom[0] if t.word and t.word.atom else "" for t in words}
    if "fund" in parts and parts <= {"fund", "side"}:
        return None  # 国有资本经营预算支出0万元 names money, not the class of that name
    for name in _name_candidates(words):
        found = _class_named(name, words, context)
        if found:
            return found
    return None


def _name_candidates(words: list[Token]) -> list[str]:
    """The phrase as a name, whole and without each word behind it that says nothing (工会经费, 住房公积金支出数为)."""
    kept = list(words)
    found = []
    while kept:
        name = "".join(t.text for t in kept)
        if len(name) >= 2:
            found += [name, *([] if name.endswith("项目") else _without_level(name))]
        if not says_nothing(kept[-1]) or kept[-1].text == "项目":  # 退耕还林项目 is no class
            break
        kept.pop()
    return found


def _without_level(name: str) -> list[str]:
    """教育支出类, 住房保障类支出: the name of a 类 with the word for its level inside of it."""
    plain = _LEVEL_WORD.sub("", name)
    return [plain] if plain != name and len(plain) >= 2 else []


def _class_named(name: str, words: list[Token], context: Context) -> Subject | None:
    if name in _REST:
        return None
    if context.codes == "economic":
        code = context.economic.find(name, digits=5) or context.economic.find(name)
        return code_subject(code, context, name) if code else None
    code = _functional_named(name, context)
    if code and len(code) == 7 and not context.path and len(context.economic.find(name) or "") == 3:
        code = None  # 资本性支出 is a class of what was bought before it is a 项 of any fund
    if code is None:
        code = context.economic.find(name)
        plain = not any(t.word and (t.word.families or t.word.atom) for t in words)
        code = code if code and (plain or len(code) == 3) else None  # 工资福利支出, but no 项目支出
    return code_subject(code, context, name) if code else None


def _functional_named(name: str, context: Context) -> str | None:
    """Code of a functional class below the class named last, else below the one above it, else anywhere."""
    parent = context.path[-1] if context.path else ""
    while True:
        code = context.functional.find(name, parent)
        if code is not None:
            return code
        if not parent:
            return context.functional.find(f"{name}事务", digits=5)  # 人大, 档案, 审计: news of a government's accounts
        parent = parent[:-2] if len(parent) > 3 else ""


def bought_below(words: Sequence[Token], context: Context, parent: Subject | None) -> Subject | None:
    """商品和服务支出40万元，其中：公务接待费4万元: what was bought, and not the noun of that name."""
    above = parent.economic_code if parent is not None and parent.kind == "code" else None
    if above is None or len(above) != 3:
        return None
    codes = (context.economic.find(name, above, 5) for name in _name_candidates(list(words)))
    code = next(filter(None, codes), None)
    return bought_of(code_subject(code, context, phrase_text(words)), parent) if code and parent else None


def class_below(words: list[Token], of: Subject | None, context: Context) -> Subject | None:
    """群众团体事务50万元，包括行政运行30万元: a 项 by its name below the 款 whose list it stands in."""
    if of is None or of.kind != "code" or len(of.functional_code or "") != 5 or context.codes != "functional":
        return None
    for name in _name_candidates(words):
        code = context.functional.find(name, of.functional_code or "", 7)
        if code:
            return code_subject(code, context, name)
    return None
