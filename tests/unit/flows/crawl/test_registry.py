from pathlib import Path

import pytest
import yaml

from flows.crawl.documents import find_behinds
from flows.crawl.errors import BadSource
from flows.crawl.kinds import find_kinds
from flows.crawl.registry import SOURCES, choose_sources, load_sources, read_source

GOOD = {
    "publisher": "霁川市财政局",
    "level": "city",
    "region_code": "510000",
    "active": True,
    "hosts": ["127.0.0.1"],
    "listings": [{"kind": "paged_list", "url": "http://127.0.0.1/list/index.html"}],
}


def complaint(tmp_path: Path, **changes: object) -> str:
    path = tmp_path / "city.yml"
    told = {k: v for k, v in (GOOD | changes).items() if v is not None}
    path.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    try:
        read_source(path)
    except BadSource as error:
        return str(error)
    return ""


def test_every_source_of_the_registry_is_valid_and_says_why_it_is_not_active() -> None:
    sources = load_sources()
    assert {s.name for s in sources.values() if s.demo} == {
        f"demo-{kind}"
        for kind in (
            "county",
            "faults",
            "hanweb",
            "hospital",
            "index",
            "large",
            "packages",
            "platform",
            "school",
            "trs",
        )
    }
    assert {"shanghai", "jiangsu", "beijing", "zhejiang", "guangdong", "anhui"} <= set(sources)
    assert all(s.reason for s in sources.values() if not s.active)
    assert {listing.kind for s in sources.values() for listing in s.listings} == set(find_kinds())
    assert {listing.documents.kind for s in sources.values() for listing in s.listings} == set(find_behinds())


def test_without_names_the_active_sources_are_chosen_and_never_the_demo_site() -> None:
    assert [s.name for s in choose_sources(load_sources(), [])] == []
    assert {s.name for s in choose_sources(load_sources(), ["demo-t*"])} == {"demo-trs"}


@pytest.mark.parametrize(("name", "said"), [("shanghai", "is not active"), ("nowhere", "There is no source nowhere")])
def test_a_source_that_is_not_there_or_not_active_cannot_be_chosen(name: str, said: str) -> None:
    with pytest.raises(BadSource, match=said):
        choose_sources(load_sources(), [name])


def test_the_port_of_the_demo_site_is_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGZHANG_DEMO_PORT", "9123")
    source = read_source(SOURCES / "demo-platform.yml")
    assert source.hosts == ("127.0.0.1:9123",)
    assert source.listings[0].addresses()[3] == "http://127.0.0.1:9123/platform/download?iid={id}"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"publisher": None}, "city.yml: publisher: Field required"),
        ({"colour": "red"}, "city.yml: colour: Extra inputs are not permitted"),
        ({"level": "village"}, "city.yml: level: Input should be"),
        ({"region_code": "51"}, "city.yml: region_code: String should match"),
        ({"active": False}, "city.yml: a source that is not active says why in `reason`"),
        ({"hosts": None}, "city.yml: an active source has hosts"),
        ({"hosts": ["other.test"]}, "city.yml: http://127.0.0.1/list/index.html is on none of the hosts other.test"),
        ({"time_zone": "Asia/Nowhere"}, "city.yml: time_zone: Asia/Nowhere is no time zone"),
        ({"titles": {"final_account": ["("]}}, "city.yml: titles.final_account: ( is no pattern"),
        ({"listings": []}, "city.yml: listings:"),
        (
            {"listings": [{"kind": "guess"}]},
            "city.yml: listings.0.kind: there is no kind guess; there are data_island,",
        ),
        ({"listings": [{"kind": "paged_list"}]}, "city.yml: listings.0.url: Field required"),
        (
            {"listings": [GOOD["listings"][0] | {"documents": {"kind": "article", "color": 1}}]},  # type: ignore[index]
            "city.yml: listings.0.color: Extra inputs are not permitted",
        ),
        (
            {"listings": [GOOD["listings"][0] | {"documents": {"kind": "book"}}]},  # type: ignore[index]
            "city.yml: listings.0.documents.kind: there is no kind book",
        ),
        ({"listings": [{"kind": "paged_list", "url": "unverified"}]}, "no address that is `unverified`"),
        ({"politeness": {"delay": -1}}, "city.yml: politeness.delay: Input should be greater than or equal to 0"),
        ({"expected": {"from_year": 2020, "a_year": [1]}}, "city.yml: expected.a_year"),
    ],
)
def test_a_mistake_is_one_sentence_that_names_file_and_field(
    tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    found = complaint(tmp_path, **changes)
    assert found.startswith(said) or said in found
    assert bool(found) == bool(said)
    assert "\n" not in found


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("a: [", encoding="utf-8")
    with pytest.raises(BadSource, match=r"x\.yml is no YAML file"):
        load_sources(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="There is no folder of sources"):
        load_sources(tmp_path / "none")
