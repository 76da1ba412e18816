"""The Shanghai way: performance management, agency cost, procurement, assets."""

from __future__ import annotations

from decimal import Decimal

from examples.generate.accounts import Account
from examples.generate.compose import Composer
from examples.generate.figures import Piece, parse_amount
from examples.generate.sichuan_other import USES, equipment

GRADES = {"excellent": "优", "good": "良", "pass": "合格", "fail": "不合格"}


def say_performance(c: Composer, a: Account) -> None:
    """十: projects with targets, monitoring and self-evaluation, with amounts, score and grades."""
    raw = a.raw["performance"]
    c.say(
        f"{a.raw['unit']}{c.year}年度预算绩效管理工作开展情况如下：本{a.raw['level_name']}建立了如下预算绩效管理制度：{raw['rules']}。"
    )

    def projects(what: str, name: str) -> list[Piece]:
        number = c.count(f"pm_{what}_projects", raw[what]["projects"], "count", "个")
        amount = c.money(f"pm_{what}_amount", parse_amount(raw[what]["amount"]))
        return [f"{name}的{c.year}年度项目", number, "，涉及预算金额", amount]

    pieces: list[Piece] = ["全过程绩效管理实施情况：", *projects("target", "编报绩效目标"), "；"]
    pieces += [*projects("monitored", "绩效跟踪评价"), "；", *projects("self_eval", "绩效自评"), "，平均得分"]
    pieces += [c.count("pm_self_eval_avg_score", raw["average"], "score", "分"), "（其中，"]
    for i, (grade, name) in enumerate(GRADES.items()):
        number = c.count("pm_grade_projects", raw["grades"].get(grade, 0), "count", "个", grade=grade)
        pieces += ["；" if i else "", f"绩效评级为“{name}”的项目", number]
    problems = c.count("pm_problems_found", raw["problems"], "count", "个")
    c.say(pieces, "）。绩效自评中共发现问题", problems, "。")


def say_other_matters(c: Composer, a: Account) -> None:
    """十一: agency cost, procurement, assets."""
    c.head(3, "（一）机关运行经费支出情况", "S机关")
    raw = a.raw["agency"]
    if a.agency:
        change = c.change("agency_operating_expense", a.agency, a.before["agency_operating_expense"])
        amount = c.money("agency_operating_expense", a.agency)
        c.say("机关运行经费支出", amount, f"，比{c.year - 1}年度", *change, f"。主要原因是{raw['reason']}。")
    else:
        c.say(f"{a.raw['unit']}为事业单位，{c.year}年度无机关运行经费支出。")
    _say_procurement(c, a)
    _say_assets(c, a)


def _say_procurement(c: Composer, a: Account) -> None:
    raw = {k: parse_amount(v) for k, v in a.raw["procurement"].items()}
    total = raw["goods"] + raw["works"] + raw["services"]
    c.head(3, "（二）政府采购支出情况", "S采购")
    c.say(
        f"{a.raw['unit']}{c.year}年度政府采购金额（以合同签订为准）为", c.money("procurement_total", total),
        "，其中：货物采购金额",
        c.money("procurement_goods", raw["goods"]), "、工程采购金额", c.money("procurement_works", raw["works"]),
        "、服务采购金额", c.money("procurement_services", raw["services"]), "。",
    )  # fmt: skip

    def budget(concept: str, amount: Decimal) -> Piece:
        return c.money(concept, amount, "budget_initial")

    c.say(
        f"{c.year}年度本{a.raw['level_name']}面向中小企业预留政府采购项目预算金额",
        budget("procurement_reserved_sme_budget", raw["reserved_sme"]), "，面向小微企业预留政府采购项目预算金额",
        budget("procurement_reserved_micro_budget", raw["reserved_micro"]),
        "。在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额",
        c.money("procurement_reserved_sme_awarded", raw["awarded_sme"]),
        "；在面向小微企业预留的政府采购项目中，由小微企业供应商中标或成交的，采购金额",
        c.money("procurement_reserved_micro_awarded", raw["awarded_micro"]),
        "；在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额",
        c.money("procurement_other_sme_awarded", raw["other_sme"]), "。",
    )  # fmt: skip


def _say_assets(c: Composer, a: Account) -> None:
    raw = a.raw["assets"]
    as_of = f"{c.year}-12-31"
    c.head(3, "（三）国有资产占有使用情况", "S资产")
    pieces: list[Piece] = [f"截至{c.year}年12月31日，{a.raw['unit']}共有车辆"]
    pieces += [*list_vehicles(c, "asset_vehicle_stock", raw["vehicles"], as_of=as_of), "。"]
    c.say(pieces, equipment(c, raw["equipment"], as_of), "。")


def list_vehicles(
    c: Composer, concept: str, numbers: dict[str, int], measure: str = "actual", **dims: str
) -> list[Piece]:
    """N辆，其中：部级领导干部用车N辆、… over all eight uses."""
    pieces: list[Piece] = [c.count(concept, sum(numbers.values()), "vehicle", "辆", measure, **dims)]
    for i, (use, name) in enumerate(USES.items()):
        number = c.count(concept, numbers.get(use, 0), "vehicle", "辆", measure, vehicle_use=use, **dims)
        pieces += ["、" if i else "，其中：", name, number]
    return pieces
