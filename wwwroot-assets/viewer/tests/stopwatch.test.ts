import assert from "node:assert/strict";
import { test } from "node:test";
import { Stopwatch } from "../stopwatch.ts";

test("interruptions longer than 100 s and hidden pages do not count", () => {
  let now = 0;
  const watch = new Stopwatch(() => now);
  now = 4000;
  watch.touch();
  now = 4000 + 100_001;
  watch.touch();
  now += 1000;
  watch.setVisible(false);
  now += 50_000;
  watch.setVisible(true);
  now += 500;
  assert.equal(watch.read(), 4000 + 1000 + 500);
});

test("a new case starts from zero", () => {
  let now = 10;
  const watch = new Stopwatch(() => now);
  now = 900;
  watch.restart();
  now = 1000;
  assert.equal(watch.read(), 100);
});
