"""The server that a command brings: what it is started with, and that all of Prefect is there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.prefect

ASK = """
import json, os, sys
from pathlib import Path
from flows.local_prefect import local_prefect

def load():
    from prefect import flow
    globals()["flow"] = flow

with local_prefect(Path(sys.argv[1]), meanwhile=load):
    import httpx

    @flow(name="asked")
    def asked():
        return 1

    asked()
    api = httpx.Client(base_url=os.environ["PREFECT_API_URL"] + "/")
    pools = api.post("work_pools/filter", json={})
    told = {
        "settings": api.get("admin/settings").json(),
        "runs": [run["state"]["name"] for run in api.post("flow_runs/filter", json={}).json()],
        "flows": [found["name"] for found in api.post("flows/filter", json={}).json()],
        "pools": [pools.status_code, pools.json()],
    }
print(json.dumps(told | {"url_afterwards": os.environ.get("PREFECT_API_URL")}))
"""


def ask(data: Path, root: Path) -> dict[str, object]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    ran = subprocess.run(
        [sys.executable, "-P", "-c", ASK, str(data)],
        cwd=root,
        env=environment | {"PYTHONPATH": str(root)},
        capture_output=True,
        encoding="utf-8",
        timeout=180,
    )
    assert ran.returncode == 0, ran.stderr
    told: dict[str, object] = json.loads(ran.stdout.splitlines()[-1])
    return told


def test_the_server_is_all_of_prefect_with_the_settings_of_the_command_and_keeps_its_runs(
    root: Path, tmp_path: Path
) -> None:
    first, second = ask(tmp_path, root), ask(tmp_path, root)
    settings = first["settings"]
    assert isinstance(settings, dict)
    server = settings["server"]
    assert server["ui"]["enabled"] is False
    assert server["analytics_enabled"] is False
    assert server["memoize_block_auto_registration"] is False
    assert server["services"]["event_persister"]["enabled"] is False
    assert settings["client"]["server_version_check_enabled"] is False
    assert settings["home"] == str(tmp_path / "prefect")
    # parts of the API that a run never asks answer as well
    assert first["pools"] == [200, []]
    assert first["flows"] == second["flows"] == ["asked"]
    assert (first["runs"], second["runs"]) == (["Completed"], ["Completed", "Completed"])
    assert first["url_afterwards"] is None
