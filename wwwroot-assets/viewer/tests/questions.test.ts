import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, isChosen, parseNumber, type Form } from "../questions.ts";

const scale: Form = { kind: "scale", lowest: -1, highest: 1, points: [-1, 0, 1].map(score => ({ score, text: "", example: null })) };

test("an option of a scale says its score, of yes and no the first is yes", () => {
  assert.deepEqual([0, 1, 2].map(option => choose(scale, option, undefined)), [-1, 0, 1]);
  assert.deepEqual([choose({ kind: "yes-no" }, 0, undefined), choose({ kind: "yes-no" }, 1, undefined)], [true, false]);
});

test("0 is chosen only where it was said, not where nothing was said", () => {
  assert.deepEqual([isChosen(scale, 1, 0), isChosen(scale, 1, undefined), isChosen(scale, 1, null)], [true, false, false]);
});

test("several choices are added and taken away, in rising order", () => {
  const several: Form = { kind: "choice", texts: ["a", "b", "c"], several: true };
  assert.deepEqual(choose(several, 0, choose(several, 2, undefined)), [0, 2]);
  assert.deepEqual(choose(several, 2, [0, 2]), [0]);
});

test("a number is read with point or comma and kept within its bounds", () => {
  const millimetres = { kind: "number", lowest: 0, highest: 50, unit: "mm" } as const;
  assert.deepEqual(["2,5", " 7 ", "0", "-1", "51", "", " ", "abc", "1e999"].map(text => parseNumber(millimetres, text)), [2.5, 7, 0, null, null, null, null, null, null]);
});
