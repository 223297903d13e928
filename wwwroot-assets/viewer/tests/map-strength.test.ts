import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePalette, strength, withoutWeak, type Palette } from "../map-strength.ts";

const diverging = parsePalette("0000ff8080ffffffffff8080ff0000", "0.5");
const rising = parsePalette("000000808080ffffff", "0");

test("strength is the way from the neutral colour, on either side of it", () => {
  const strengths = (palette: Palette): number[] => [...palette.levels.values()].map(level => strength(palette, level));
  assert.deepEqual(strengths(diverging), [1, 0.5, 0, 0.5, 1]);
  assert.deepEqual(strengths(rising), [0, 0.5, 1]);
});

test("only what is weaker than the threshold becomes transparent", () => {
  const map = Uint8Array.from([0, 0, 255, 255, 255, 255, 255, 128, 128]);
  assert.deepEqual([...withoutWeak(map, diverging, 0.6)], [0, 0, 255, 255, 255, 255, 255, 0, 255, 128, 128, 0]);
  assert.deepEqual([3, 7, 11].map(at => withoutWeak(map, diverging, 0)[at]), [255, 255, 255]);
});

test("a colour that the legend does not have is refused", () => {
  assert.throws(() => withoutWeak(Uint8Array.from([1, 2, 3]), diverging, 0), /not in its legend/);
  assert.throws(() => parsePalette("", "0.5"), /names no colours/);
});
