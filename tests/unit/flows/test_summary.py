from flows.extractions import Tally
from flows.summary import Quarantined, Summary


def test_a_run_adds_up_its_documents() -> None:
    summary = Summary(seen=4, documents=3, extracted=3)
    summary.add("a.txt", Tally("ok", "", figures=10, forms=1, numbers=40, unread=0))
    summary.add("b.txt", Tally("partial", "8 numbers left over", figures=5, forms=0, numbers=40, unread=8))
    summary.add("c.bin", Tally("refused", "c.bin is no text", figures=0, forms=0, numbers=0, unread=0))
    assert (summary.loaded, summary.partial, summary.figures, summary.forms) == (2, 1, 15, 1)
    assert (summary.numbers, summary.unread, summary.accounted) == (80, 8, 0.9)
    assert summary.quarantined == [Quarantined("c.bin", "c.bin is no text")]
    assert ("已交代", "accounted for", "90.00%") in summary.rows()
    assert "* `c.bin`: c.bin is no text" in summary.as_markdown()
    assert not summary.nothing_changed


def test_a_run_over_loaded_documents_says_that_nothing_changed() -> None:
    summary = Summary(seen=3, documents=2, skipped=2)
    assert summary.nothing_changed
    assert "没有变化 Nothing changed" in summary.as_markdown()
    assert summary.accounted is None
