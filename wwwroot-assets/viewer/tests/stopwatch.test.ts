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
  assert.equal(watch.read().activeMilliseconds, 4000 + 1000 + 500);
});

test("a new case starts from zero", () => {
  let now = 10;
  const watch = new Stopwatch(() => now);
  now = 900;
  watch.restart();
  now = 1000;
  assert.deepEqual(watch.read(), { activeMilliseconds: 100, mapMilliseconds: 0 });
});

test("a pause does not count, and the map counts only while it is seen", () => {
  let now = 0;
  const watch = new Stopwatch(() => now);
  now = 300;
  watch.setMapShown(true);
  now = 1000;
  watch.setPaused(true);
  now = 60_000;
  watch.setPaused(false);
  now = 60_200;
  watch.setMapShown(false);
  now = 60_300;
  assert.deepEqual(watch.read(), { activeMilliseconds: 1300, mapMilliseconds: 900 });
});
