import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf } from "../keys.ts";

const key = (name: string, held: object = {}) => commandOf({ key: name, ctrlKey: false, altKey: false, metaKey: false, ...held });

test("the digits 0 to 5 rate, and 0 is a rating like the others", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5].map(score => key(String(score))), [0, 1, 2, 3, 4, 5].map(score => ({ kind: "rate", score })));
});

test("space, enter, 6 and the empty key never rate", () => {
  for (const name of [" ", "Enter", "6", "9", "", "-", "01"]) assert.notEqual(key(name)?.kind, "rate");
});

test("keys held with Ctrl, Alt or Meta belong to the browser", () => {
  for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }]) assert.equal(key("1", held), null);
});

test("the viewer's keys change how the case is seen, and none of them rates", () => {
  const meanings = Object.entries({
    i: "invert", "[": "rotate-left", "]": "rotate-right", w: "auto-window", f: "flicker", l: "layout", ArrowUp: "slice-back", ArrowDown: "slice-on",
    "+": "zoom-in", "-": "zoom-out", z: "undo", y: "redo", Delete: "remove-mark",
  });
  for (const [name, kind] of meanings) assert.equal(key(name)?.kind, kind);
});
