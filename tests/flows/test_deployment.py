"""prefect.yaml as an operator uses it: deploy, start a worker, let it run the nightly deployment."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psutil
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


Deployments = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def deployments(prefect: Prefect, root: Path) -> Deployments:
    prefect_command(prefect, root, "work-pool", "create", "gongzhang", "--type", "process")
    prefect_command(prefect, root, "deploy", "--all")
    return {found["name"]: found for found in prefect.post("/deployments/filter")}


def test_four_deployments_each_alone_two_of_them_by_the_clock_of_shanghai(deployments: Deployments) -> None:
    assert {name: found["entrypoint"] for name, found in deployments.items()} == {
        "nightly": "flows/nightly.py:nightly",
        "backfill": "flows/backfill.py:backfill",
        "housekeeping": "flows/housekeeping.py:housekeeping",
        "ingest": "flows/ingest.py:ingest",
    }
    crons = {name: [s["schedule"] for s in found["schedules"] if s["active"]] for name, found in deployments.items()}
    assert crons == {
        "nightly": [{"cron": "30 2 * * *", "timezone": "Asia/Shanghai", "day_or": True}],
        "housekeeping": [{"cron": "0 13 * * 0", "timezone": "Asia/Shanghai", "day_or": True}],
        "backfill": [],
        "ingest": [],
    }
    for found in deployments.values():
        assert found["global_concurrency_limit"]["limit"] == 1
        assert found["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"


def test_the_server_schedules_the_coming_nights(deployments: Deployments, prefect: Prefect) -> None:
    """With SQLAlchemy 2.1 the scheduler of Prefect 3.8 plans no night, and says nothing."""
    nightly = deployments["nightly"]["id"]
    wanted = {"deployment_id": {"any_": [nightly]}, "state": {"type": {"any_": ["SCHEDULED"]}}}
    wait_for(lambda: bool(prefect.post("/flow_runs/filter", flow_runs=wanted)), seconds=60)
    run = prefect.post("/flow_runs/filter", flow_runs=wanted, sort="EXPECTED_START_TIME_ASC")[0]
    start = datetime.fromisoformat(run["expected_start_time"]).astimezone(ZoneInfo("Asia/Shanghai"))
    assert (start.hour, start.minute) == (2, 30)


def start_run(prefect: Prefect, deployment: dict[str, Any], **parameters: Any) -> str:
    run = prefect.post(
        f"/deployments/{deployment['id']}/create_flow_run", parameters=parameters, state={"type": "SCHEDULED"}
    )
    return str(run["id"])


def read_run(prefect: Prefect, run_id: str) -> dict[str, Any]:
    (run,) = prefect.post("/flow_runs/filter", flow_runs={"id": {"any_": [run_id]}})
    return dict(run)


def test_a_worker_runs_the_night_from_the_checkout(
    deployments: Deployments, prefect: Prefect, examples: Path, tmp_path: Path, loaded: Path
) -> None:
    data = tmp_path / "data"
    run = start_run(prefect, deployments["nightly"], data=str(data), inbox=str(examples / "reports"))
    prefect_command(prefect, tmp_path, "worker", "start", "--pool", "gongzhang", "--run-once")
    ended = read_run(prefect, run)
    assert ended["state"]["type"] == "COMPLETED", ended["state"]["message"]
    assert fingerprint(data) == fingerprint(loaded)
    artifacts = prefect.post("/artifacts/filter", flow_runs={"id": {"any_": [run]}})
    assert {artifact["key"] for artifact in artifacts} == {"nightly-report", "nightly-sources"}
    page = next(artifact["data"] for artifact in artifacts if artifact["key"] == "nightly-report")
    assert f"extracted now {len(list((examples / 'reports').iterdir()))}" in page


def test_after_worker_and_flow_were_killed_the_next_night_runs_and_completes_the_work(
    deployments: Deployments, prefect: Prefect, examples: Path, tmp_path: Path, loaded: Path
) -> None:
    data = tmp_path / "data"
    killed = start_run(prefect, deployments["nightly"], data=str(data), inbox=str(examples / "reports"))
    program = str(Path(sys.executable).with_name("prefect"))
    worker = subprocess.Popen(
        [program, "worker", "start", "--pool", "gongzhang", "--run-once"],
        cwd=tmp_path,
        env=prefect.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: len(list(data.glob("extracted/*/*/*.gz"))) >= 2 or worker.poll() is not None, seconds=120)
        family = [psutil.Process(worker.pid), *psutil.Process(worker.pid).children(recursive=True)]
    finally:
        for process in reversed(family):
            process.kill()
        worker.wait()
    assert read_run(prefect, killed)["state"]["type"] == "RUNNING", "nobody has told the server"
    limit = deployments["nightly"]["global_concurrency_limit"]["name"]
    assert active_slots(prefect, limit) == 1, "the server frees the slot when its lease of 5 minutes ends"
    prefect_command(prefect, tmp_path, "gcl", "update", limit, "--active-slots", "0")  # the runbook's way to do it now
    run = start_run(prefect, deployments["nightly"], data=str(data), inbox=str(examples / "reports"))
    prefect_command(prefect, tmp_path, "worker", "start", "--pool", "gongzhang", "--run-once")
    ended = read_run(prefect, run)
    assert ended["state"]["type"] == "COMPLETED", ended["state"]
    assert fingerprint(data) == fingerprint(loaded)
    artifacts = prefect.post("/artifacts/filter", flow_runs={"id": {"any_": [run]}})
    page = next(artifact["data"] for artifact in artifacts if artifact["key"] == "nightly-report")
    assert "was killed; this one completes its work" in page


def active_slots(prefect: Prefect, limit: str) -> int:
    limits = prefect.post("/v2/concurrency_limits/filter", limit=100, offset=0)
    return next(int(found["active_slots"]) for found in limits if found["name"] == limit)
