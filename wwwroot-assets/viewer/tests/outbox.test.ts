import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox, type Outgoing, type Reply } from "../outbox.ts";

class Drawer {
  readonly entries = new Map<string, string>();
  get length(): number { return this.entries.size; }
  key(index: number): string | null { return [...this.entries.keys()][index] ?? null; }
  getItem(key: string): string | null { return this.entries.get(key) ?? null; }
  setItem(key: string, value: string): void { this.entries.set(key, value); }
  removeItem(key: string): void { this.entries.delete(key); }
}

const rating = (key: string, slot: string, value: number | null, expectedVersion = 0, question = "q") =>
  ({ key, slot, question, value, expectedVersion, activeMilliseconds: 1, mapMilliseconds: 1, screen: null, view: null });

function outbox(drawer: Drawer, replies: (rating: Outgoing, attempt: number) => Reply) {
  const sent: string[] = [];
  const settled: string[] = [];
  const box = new Outbox("unsaved.", {
    storage: drawer,
    send: rating => { sent.push(rating.key); return Promise.resolve(replies(rating, sent.length)); },
    wait: () => Promise.resolve(),
    settled: (rating, reply) => settled.push(`${rating.key} ${reply.kind} ${drawer.length}`),
  });
  return { box, sent, settled };
}

test("while the line is down ratings are kept, and once it is back each is sent in order with its own key", async () => {
  const drawer = new Drawer();
  const { box, sent, settled } = outbox(drawer, (_, attempt) => (attempt <= 3 ? { kind: "unreachable" } : { kind: "saved", version: 1 }));
  for (const [index, key] of ["a", "b", "c", "d", "e"].entries()) box.add(rating(key, `s${index}`, 0));
  assert.equal(drawer.length, 5);
  await box.flush();
  assert.deepEqual(sent, ["a", "a", "a", "a", "b", "c", "d", "e"]);
  assert.deepEqual(settled.slice(3), ["a saved 4", "b saved 3", "c saved 2", "d saved 1", "e saved 0"]);
});

test("a reload finds what was not confirmed, and only that", async () => {
  const drawer = new Drawer();
  drawer.setItem("other", "thing");
  const before = outbox(drawer, () => ({ kind: "signed-out" }));
  before.box.add(rating("a", "s1", 0));
  before.box.add(rating("b", "s2", null));
  await before.box.flush();
  const after = outbox(drawer, () => ({ kind: "saved", version: 1 }));
  assert.deepEqual(after.box.pending.map(({ key, value }) => [key, value]), [["a", 0], ["b", null]]);
  await after.box.flush();
  assert.deepEqual([...drawer.entries.keys()], ["other"]);
});

test("a rating that an earlier version of the page left behind is sent like any other", async () => {
  const drawer = new Drawer();
  drawer.setItem("unsaved.a", JSON.stringify({ key: "a", sequence: 1, slot: "s1", question: "q", score: 0, expectedVersion: 0, activeMilliseconds: 5 }));
  const { box } = outbox(drawer, () => ({ kind: "signed-out" }));
  assert.deepEqual(box.pending, [{ key: "a", sequence: 1, slot: "s1", question: "q", value: 0, expectedVersion: 0, activeMilliseconds: 5, mapMilliseconds: 0, screen: null, view: null }]);
});

test("an answer on top of a conflict is dropped with it, answers to other questions and cases are not", async () => {
  const drawer = new Drawer();
  const { box, sent } = outbox(drawer, entry =>
    entry.key === "a" ? { kind: "conflict", answered: true, value: 2, version: 4 } : { kind: "saved", version: 1 });
  box.add(rating("a", "s1", 3));
  box.add(rating("b", "s1", 4, 1));
  box.add(rating("c", "s2", 5));
  box.add(rating("d", "s1", 5, 0, "other"));
  await box.flush();
  assert.deepEqual(sent, ["a", "c", "d"]);
  assert.equal(drawer.length, 0);
});

for (const kind of ["paused", "enough"] as const)
  test(`a rating that has to wait (${kind}) is kept and sent again, not dropped`, async () => {
    const drawer = new Drawer();
    const { box, settled } = outbox(drawer, (_, attempt) => (attempt <= 2 ? { kind } : { kind: "saved", version: 1 }));
    box.add(rating("a", "s1", 4));
    await box.flush();
    assert.deepEqual(settled, [`a ${kind} 1`, `a ${kind} 1`, "a saved 0"]);
  });

test("a browser without storage sends all the same", async () => {
  const drawer = new Drawer();
  drawer.setItem = () => { throw new Error("QuotaExceededError"); };
  const { box, sent } = outbox(drawer, () => ({ kind: "saved", version: 1 }));
  box.add(rating("a", "s1", 4));
  await box.flush();
  assert.deepEqual([sent, box.pending], [["a"], []]);
});
