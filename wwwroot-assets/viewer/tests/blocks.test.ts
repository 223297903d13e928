import assert from "node:assert/strict";
import { test } from "node:test";
import { blockBetween, withStrip } from "../blocks.ts";

const image = { width: 200, height: 100 };

test("a block has every pixel that was touched, and none outside the image", () => {
  assert.deepEqual(blockBetween([50.7, 20.2], [10.1, 5.9], image), { x: 10, y: 5, width: 41, height: 16 });
  assert.deepEqual(blockBetween([-20, 90], [30, 400], image), { x: 0, y: 90, width: 30, height: 10 });
});

test("a click is no block", () => {
  assert.equal(blockBetween([10, 10], [10.5, 10.5], image), null);
  assert.equal(blockBetween([-9, -9], [-2, -2], image), null);
});

test("a strip grows along its edge and leaves what was drawn", () => {
  const drawn = { x: 10, y: 10, width: 20, height: 20 };
  const once = withStrip([drawn], "bottom", image);
  const twice = withStrip(once, "bottom", image);
  assert.deepEqual(once, [drawn, { x: 0, y: 97, width: 200, height: 3, label: "bottom" }]);
  assert.deepEqual(twice, [drawn, { x: 0, y: 94, width: 200, height: 6, label: "bottom" }]);
  assert.deepEqual(withStrip([], "right", image), [{ x: 194, y: 0, width: 6, height: 100, label: "right" }]);
});
