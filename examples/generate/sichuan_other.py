"""The Sichuan way, second half: 三公 and the other matters (agency cost, procurement, assets, performance)."""

from __future__ import annotations

from decimal import Decimal

from examples.generate.accounts import Account, three_totals
from examples.generate.compose import Composer
from examples.generate.figures import Piece, parse_amount

VEHICLES = {
    "sedan": "轿车",
    "suv": "越野车",
    "passenger_bus": "载客汽车",
    "minibus": "小客车",
    "pickup": "皮卡车",
    "mpv": "商务车",
}
USES = {
    "minister_level": "部级领导干部用车",
    "principal_leader": "主要领导干部用车",
    "confidential_comm": "机要通信用车",
    "emergency": "应急保障用车",
    "law_enforcement": "执法执勤用车",
    "special_technical": "特种专业技术用车",
    "retired_cadre": "离退休干部用车",
    "other": "其他用车",
}
PARTS = {"abroad": "因公出国（境）费", "vehicle": "公务用车购置及运行维护费", "reception": "公务接待费"}


def say_three_public(c: Composer, a: Account) -> None:
    """七: total, structure, then abroad, vehicles, reception one by one."""
    now, budget = three_totals(a.three), three_totals(a.three_budget)
    c.head(2, "七、财政拨款“三公”经费支出决算情况说明", "S七")
    c.head(3, "（一）“三公”经费财政拨款支出决算总体情况说明", "S七（一）")
    change = c.change("three_public_total", now["total"], a.before["three_public_total"])
    c.say(
        f"{c.year}年度“三公”经费财政拨款支出决算为", c.money("three_public_total", now["total"]), "，完成预算",
        c.execution("three_public_total", now["total"], budget["total"], "unspecified"),
        "，与上年度" if change == ["持平"] else "，较上年度", change,
        f"。{_against_budget(now['total'], budget['total'])}主要原因是{a.raw['three_public']['reason']}。",
    )  # fmt: skip
    c.head(3, "（二）“三公”经费财政拨款支出决算具体情况说明", "S七（二）")
    pieces: list[Piece] = [f"{c.year}年度“三公”经费财政拨款支出决算中，"]
    for i, (part, name) in enumerate(PARTS.items()):
        concept = f"three_public_{part}"
        pieces += ["；" if i else "", f"{name}支出决算", c.money(concept, now[part]), "，占"]
        pieces.append(c.share(concept, now[part], now["total"], "three_public_total"))
    c.say(pieces, "。具体情况如下：")
    _say_abroad(c, a, now["abroad"], budget["abroad"])
    _say_vehicles(c, a, now, budget)
    _say_reception(c, a, now["reception"], budget["reception"])


def _against_budget(done: Decimal, budget: Decimal) -> str:
    return "决算数与预算数持平的" if done == budget else f"决算数{'小于' if done < budget else '大于'}预算数的"


def _compared(c: Composer, a: Account, part: str, name: str, now: Decimal) -> list[Piece]:
    change = c.change(f"three_public_{part}", now, a.before[f"three_public_{part}"])
    if change == ["持平"]:
        return [f"{name}支出决算与{c.year - 1}年度持平。"]
    return [f"{name}支出决算比{c.year - 1}年度", *change, f"。主要原因是{a.raw['three_public']['reasons'][part]}。"]


def _say_abroad(c: Composer, a: Account, now: Decimal, budget: Decimal) -> None:
    counts = a.raw["three_public"]["counts"]
    c.say(
        "1.因公出国（境）经费支出", c.money("three_public_abroad", now), "，完成预算",
        c.execution("three_public_abroad", now, budget, "unspecified"), "。全年安排因公出国（境）团组",
        c.count("abroad_group_count", counts["abroad_groups"], "count", "次"), "，出国（境）",
        c.count("abroad_person_count", counts["abroad_persons"], "person", "人"), "。",
        _compared(c, a, "abroad", "因公出国（境）", now),
    )  # fmt: skip


