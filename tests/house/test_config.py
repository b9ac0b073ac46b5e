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
