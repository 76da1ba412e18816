"""Made-up reports in any number with the distribution of real ones: clones of documents under other names and years.

Concepts, measures, codes, dimensions and places are those of the models, so are the numbers of facts a document; values
are shifted, so that clones differ.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Record = dict[str, Any]
FACTS = ("report", "figure")
WITH_FORMS = (*FACTS, "project_form", "project_budget", "indicator")
WHOLE = (*WITH_FORMS, "passage", "number", "listed_unit")
YEARS = range(2017, 2027)


def read_models(folder: Path, kinds: Sequence[str] = FACTS) -> list[list[Record]]:
    """Records of the documents below `folder` that were read, of the kinds wanted."""
    from extractors.extract import extract_bytes

    models = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".html", ".docx", ".pdf"):
            records = [r for r in extract_bytes(path.read_bytes(), path.name) if r["record"] in kinds]
            if records[0]["status"] != "refused" and len(records) > 1:
                models.append(records)
    return models


def clone_documents(models: Sequence[Sequence[Record]], facts: int, seed: int = 1) -> Iterator[list[Record]]:
    """Documents with together at least `facts` figures: bodies with ten years each, spread over the regions."""
    from schemas.codes import load_regions

    regions = [entry.code for entry in load_regions() if entry.level == 3 and entry.last_year is None]
    chance = random.Random(seed)
    made, body = 0, 0
    while made < facts:
        model = models[body % len(models)]
        region = regions[(body // len(models)) % len(regions)]
        name = f"第{body}县{model[0]['unit'][-6:]}"
        for year in YEARS:
            document = _clone(model, name, region, year, chance)
            made += sum(record["record"] == "figure" for record in document)
            yield document
            if made >= facts:
                return
        body += 1


def _clone(model: Sequence[Record], name: str, region: str, year: int, chance: random.Random) -> list[Record]:
    sha256 = hashlib.sha256(f"{name}{year}".encode()).hexdigest()
    report_id = f"r{sha256[:16]}"
    shift = year - int(model[0]["fiscal_year"] or year)
    head = {**model[0], "report_id": report_id, "sha256": sha256, "unit": name, "region_code": region,
            "fiscal_year": year, "file": f"{name}{year}.pdf", "status": "ok", "reason": None}  # fmt: skip
    document = [head]
    factor = chance.randrange(80, 121)
    for number, record in enumerate(model[1:]):
        copy = {**record, "report_id": report_id}
        if record["record"] == "figure":
            copy["figure_id"] = f"f{report_id[1:]}{number:04x}"
            copy["period"] = record["period"] + shift
            if record["unit"] == "yuan":
                copy["value"] = str(int(float(record["value"])) * factor // 100)
        document.append(copy)
    return document


def copy_bodies(models: Sequence[Sequence[Record]], facts: int, in_region: int = 10) -> Iterator[list[Record]]:
    """Documents with together at least `facts` figures: all documents of a model's body under another name, as printed.

    Years and numbers stay, so that what an audit finds in the copies is what it finds in the models: a year agrees with
    the one before, sums add up. `in_region` bodies lie in one region. Of the ledger only the numbers that were left
    over are kept.
    """
    from schemas.codes import load_regions

    regions = [entry.code for entry in load_regions() if entry.level == 3 and entry.last_year is None]
    bodies: dict[str, list[Sequence[Record]]] = {}
    for model in models:
        bodies.setdefault(str(model[0]["unit"]), []).append(model)
    made = 0
    for number in itertools.count():
        unit, documents = list(bodies.items())[number % len(bodies)]
        region = regions[(number // in_region) % len(regions)]
        for nth, model in enumerate(documents):
            document = _copy(model, unit, f"第{number}县{unit[-6:]}", region, nth)
            made += sum(record["record"] == "figure" for record in document)
            yield document
            if made >= facts:
                return


def _copy(model: Sequence[Record], unit: str, name: str, region: str, nth: int) -> list[Record]:
    sha256 = hashlib.sha256(f"{name}{nth}".encode()).hexdigest()
    report_id = f"r{sha256[:16]}"
    document: list[Record] = []
    for number, record in enumerate(model):
        if record["record"] == "number" and record["disposition"] != "unread":
            continue
        copy = {k: v.replace(unit, name) if isinstance(v, str) and unit in v else v for k, v in record.items()}
        copy["report_id"] = report_id
        if record["record"] == "figure":
            copy["figure_id"] = f"f{report_id[1:]}{number:04x}"
        document.append(copy)
    document[0] |= {"sha256": sha256, "unit": name, "region_code": region, "file": f"{name}{nth}.pdf"}
    return document
