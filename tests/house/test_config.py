"""Settings that the board's speed rests on still exist, and are still read where they are needed."""

import inspect
import tomllib

import pytest
from streamlit import config
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from tests.places import ROOT

SET = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
KEYS = [
    f"{section}.{key}"
    for section, entries in SET.items()
    for key, value in entries.items()
    if not isinstance(value, dict | list)
]


@pytest.mark.parametrize("key", KEYS)
def test_every_setting_is_one_that_streamlit_knows(key):
    assert key in config._config_options_template


def test_garbage_is_not_collected_after_every_run():
    assert SET["runner"]["postScriptGC"] is False
    assert 'config.get_option("runner.postScriptGC")' in inspect.getsource(ScriptRunner._on_script_finished)


def test_tests_of_one_file_run_on_one_worker(request):
    """Where workers divide the tests: the group stands in the id, without which they are dealt out one by one."""
    if not hasattr(request.config, "workerinput"):
        pytest.skip("one process runs all tests")
    assert request.node.nodeid.endswith("@test_config")
