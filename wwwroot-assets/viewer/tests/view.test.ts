import assert from "node:assert/strict";
import { test } from "node:test";
import { fitHalfHeight, middleSquare, turned, whole, within, zoomedAt } from "../view.ts";

const image = { width: 400, height: 200 };

test("unzoomed, the whole image fits the panel, also when it is turned", () => {
  assert.equal(fitHalfHeight(image, 0, { width: 800, height: 800 }), 200);
  assert.equal(fitHalfHeight(image, 0, { width: 1600, height: 400 }), 100);
  assert.equal(fitHalfHeight(image, 90, { width: 800, height: 800 }), 200);
  assert.equal(fitHalfHeight(image, 270, { width: 1600, height: 400 }), 200);
});

test("zooming keeps the point under the pointer", () => {
  const before = { zoom: 2, x: 0.5, y: 0.5, rotation: 0 };
  const after = zoomedAt(before, 1.7, 0.6, 0.45);
  assert.equal(after.zoom, 3.4);
  assert.ok(Math.abs((0.6 - before.x) * before.zoom - (0.6 - after.x) * after.zoom) < 1e-9);
  assert.ok(Math.abs((0.45 - before.y) * before.zoom - (0.45 - after.y) * after.zoom) < 1e-9);
});

test("nobody zooms out beyond the whole image or pans it away", () => {
  assert.deepEqual(zoomedAt(whole, 0.1, 0.1, 0.1), whole);
  assert.deepEqual(within({ zoom: 2, x: -9, y: 9, rotation: 90 }), { zoom: 2, x: 0.25, y: 0.75, rotation: 90 });
  assert.equal(within({ ...whole, zoom: 1000 }).zoom, 16);
});

test("turning goes round", () => {
  assert.deepEqual([turned(whole, -90).rotation, turned(turned(whole, 270), 90).rotation], [270, 0]);
});

test("a model sees the middle square", () => {
  assert.deepEqual(middleSquare(image), { left: 100, top: 0, side: 200 });
});
