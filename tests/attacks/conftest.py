"""Tests that must be root are deselected for everybody else."""

import os


def pytest_configure(config):
    config.addinivalue_line("markers", "needs_root: attacks as root; deselected for others")


def pytest_collection_modifyitems(config, items):
    if os.geteuid() == 0:
        return
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("needs_root")])
    items[:] = [item for item in items if not item.get_closest_marker("needs_root")]
