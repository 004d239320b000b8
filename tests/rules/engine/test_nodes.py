"""Inner nodes and points in force: sums, blocks, factors, bounds, what does not apply."""

import pytest

from tests.rules.little import award, decision, event, notes, run, told, units, value, whole


def scores(result, unit: str = "u1") -> dict[str, tuple[float | None, float]]:
    """Give points in force and score of every node, in points."""
    return {
        score.item: (None if score.points is None else score.points / 10_000, score.score / 10_000)
        for score in result.scores
        if score.unit == unit
    }


def tree(head: str = "", a: str = "points: 20, deduct: 5", b: str = "points: 10, add: 1") -> str:
    """A node n of 30 with two leaves, and another leaf z of 70."""
    return (
        f"indicators:\n  - id: n\n    name: 组\n    points: 30\n{head}    items:\n"
        f"      - {{id: a, name: 甲, {a}}}\n      - {{id: b, name: 乙, {b}}}\n"
        "  - {id: z, name: 丙, points: 70, deduct: 1}\n"
    )


def test_a_node_is_the_sum_of_its_children():
    # 20 - 5 + 3 = 18
    result = run(whole(tree(), "100"), event(item="n.a"), event(item="n.b", count=3))
    assert scores(result) == {"n": (30, 18), "n.a": (20, 15), "n.b": (10, 3), "z": (70, 70)}
    assert result.standing_of["u1"].exact_total == 880_000


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("    ceiling: 18\n", []),
        ("    ceiling: 17.9999\n", ["n limit -0.0001"]),
        ("    ceiling: 50%\n", ["n limit -3"]),
        ("    floor: 18\n", []),
        ("    floor: 18.0001\n", ["n limit 0.0001"]),
        ("    floor: 90%\n", ["n limit 9"]),
        ("    ceiling: 10\n    floor: 5\n", ["n limit -8"]),
        ("    ceiling: 20\n    floor: 16\n", []),
    ],
)
def test_an_inner_node_is_bounded_only_as_written(head: str, line: list[str]):
    result = run(whole(tree(head), "100"), event(item="n.a"), event(item="n.b", count=3))
    assert [one for one in told(result) if one.startswith("n ")] == line


def test_a_bound_that_is_missing_makes_the_node_incomplete():
    bound = whole("values: {k: 上限}\n" + tree('    ceiling: {formula: "value(k)"}\n'), "100")
    result = run(bound, event(item="n.a"))
    assert [one for one in told(result) if one.startswith("n ")] == ["n missing 0"]
    assert not result.standing_of["u1"].complete
    assert "n limit -3" in told(run(bound, event(item="n.a"), value("12", item="k")))


def test_a_gate_and_a_mark_on_an_inner_node_come_last():
    # 15 + 0 = 15，一半 7.5，改定 9
    gated = whole(tree("    gate: {when: {event: n.a}, times: 50%}\n"), "100")
    lines = told(run(gated, event(item="n.a", id="e"), decision("mark", "n", "9", id="d")))
    assert lines == ["n.a start 20", "n.a event e -5", "z start 70", "n gate -7.5", "n decision d 1.5"]


def test_a_gate_looks_at_a_node_before_its_gates():
    gates = "    gate:\n      - {when: {event: n.a}, times: 50%}\n      - {when: {score: n, at_least: 15}, ceiling: 3}\n"
    lines = told(run(whole(tree(gates), "100"), event(item="n.a")))
    assert [one for one in lines if one.startswith("n ")] == ["n gate -7.5", "n gate -4.5"]