def _say_vehicles(c: Composer, a: Account, now: dict[str, Decimal], budget: dict[str, Decimal]) -> None:
    name = PARTS["vehicle"]
    c.say(
        f"2.{name}支出", c.money("three_public_vehicle", now["vehicle"]), "，完成预算",
        c.execution("three_public_vehicle", now["vehicle"], budget["vehicle"], "unspecified"), "。",
        _compared(c, a, "vehicle", name, now["vehicle"]),
    )  # fmt: skip
    counts = a.raw["three_public"]["counts"]
    bought = counts["vehicles_bought"]
    pieces: list[Piece] = ["其中：公务用车购置支出", c.money("three_public_vehicle_purchase", now["vehicle_purchase"])]
    total = sum(int(b["count"]) for b in bought.values())
    pieces += ["。全年按规定更新购置公务用车", c.count("vehicle_purchased_count", total, "vehicle", "辆")]
    for i, kind in enumerate(("sedan", "suv", "passenger_bus")):
        row = bought.get(kind, {"count": 0, "amount": "0"})
        pieces += ["，" if i else "，其中：", VEHICLES[kind]]
        pieces.append(c.count("vehicle_purchased_count", row["count"], "vehicle", "辆", vehicle_type=kind))
        pieces += ["、金额", c.money("three_public_vehicle_purchase", parse_amount(row["amount"]), vehicle_type=kind)]
    stock = counts["vehicle_stock"]
    as_of = f"{c.year}-12-31"
    pieces += [f"。截至{c.year}年12月31日，单位共有公务用车"]
    pieces.append(c.count("official_vehicle_stock", sum(stock.values()), "vehicle", "辆", as_of=as_of))
    for i, (kind, number) in enumerate(stock.items()):
        pieces += ["、" if i else "，其中：", VEHICLES[kind]]
        pieces.append(c.count("official_vehicle_stock", number, "vehicle", "辆", vehicle_type=kind, as_of=as_of))
    c.say(pieces, "。")
    operation = c.money("three_public_vehicle_operation", now["vehicle_operation"])
    c.say("公务用车运行维护费支出", operation, f"。主要用于{a.raw['three_public']['vehicle_use']}。")


def _say_reception(c: Composer, a: Account, now: Decimal, budget: Decimal) -> None:
    counts = a.raw["three_public"]["counts"]
    c.say(
        "3.公务接待费支出", c.money("three_public_reception", now), "，完成预算",
        c.execution("three_public_reception", now, budget, "unspecified"), "。",
        _compared(c, a, "reception", "公务接待费", now), "其中：",
    )  # fmt: skip
    pieces: list[Piece] = ["国内公务接待支出", c.money("three_public_reception_domestic", now)]
    pieces += [f"，主要用于{a.raw['three_public']['reception_use']}。国内公务接待"]
    pieces += [c.count("reception_domestic_batches", counts["reception_batches"], "batch", "批次"), "，"]
    pieces += [c.count("reception_domestic_persons", counts["reception_persons"], "person_time", "人次")]
    pieces += ["（不包括陪同人员），共计支出", c.money("three_public_reception_domestic", now)]
    for i, (item, amount) in enumerate(counts.get("reception_items", {}).items()):
        pieces += ["、" if i else "，具体内容包括：", item]
        pieces.append(c.money("reception_item_amount", parse_amount(amount), item_name=item))
    c.say(pieces, "。")
    zero = Decimal(0)
    c.say(
        "外事接待支出", c.money("three_public_reception_foreign", zero), "，外事接待",
        c.count("reception_foreign_batches", 0, "batch", "批次"), "，",
        c.count("reception_foreign_persons", 0, "person_time", "人次"), "（不包括陪同人员），共计支出",
        c.money("three_public_reception_foreign", zero), "。",
    )  # fmt: skip


def say_other_matters(c: Composer, a: Account) -> None:
    """十: agency cost, procurement, assets, performance management."""
    c.head(2, "十、其他重要事项的情况说明", "S十")
    unit = a.raw["unit"]
    c.head(3, "（一）机关运行经费支出情况", "S机关")
    change = c.change("agency_operating_expense", a.agency, a.before["agency_operating_expense"])
    versus: list[Piece] = [f"，与{c.year - 1}年度持平"] if change == ["持平"] else [f"，比{c.year - 1}年度", *change]
    amount = c.money("agency_operating_expense", a.agency)
    c.say(f"{c.year}年度，{unit}机关运行经费支出", amount, versus, f"。主要原因是{a.raw['agency']['reason']}。")
    _say_procurement(c, a)
    _say_assets(c, a)
    _say_performance(c, a)


