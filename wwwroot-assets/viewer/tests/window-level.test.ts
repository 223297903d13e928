import assert from "node:assert/strict";
import { test } from "node:test";
import type { Picture } from "../picture.ts";
import { Presets } from "../presets.ts";
import { autoWindow, fullWindow } from "../window-level.ts";

function image(bits: 8 | 16, samples: number[]): Picture {
  return { width: samples.length, height: 1, bits, slices: 1, samples: bits === 8 ? Uint8Array.from(samples) : Uint16Array.from(samples) };
}

test("the full window is all of eight bits, and what sixteen bits use", () => {
  assert.deepEqual(fullWindow(image(8, [3, 9])), { low: 0, high: 255 });
  assert.deepEqual(fullWindow(image(16, [272, 32_767, 500])), { low: 272, high: 32_767 });
  assert.deepEqual(fullWindow(image(16, [7, 7])), { low: 7, high: 8 });
});

test("the automatic window leaves out half a percent at either end", () => {
  const ramp = Array.from({ length: 1000 }, (_, index) => 1000 + index);
  assert.deepEqual(autoWindow(image(16, ramp)), { low: 1004, high: 1994 });
  assert.deepEqual(autoWindow(image(8, [5, 5, 5])), { low: 5, high: 6 });
});

test("a case begins with its own window, and a window is known by name", () => {
  const presets = new Presets(image(16, [0, 100, 4000]), { low: 50, high: 900 });
  assert.deepEqual(presets.of("case"), { low: 50, high: 900 });
  assert.deepEqual(presets.of("full"), { low: 0, high: 4000 });
  assert.equal(presets.nameOf({ low: 0, high: 4000 }), "auto");
  assert.equal(presets.nameOf({ low: 50, high: 901 }), null);
  assert.deepEqual(new Presets(image(16, [3, 8]), null).of("case"), { low: 3, high: 8 });
});

test("a CT has its usual windows, in stored values, and is read in Hounsfield units", () => {
  const presets = new Presets(image(16, [0, 1000, 3000]), { low: 864, high: 1264 }, { slope: 0.5, intercept: -1024 });
  assert.deepEqual(presets.of("tissue"), { low: 1728, high: 2528 });
  assert.deepEqual(presets.of("lung"), { low: -652, high: 2348 });
  assert.equal(presets.nameOf(presets.of("bone")), "bone");
  assert.equal(presets.inWords(presets.of("tissue")), "−160…240 HU");
});

test("any other image has no such windows and is read in stored values", () => {
  const presets = new Presets(image(16, [0, 1000, 3000]), { low: -160, high: 240 });
  assert.equal(presets.hasHounsfield, false);
  assert.equal(presets.nameOf({ low: 0, high: 80 }), null);
  assert.equal(presets.inWords({ low: 50, high: 900 }), "50–900");
});
