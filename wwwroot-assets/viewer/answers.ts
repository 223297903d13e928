import type { Outgoing, Reply } from "./outbox.ts";
import { sameValue, type Question, type Value } from "./questions.ts";

/** An answer as it stands. */
export interface Given {
  readonly value: Value;
  readonly version: number;
}

/** What a reader has answered at each place: as this window knows it, and as the server is known to have it. */
export class Answers {
  private readonly known = new Map<string, Given>();
  private readonly stored = new Map<string, Given>();

  private readonly questions: readonly Question[];

  constructor(questions: readonly Question[], places: readonly { readonly id: string; readonly answers: Readonly<Record<string, Given>> }[]) {
    this.questions = questions;
    for (const place of places)
      for (const [question, given] of Object.entries(place.answers)) {
        this.known.set(key(place.id, question), given);
        this.stored.set(key(place.id, question), given);
      }
  }

  /** Undefined where nothing is answered yet. */
  of(place: string, question: string): Given | undefined {
    return this.known.get(key(place, question));
  }

  has(place: string, question: Question): boolean {
    return this.known.has(key(place, question.id));
  }

  /** Every required question is answered; of the image alone only, where asked for those. */
  isDone(place: string, which: (question: Question) => boolean = () => true): boolean {
    return this.questions.every(question => !question.isRequired || !which(question) || this.has(place, question));
  }

  /** Says something; false when it is what stands already. */
  say(place: string, question: string, value: Value): boolean {
    const before = this.of(place, question);
    if (before && sameValue(before.value, value)) return false;
    this.known.set(key(place, question), { value, version: (before?.version ?? 0) + 1 });
    return true;
  }

  /** An answer of an earlier visit that has not reached the server yet. */
  restore(outgoing: Outgoing): void {
    this.known.set(key(outgoing.slot, outgoing.question), { value: outgoing.value, version: outgoing.expectedVersion + 1 });
  }

  /** What the server replied decides what stands. */
  settle(outgoing: Outgoing, reply: Reply): void {
    const at = key(outgoing.slot, outgoing.question);
    if (reply.kind === "saved") this.stored.set(at, { value: outgoing.value, version: reply.version });
    if (reply.kind === "conflict" && reply.answered) this.stored.set(at, { value: reply.value, version: reply.version });
    if (reply.kind !== "conflict" && reply.kind !== "refused") return;
    const stands = this.stored.get(at);
    if (stands) this.known.set(at, stands);
    else this.known.delete(at);
  }
}

function key(place: string, question: string): string {
  return `${place}/${question}`;
}
