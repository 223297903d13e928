import assert from "node:assert/strict";
import { test } from "node:test";
import { Answers } from "../answers.ts";
import { Asking } from "../asking.ts";
import type { Question } from "../questions.ts";
import type { Place, Session } from "../server.ts";

const question = (id: string, more: Partial<Question> = {}): Question =>
  ({ id, prompt: id, form: { kind: "yes-no" }, isRequired: true, allowsCannotJudge: true, ofImageAlone: false, keys: ["1", "0"], ...more });
const place = (id: string, more: Partial<Place> = {}): Place => ({ id, finding: "", withdrawn: false, revealed: true, answers: {}, window: { low: 0, high: 255 }, hounsfield: null, slice: 0, session: 1, ...more });

function sitting(more: Partial<Session> = {}, now?: () => number) {
  const session: Session = {
    reader: "", state: "Open", allowsChanges: true, position: 1, furthest: 1, questions: [question("a"), question("b", { isRequired: false })],
    places: [place("p1"), place("p2"), place("p3")], displayCheckDue: false, maxPerSitting: null, breakAfterMinutes: null, sitting: { rated: 0, leftMilliseconds: 0, breakMilliseconds: 100 }, keys: {}, token: "", ...more,
  };
  const answers = new Answers(session.questions, session.places);
  return { session, answers, asking: new Asking(session, answers, now) };
}

test("a place is done when its required questions are answered, whatever the optional ones", () => {
  const { answers } = sitting();
  answers.say("p1", "b", true);
  assert.equal(answers.isDone("p1"), false);
  answers.say("p1", "a", null);
  assert.equal(answers.isDone("p1"), true);
});

test("before the map only the questions of the image alone are open, after it only the others", () => {
  const { session, asking } = sitting({ questions: [question("mark", { ofImageAlone: true }), question("rate")], places: [place("p1", { revealed: false })] });
  const open = () => session.questions.map(each => asking.isOpen(each, session.places[0]!, 0));
  assert.deepEqual(open(), [true, false]);
  assert.equal(asking.canReveal("p1"), false);
  asking.reveal("p1");
  assert.deepEqual(open(), [false, true]);
});

test("where nothing may be changed, a case that the reader has left is open only where it was not answered", () => {
  const { session, answers, asking } = sitting({ allowsChanges: false });
  answers.say("p1", "a", true);
  assert.equal(asking.isOpen(session.questions[0]!, session.places[0]!, 0), true);
  asking.goTo(1);
  assert.equal(asking.isOpen(session.questions[0]!, session.places[0]!, 0), false);
  assert.equal(asking.isOpen(session.questions[1]!, session.places[0]!, 0), true);
  assert.equal(asking.canGoTo(0), false);
});

test("a closed or paused study takes no answers, a withdrawn case none either", () => {
  for (const state of ["Paused", "Closed"]) {
    const { session, asking } = sitting({ state });
    assert.equal(asking.isOpen(session.questions[0]!, session.places[0]!, 0), false);
  }
  const { session, asking } = sitting({ places: [place("p1", { withdrawn: true })] });
  assert.equal(asking.isOpen(session.questions[0]!, session.places[0]!, 0), false);
});

test("the next place that is not done is looked for round the end, and withdrawn ones are passed over", () => {
  const { answers, asking } = sitting({ places: [place("p1"), place("p2", { withdrawn: true }), place("p3")] });
  assert.equal(asking.nextUndone(0), 2);
  answers.say("p3", "a", true);
  assert.equal(asking.nextUndone(0), 0);
  answers.say("p1", "a", true);
  assert.equal(asking.nextUndone(0), undefined);
});

test("what the server says of a conflict stands, and without an answer there nothing does", () => {
  const { answers } = sitting();
  answers.say("p1", "a", true);
  const sent = { key: "", sequence: 1, slot: "p1", question: "a", value: true, expectedVersion: 0, activeMilliseconds: 0, mapMilliseconds: 0, screen: null, view: null };
  answers.settle(sent, { kind: "conflict", answered: true, value: false, version: 3 });
  assert.deepEqual(answers.of("p1", "a"), { value: false, version: 3 });
  answers.settle({ ...sent, question: "b" }, { kind: "refused", reason: "" });
  assert.equal(answers.of("p1", "b"), undefined);
});

test("a sitting that has had enough takes no further place, and every change of those begun", () => {
  const { session, answers, asking } = sitting({ maxPerSitting: 2, sitting: { rated: 1, leftMilliseconds: 50, breakMilliseconds: 100 } });
  const open = (index: number) => asking.isOpen(session.questions[0]!, session.places[index]!, index);
  assert.deepEqual([open(0), open(1)], [true, true]);
  asking.begin("p1");
  answers.say("p1", "a", true);
  assert.deepEqual([open(0), open(1)], [true, false]);
});

test("a sitting is over when the break has lasted since its last new case, and the next one begins from nothing", () => {
  let now = 1000;
  const { session, answers, asking } = sitting({ maxPerSitting: 2, sitting: { rated: 1, leftMilliseconds: 50, breakMilliseconds: 100 } }, () => now);
  const open = (index: number) => asking.isOpen(session.questions[0]!, session.places[index]!, index);
  asking.begin("p1");
  answers.say("p1", "a", true);
  now += 99;
  assert.equal(open(1), false);
  now += 1;
  assert.equal(open(1), true);
  asking.begin("p2");
  answers.say("p2", "a", true);
  assert.equal(open(2), true);
});
