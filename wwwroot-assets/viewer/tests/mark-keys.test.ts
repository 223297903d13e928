import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, placed, sized } from "../mark-keys.ts";

const image = { width: 200, height: 100 };

test("a key puts a mark of usual size where the reader looks", () => {
  assert.deepEqual(placed("ellipse", "Nodule", image, [50, 40]), { shape: "ellipse", label: "Nodule", points: [[42, 32], [58, 48]] });
  assert.deepEqual(placed("point", "Nodule", image, [50, 40]).points, [[50, 40]]);
  assert.equal(placed("freehand", "Nodule", image, [50, 40]).points.length, 24);
});

test("keys move and size a mark, and never beyond the image", () => {
  const mark = placed("rectangle", "", image, [50, 40]);
  assert.deepEqual(moved(mark, 4, -2, image).points, [[46, 30], [62, 46]]);
  assert.deepEqual(sized(mark, 2, image).points, [[34, 24], [66, 56]]);
  assert.deepEqual(moved(mark, -100, 0, image).points, [[0, 32], [0, 48]]);
});
