from flows.loading import batches, growing_batches


def test_batches_leave_nothing_out() -> None:
    assert list(batches([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]
    assert list(batches([], 2)) == []


def test_growing_batches_double() -> None:
    found = list(growing_batches(range(20), 2))
    assert [len(batch) for batch in found] == [2, 4, 8, 6]
    assert [item for batch in found for item in batch] == list(range(20))
    assert list(growing_batches([], 2)) == []