def test_a_block_is_brought_to_its_points_and_rounded_once():
    # 三项各 10 得 20/30，折成 10：6.6667
    block = whole(
        "indicators:\n  - id: n\n    name: 组\n    points: 10\n    out_of: 30\n    items:\n"
        + "".join(f"      - {{id: {i}, name: {i}, points: 10, award: full}}\n" for i in "abc"),
        "10",
    )
    rows = [award("10", "n.a"), award("10", "n.b"), award("0", "n.c")]
    assert told(run(block, *rows))[-1] == "n rescale -13.3333"
    assert scores(run(block, *rows))["n"] == (10, 6.6667)
    nothing = [award("0", f"n.{i}") for i in "abc"]
    assert told(run(block, *nothing)) == ["n.a award 0", "n.b award 0", "n.c award 0"]


def test_in_a_block_what_is_left_out_lowers_what_it_is_out_of():
    # c 不计：自身满分 20，得 15，折成 10：7.5
    block = whole(
        "indicators:\n  - id: n\n    name: 组\n    points: 10\n    out_of: 30\n    items:\n"
        "      - {id: a, name: 甲, points: 10, award: full}\n      - {id: b, name: 乙, points: 10, award: full}\n"
        "      - {id: c, name: 丙, points: 10, award: full, not_applicable: omit}\n",
        "10",
    )
    rows = [award("10", "n.a"), award("5", "n.b"), decision("not_applicable", "n.c")]
    assert scores(run(block, *rows)) == {"n": (10, 7.5), "n.a": (10, 10), "n.b": (10, 5)}


def test_a_factor_of_a_node_comes_before_the_block_and_the_bounds():
    # 下级 20，×1.5 = 30，自身满分 40 折成 20：15，封顶 12
    block = whole(
        "indicators:\n  - id: n\n    name: 组\n    points: 20\n    out_of: 40\n    ceiling: 12\n"
        '    factor: {by: "1.5", cite: 六}\n    items:\n'
        "      - {id: a, name: 甲, points: 40, award: full}\n"
    )
    assert told(run(block, award("20", "n.a"))) == [
        "n.a award 20",
        "n rescale 10",
        "n rescale -15",
        "n limit -3",
    ]


# what does not apply


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [
        ("spread", {"n": (30, 30), "n.a": (30, 30), "z": (70, 70)}),
        ("full", {"n": (30, 30), "n.a": (20, 20), "n.b": (10, 10), "z": (70, 70)}),
        ("omit", {"n": (20, 20), "n.a": (20, 20), "z": (70, 70)}),
    ],
)
def test_a_leaf_that_a_decision_takes_out_is_spread_given_or_left_out(treatment: str, expected: dict):
    leaf = f"points: 10, deduct: 1, not_applicable: {treatment}"
    result = run(
        whole(tree(b=leaf), "100"), decision("not_applicable", "n.b", id="d"), event(item="n.b", id="e")
    )
    assert scores(result) == expected
    assert ("n.b given 10" in told(result)) == (treatment == "full")
    assert told(result)[-1] == "n.b decision d 0"


@pytest.mark.parametrize(
    ("treatments", "expected"),
    [
        # 下级全部不计：本级也不计，总分少 30
        (("omit", "omit"), {"z": (70, 70)}),
        # 有一个摊：本级按自己的办法，默认摊给同级
        (("omit", "spread"), {"z": (100, 100)}),
        (("spread", "spread"), {"z": (100, 100)}),
        # 有一个计满分：本级仍在
        (("full", "omit"), {"n": (20, 20), "n.a": (20, 20), "z": (70, 70)}),
    ],
)
def test_a_node_of_which_no_child_is_left_goes_the_way_of_its_children(treatments: tuple, expected: dict):
    leaves = [
        f"points: {points}, deduct: 1, not_applicable: {one}"
        for points, one in zip((20, 10), treatments, strict=True)
    ]
    out = [decision("not_applicable", f"n.{name}", id=name) for name in "ab"]
    assert scores(run(whole(tree("", *leaves), "100"), *out)) == expected


