import assert from "node:assert/strict";
import { test } from "node:test";
import { middleSquare, panned, placement, whole, zoomedAt } from "../view.ts";

const image = { width: 400, height: 200 };
const panel = { width: 800, height: 800 };

test("unzoomed, the whole image fills the panel's shorter fit and is centred", () => {
  assert.deepEqual(placement(whole, image, panel), { scale: 2, left: 0, top: 200 });
});

test("zooming keeps the point under the pointer", () => {
  const zoomed = zoomedAt({ zoom: 2, x: 0.5, y: 0.5 }, 1.7, 500, 420, image, panel);
  const before = placement({ zoom: 2, x: 0.5, y: 0.5 }, image, panel);
  const after = placement(zoomed, image, panel);
  assert.ok(Math.abs((500 - before.left) / before.scale - (500 - after.left) / after.scale) < 1e-9);
  assert.ok(Math.abs((420 - before.top) / before.scale - (420 - after.top) / after.scale) < 1e-9);
});

test("nobody zooms out beyond the whole image or pans it away", () => {
  assert.deepEqual(zoomedAt(whole, 0.1, 10, 10, image, panel), whole);
  const far = panned({ zoom: 2, x: 0.5, y: 0.5 }, 1e6, -1e6, image, panel);
  assert.deepEqual(far, { zoom: 2, x: 0.25, y: 0.75 });
});

test("a model sees the middle square", () => {
  assert.deepEqual(middleSquare(image), { left: 100, top: 0, side: 200 });
});
