import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../history.ts";
import { handlesOf, isWhole, pointsOf, type Point } from "../mark-shapes.ts";

test("a box and an ellipse are two opposite corners, whichever way they were dragged", () => {
  const corners: Point[] = [[10.5, 20], [30, 60.25]];
  for (const shape of ["rectangle", "ellipse"] as const) {
    const handles = handlesOf({ shape, points: corners });
    assert.equal(handles.length, 4);
    assert.deepEqual(pointsOf(shape, handles), corners);
    assert.deepEqual(pointsOf(shape, handlesOf({ shape, points: [...corners].reverse() })), corners);
  }
  assert.deepEqual(handlesOf({ shape: "ellipse", points: [[0, 0], [4, 2]] }), [[2, 2], [2, 0], [0, 1], [4, 1]]);
});

test("a point and an outline are their own points", () => {
  const outline: Point[] = [[1, 1], [5, 1], [3, 4]];
  assert.deepEqual(pointsOf("freehand", handlesOf({ shape: "freehand", points: outline })), outline);
  assert.deepEqual(pointsOf("point", handlesOf({ shape: "point", points: [[2, 3]] })), [[2, 3]]);
});

test("a stroke too short for its shape is no mark", () => {
  assert.equal(isWhole({ shape: "freehand", label: "lesion", points: [[1, 1], [2, 2]] }), false);
  assert.equal(isWhole({ shape: "freehand", label: "lesion", points: [[1, 1], [2, 2], [3, 1]] }), true);
  assert.equal(isWhole({ shape: "rectangle", label: "lesion", points: [[1, 1]] }), false);
  assert.equal(isWhole({ shape: "point", label: "lesion", points: [[1, 1]] }), true);
});

test("a change after an undo forgets what was undone", () => {
  const history = new History("empty");
  history.add("one");
  history.add("two");
  assert.equal(history.undo(), "one");
  history.add("other");
  assert.equal(history.canRedo, false);
  assert.deepEqual([history.undo(), history.undo(), history.undo()], ["one", "empty", "empty"]);
  assert.equal(history.redo(), "one");
});