def test_a_node_of_which_no_child_is_left_may_be_given_in_full():
    of = tree("    not_applicable: full\n", "points: 20, deduct: 5", "points: 10, deduct: 1")
    out = [decision("not_applicable", f"n.{name}", id=name) for name in "ab"]
    result = run(whole(of, "100"), *out)
    assert scores(result) == {"n": (30, 30), "z": (70, 70)}
    assert "n given 30" in told(result)


def test_a_node_for_others_with_children_for_others_is_no_part_of_the_tree():
    of = whole(
        "indicators:\n  - {id: a, name: 甲, points: 20, deduct: 1}\n"
        "adjustments:\n  - {id: p, name: 加, add: 2, for: [party]}\n  - {id: g, name: 加, add: 2, for: [government]}\n"
    )
    rows = [event(item="p"), event(item="g")]
    result = run(of, *rows)
    assert scores(result) == {"a": (20, 20), "p": (None, 2)}
    assert scores(run(of, *rows, decision("not_applicable", "p"))) == {"a": (20, 20)}


def test_what_is_spread_goes_by_largest_remainder_down_to_the_last_unit():
    # 10 摊给 30、30、30：各 3.3333，多出的 0.0001 归第一个
    four = whole(
        "indicators:\n"
        + "".join(f"  - {{id: {i}, name: {i}, points: 30, deduct: 1}}\n" for i in "abc")
        + "  - {id: d, name: d, points: 10, deduct: 1}\n",
        "100",
    )
    result = run(four, decision("not_applicable", "d"))
    assert [points for points, _ in scores(result).values()] == [33.3334, 33.3333, 33.3333]


def test_a_leaf_that_lacks_its_fact_may_be_taken_out_for_that_unit_alone():
    lack = tree(b="points: 10, award: full, missing: not_applicable")
    result = run(whole(lack, "100"), award("4", "n.b", "u2"), of=units("u1", "u2"))
    assert scores(result) == {"n": (30, 30), "n.a": (30, 30), "z": (70, 70)}
    assert scores(result, "u2") == {"n": (30, 24), "n.a": (20, 20), "n.b": (10, 4), "z": (70, 70)}
    assert all(standing.complete for standing in result.standings)


def test_a_per_cent_is_of_the_points_in_force():
    # b 不适用，a 从 20 变 30：每次扣 10% 是 3
    of = whole(tree(a="points: 20, deduct: 10%", b="points: 10, deduct: 1"), "100")
    assert scores(run(of, event(item="n.a")))["n.a"] == (20, 18)
    assert scores(run(of, event(item="n.a"), decision("not_applicable", "n.b")))["n.a"] == (30, 27)


def test_points_that_are_a_weight_are_a_share_of_the_node_in_each_category():
    of = whole(
        "indicators:\n  - id: n\n    name: 组\n    points: {party: 10, government: 20}\n    items:\n"
        "      - {id: a, name: 甲, weight: 30%, deduct: 1}\n      - {id: b, name: 乙, weight: 70%, deduct: 1}\n"
        "  - {id: z, name: 丙, points: {party: 10, government: 0}, deduct: 1}\n"
    )
    result = run(of, of=[*units("u1"), *units("u2", category="government")])
    assert {name: points for name, (points, _) in scores(result).items()} == {
        "n": 10,
        "n.a": 3,
        "n.b": 7,
        "z": 10,
    }
    assert {name: points for name, (points, _) in scores(result, "u2").items()} == {
        "n": 20,
        "n.a": 6,
        "n.b": 14,
        "z": 0,
    }


def test_an_incomplete_leaf_below_makes_the_unit_incomplete_but_not_one_that_is_left_out():
    lack = whole(tree(b="points: 10, award: full"), "100")
    assert not run(lack).standing_of["u1"].complete
    assert run(lack, decision("not_applicable", "n.b")).standing_of["u1"].complete


def test_a_floor_of_a_node_takes_nothing_from_the_total():
    (said,) = [
        text for text in notes(whole(tree("    floor: 90%\n"), "100"), event(item="n.a")) if "27" in text
    ]
    assert "总分" not in said
