"""Few files are made at once, few wait, and a wait has an end."""

import threading

import pytest

from exports.export_queue import Busy, ExportQueue


def test_the_door_lets_few_in_few_wait_and_always_reopens():
    door, started, release = ExportQueue(at_once=1, waiting=1, seconds=30), threading.Event(), threading.Event()
    order = []

    def hold():
        with door.turn():
            started.set()
            release.wait(30)
            order.append("first")

    def wait():
        with door.turn():
            order.append("second")

    first = threading.Thread(target=hold)
    first.start()
    assert started.wait(30)
    second = threading.Thread(target=wait)
    second.start()
    while door._crowd._value:
        pass
    with pytest.raises(Busy):
        with door.turn():
            pass
    release.set()
    first.join(30), second.join(30)
    assert order == ["first", "second"]
    with pytest.raises(KeyError), door.turn():
        raise KeyError
    with door.turn():
        order.append("open")
    assert order[-1] == "open"


def test_a_wait_has_an_end():
    door = ExportQueue(at_once=1, waiting=1, seconds=0.01)
    with door.turn(), pytest.raises(Busy, match="no turn"):
        with door.turn():
            pass


def test_a_file_is_unfinished_from_its_first_turn_to_its_last():
    door = ExportQueue()
    assert door.unfinished() == 0
    with door.begun():
        with door.turn():
            assert door.running() == 1
        assert door.running() == 0 and door.unfinished() == 1, "between two pictures of one ZIP"
    assert door.unfinished() == 0
