"""What the tests of the audit share: their modules, and the made-up reports audited once for all of them."""

import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))


@pytest.fixture(scope="session")
def audited_group(tmp_path_factory):
    """The writer's connection after a group of made-up reports (by its name in made_up.GROUPS) was checked."""
    from audited import audit
    from made_up import GROUPS

    @cache
    def audit_group(name):
        return audit(tmp_path_factory.mktemp(name), GROUPS[name]())

    return audit_group
