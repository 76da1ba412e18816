"""prefect.yaml as an operator uses it: deploy, start a worker, let it run the nightly deployment."""

import subprocess
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from command_line import Prefect, fingerprint, wait_for

pytestmark = pytest.mark.prefect


def prefect_command(prefect: Prefect, root: Path, *words: str) -> str:
    program = str(Path(sys.executable).with_name("prefect"))
    ran = subprocess.run(
        [program, "--no-prompt", *words], cwd=root, env=prefect.environment, capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def deployment(prefect: Prefect, root: Path) -> dict[str, object]:
    prefect_command(prefect, root, "work-pool", "create", "gongzhang", "--type", "process")
    prefect_command(prefect, root, "deploy", "--all")
    (found,) = prefect.post("/deployments/filter")
    return dict(found)


def test_the_night_begins_at_half_past_two_in_shanghai_and_one_run_is_enough(deployment: dict[str, object]) -> None:
    assert deployment["name"] == "nightly-ingest"
    assert deployment["entrypoint"] == "flows/ingest.py:ingest"
    (schedule,) = deployment["schedules"]  # type: ignore[misc]
    assert schedule["schedule"] == {"cron": "30 2 * * *", "timezone": "Asia/Shanghai", "day_or": True}
    assert schedule["active"] is True
    assert deployment["global_concurrency_limit"]["limit"] == 1  # type: ignore[index]
    assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"  # type: ignore[index]


@pytest.mark.xfail(
    version("sqlalchemy") >= "2.1", reason="Prefect 3.8 cannot insert scheduled runs with SQLAlchemy 2.1", strict=True
)
def test_the_server_schedules_the_coming_nights(deployment: dict[str, object], prefect: Prefect) -> None:
    wanted = {"deployment_id": {"any_": [deployment["id"]]}, "state": {"type": {"any_": ["SCHEDULED"]}}}
    wait_for(lambda: bool(prefect.post("/flow_runs/filter", flow_runs=wanted)), seconds=15)
    run = prefect.post("/flow_runs/filter", flow_runs=wanted, sort="EXPECTED_START_TIME_ASC")[0]
    start = datetime.fromisoformat(run["expected_start_time"]).astimezone(ZoneInfo("Asia/Shanghai"))
    assert (start.hour, start.minute) == (2, 30)


def test_a_worker_runs_the_deployment_from_the_checkout(
    deployment: dict[str, object], prefect: Prefect, root: Path, examples: Path, tmp_path: Path, loaded: Path
) -> None:
    data = tmp_path / "data"
    run = prefect.post(
        f"/deployments/{deployment['id']}/create_flow_run",
        parameters={"paths": [str(examples / "reports")], "data": str(data)},
        state={"type": "SCHEDULED"},
    )
    prefect_command(prefect, tmp_path, "worker", "start", "--pool", "gongzhang", "--run-once")
    (ended,) = prefect.post("/flow_runs/filter", flow_runs={"id": {"any_": [run["id"]]}})
    assert ended["state"]["type"] == "COMPLETED", ended["state"]["message"]
    assert fingerprint(data) == fingerprint(loaded)
    artifacts = prefect.post("/artifacts/filter", flow_runs={"id": {"any_": [run["id"]]}})
    assert {artifact["key"] for artifact in artifacts} == {"ingest-summary", "ingest-counts"}
    page = next(artifact["data"] for artifact in artifacts if artifact["key"] == "ingest-summary")
    assert f"| 本次读取 | extracted now | {len(list((examples / 'reports').iterdir()))} |" in page
