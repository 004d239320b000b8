"""Flow shapes: the states of each, and the steps that a page draws."""

from __future__ import annotations

import pytest

from kaoping.schemes.process.flows import FLOWS
from kaoping.web.core.flows import SHAPES, Shape, state_of, steps


def test_the_shapes_are_those_of_the_process() -> None:
    assert list(SHAPES) == list(FLOWS)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_shape_runs_from_its_first_part_to_its_end(shape: Shape) -> None:
    done: list[str] = []
    for part in shape.parts:
        assert state_of(shape, done).part == part
        done.append(part)
    assert state_of(shape, done).part is None


def test_a_filing_waits_for_its_checker() -> None:
    shape = SHAPES["maker_checker"]
    assert state_of(shape, {"maker"}).words == "待复核"
    assert [step["state"] for step in steps(shape, {"maker"})] == ["past", "now"]
    assert [step["state"] for step in steps(shape, {"maker"}, stopped=True)] == ["past", "stopped"]
    assert [step["state"] for step in steps(shape, {"maker", "checker"})] == ["past", "past"]


def test_an_optional_part_that_is_left_out_is_not_drawn() -> None:
    shape = SHAPES["propose_decide"]
    assert state_of(shape, {"proposer"}, {"reviewer"}).words == "待决定"
    assert [step["label"] for step in steps(shape, {"proposer"}, {"reviewer"})] == ["提出", "决定"]