def _say_procurement(c: Composer, a: Account) -> None:
    raw = a.raw["procurement"]
    goods, works, services = (parse_amount(raw[k]) for k in ("goods", "works", "services"))
    total = goods + works + services
    sme, micro = parse_amount(raw["sme"]), parse_amount(raw["micro"])
    c.head(3, "（二）政府采购支出情况", "S采购")
    pieces: list[Piece] = [
        f"{c.year}年度，{a.raw['unit']}政府采购支出总额",
        c.money("procurement_total", total),
        "，其中：",
    ]
    pieces += [
        "政府采购货物支出",
        c.money("procurement_goods", goods),
        "、政府采购工程支出",
        c.money("procurement_works", works),
    ]
    pieces += ["、政府采购服务支出", c.money("procurement_services", services), "。"]
    for i, (item, amount) in enumerate(raw.get("items", {}).items()):
        pieces += ["、" if i else "主要用于", item]
        pieces.append(c.money("procurement_item_amount", parse_amount(amount), item_name=item))
    if raw.get("items"):
        pieces.append("。")
    pieces += ["授予中小企业合同金额", c.money("procurement_sme_contract", sme), "，占政府采购支出总额的"]
    pieces += [c.share("procurement_sme_contract", sme, total, "procurement_total"), "，其中：授予小微企业合同金额"]
    pieces += [c.money("procurement_micro_contract", micro), "，占政府采购支出总额的"]
    pieces += [c.share("procurement_micro_contract", micro, total, "procurement_total"), "。"]
    c.say(pieces)


def _say_assets(c: Composer, a: Account) -> None:
    raw = a.raw["assets"]
    as_of = f"{c.year}-12-31"
    c.head(3, "（三）国有资产占有使用情况", "S资产")
    pieces: list[Piece] = [f"截至{c.year}年12月31日，{a.raw['unit']}共有车辆"]
    pieces.append(c.count("asset_vehicle_stock", sum(raw["vehicles"].values()), "vehicle", "辆", as_of=as_of))
    for i, (use, number) in enumerate(raw["vehicles"].items()):
        pieces += ["、" if i else "，其中：", USES[use]]
        pieces.append(c.count("asset_vehicle_stock", number, "vehicle", "辆", vehicle_use=use, as_of=as_of))
    if raw["vehicles"].get("other"):
        pieces.append(f"，其他用车主要是用于{raw['other_use']}")
    pieces += ["。", *equipment(c, raw["equipment"], as_of), "。"]
    c.say(pieces)


EQUIPMENT = {
    "asset_general_equipment_over_500k": "单价50万元以上通用设备",
    "asset_special_equipment_over_1m": "单价100万元以上专用设备（不含车辆）",
    "asset_equipment_over_1m": "单价100万元（含）以上设备（不含车辆）",
}


def equipment(c: Composer, counts: dict[str, int], as_of: str) -> list[Piece]:
    """单价…以上设备N台（套）, in the older or the newer wording."""
    pieces: list[Piece] = []
    for i, (concept, number) in enumerate(counts.items()):
        pieces += ["，" if i else "", EQUIPMENT[concept], c.count(concept, number, "set", "台（套）", as_of=as_of)]
    return pieces


def _say_performance(c: Composer, a: Account) -> None:
    raw = a.raw["performance"]

    def projects(concept: str, number: int) -> Piece:
        return c.count(concept, number, "count", "个")

    c.head(3, "（四）预算绩效管理情况", "S绩效")
    c.say(
        f"根据预算绩效管理要求，{a.raw['unit']}在{c.year}年度预算编制阶段，组织对{raw['first_project']}等",
        projects("pm_pre_evaluation_projects", raw["pre_evaluation"]), "项目开展了预算事前绩效评估，对",
        projects("pm_target_projects", raw["targets"]), "项目编制了绩效目标，预算执行过程中，选取",
        projects("pm_monitored_projects", raw["monitored"]), "项目开展绩效监控，年终执行完毕后，组织对",
        projects("pm_self_eval_projects", raw["self_evaluated"]), "项目开展了绩效自评，绩效自评表详见第四部分附件。",
    )  # fmt: skip
