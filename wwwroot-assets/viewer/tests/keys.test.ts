import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf, keysFor, ownKeyOf } from "../keys.ts";

const digits = ["0", "1", "2", "3", "4", "5"];
const usual = new Map<string, string>();
const key = (name: string, own: ReadonlyMap<string, string> = usual, held: object = {}) =>
  commandOf({ key: name, ctrlKey: false, altKey: false, metaKey: false, ...held }, digits, own);

test("the digits 0 to 5 answer, and 0 is an answer like the others", () => {
  assert.deepEqual(digits.map(digit => key(digit)), digits.map((_, option) => ({ kind: "answer", option })));
});

test("space, enter, 6 and the empty key never answer", () => {
  for (const name of [" ", "Enter", "6", "9", "", "01"]) assert.notEqual(key(name)?.kind, "answer");
});

test("space and enter never answer even where they were mapped to a score", () => {
  for (const name of [" ", "enter"]) assert.notEqual(key(name, new Map([[name, "0"]]))?.kind, "answer");
});

test("keys held with Ctrl, Alt or Meta belong to the browser", () => {
  for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }]) assert.equal(key("1", usual, held), null);
});

test("a reader's own key stands for the usual one, which then means nothing", () => {
  const own = new Map([["q", "0"], ["w", "1"]]);
  assert.deepEqual([key("q", own), key("W", own), key("0", own), key("2", own)], [
    { kind: "answer", option: 0 }, { kind: "answer", option: 1 }, null, { kind: "answer", option: 2 }]);
  assert.deepEqual([ownKeyOf("0", own), ownKeyOf("2", own)], ["q", "2"]);
});

test("two keys can be exchanged", () => {
  const own = new Map([["5", "0"], ["0", "5"]]);
  assert.deepEqual([key("5", own), key("0", own)], [{ kind: "answer", option: 0 }, { kind: "answer", option: 5 }]);
});

test("keys chosen for another study turn no score into another one", () => {
  const own = new Map([["5", "0"], ["4", "x"], ["k", "n"]]);
  assert.deepEqual(digits.map(digit => key(digit, own)), digits.map((_, option) => ({ kind: "answer", option })));
  assert.deepEqual(digits.map(digit => ownKeyOf(digit, keysFor(digits, own))), digits);
  assert.deepEqual([key("x", own), key("k", own)], [{ kind: "cannot-judge" }, { kind: "next-unrated" }]);
});

test("a key that is freed again stands for itself, however long the chain", () => {
  assert.deepEqual(digits.map(digit => key(digit, new Map([["5", "0"], ["0", "3"], ["3", "q"]]))), digits.map((_, option) => ({ kind: "answer", option })));
});

test("the viewer's keys change how the case is seen, and none of them rates", () => {
  const meanings = Object.entries({
    i: "invert", "[": "rotate-left", "]": "rotate-right", w: "auto-window", f: "flicker", l: "layout", ArrowUp: "slice-back", ArrowDown: "slice-on",
    "+": "zoom-in", "-": "zoom-out", z: "undo", y: "redo", Delete: "remove-mark",
  });
  for (const [name, kind] of meanings) assert.equal(key(name)?.kind, kind);
});
