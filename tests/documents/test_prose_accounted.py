"""The numbers in the paragraphs of real reports: figures, or ignored by a named rule; what is left over is rare."""

from collections import Counter
from pathlib import Path

import pytest

from extractors.formats import read_document
from extractors.identity import find_identity
from extractors.prose.names import read_own_codes
from extractors.prose.reader import ProseReading, read_prose
from extractors.sections import find_headings

pytestmark = pytest.mark.corpus
REPORTS = (
    "jiangsu/江苏省人大办公厅_江苏省人大办公厅2017年度预算公开.pdf",
    "jiangsu/江苏省政协办公厅_江苏省政协办公厅2018年度部门预算.pdf",
    "shanghai/上海市普陀区商务委员会25年预算.pdf",
    "shanghai/上海市普陀区人民政府万里街道办事处23年预算.pdf",
    "shanghai/上海市普陀区财政局2024年度部门决算.pdf",
)


def read_report(path: Path) -> ProseReading:
    document = read_document(path.read_bytes(), path.name)
    identity = find_identity(document)
    kind = "budget" if identity.doc_kind == "budget" else "final_account"
    headings, own = find_headings(document), read_own_codes(document)
    return read_prose(document, headings, kind, identity.fiscal_year or 0, identity.names, own)


@pytest.mark.parametrize("name", REPORTS)
def test_the_numbers_of_the_prose_are_accounted_for(corpus: Path, name: str) -> None:
    reading = read_report(corpus / name)
    found = Counter(fate.disposition for rows in reading.fates.values() for fate in rows)
    assert found.total() >= 100
    assert found["unread"] <= 0.05 * found.total(), found
