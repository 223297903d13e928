import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Flicker } from "../flicker.ts";

function changesInOneSecond(calm: boolean): number {
  mock.timers.enable({ apis: ["setInterval"] });
  let changes = 0;
  const flicker = new Flicker(() => changes++, () => calm);
  flicker.toggle();
  mock.timers.tick(1000);
  mock.timers.reset();
  return changes;
}

test("two flashes a second, never three, and far fewer with a wish for less motion", () => {
  assert.equal(changesInOneSecond(false), 4);
  assert.equal(changesInOneSecond(true), 0);
});

test("a flicker that ends leaves the map shown", () => {
  mock.timers.enable({ apis: ["setInterval"] });
  let hidden = false;
  const flicker = new Flicker(now => (hidden = now), () => false);
  flicker.toggle();
  mock.timers.tick(250);
  assert.equal(hidden, true);
  flicker.toggle();
  assert.equal(hidden, false);
  mock.timers.tick(1000);
  assert.equal(hidden, false);
  mock.timers.reset();
});
