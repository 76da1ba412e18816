"""In a lake, too, the audit of what is new leaves what an audit of everything leaves."""

from __future__ import annotations

from contextlib import closing

from extractors.extract import extract_bytes
from tests.warehouse.lake_loading import SEEN
from warehouse.audit import audit_warehouse
from warehouse.fingerprint import content_fingerprint
from warehouse.publish import publish
from warehouse.read import open_published
from warehouse.writing import open_loader


def test_what_is_new_in_a_lake_gives_what_everything_gives(lake, data, examples):
    paths = sorted((examples / "reports").iterdir())
    read = [extract_bytes(path.read_bytes(), path.name) for path in paths]
    seen = {document[0]["sha256"]: SEEN for document in read}
    years = [n for n, path in enumerate(paths) if "白鹭湖" in path.name and path.suffix == ".txt"]
    assert len(years) == 2
    before, after = (read[n] for n in years)
    others = [document for n, document in enumerate(read) if n not in years]
    again = [
        {**record, "value": "7"} if record["record"] == "figure" and n % 9 == 0 else record
        for n, record in enumerate(before)
    ]
    # with three other reports of the body, of the same year and the next
    steps = [([*others, after], None), ([before], 4), ([again], 4)]
    for number, (documents, judged) in enumerate(steps):
        for folder in (data, lake):
            with open_loader(folder) as loader:
                loader.load_batch(documents, "run", f"v{number}", seen)
        audited = audit_warehouse(lake, stale_only=True)
        assert judged is None or (audited.judged, audited.reports) == (judged, len(read))
    assert audit_warehouse(lake, stale_only=True) is None
    audit_warehouse(data)
    told = []
    for folder in (data, lake):
        publish(folder)
        with closing(open_published(folder)) as connection:
            told.append(content_fingerprint(connection))
    assert told[0] == told[1]
