import type { Value } from "./questions.ts";
import type { Screen, Viewport } from "./viewing.ts";

/** An answer on its way to the server. The key is made once, so however often it is sent it is stored once. */
export interface Outgoing {
  readonly key: string;
  readonly sequence: number;
  readonly slot: string;
  readonly question: string;
  readonly value: Value;
  readonly expectedVersion: number;
  readonly activeMilliseconds: number;
  readonly mapMilliseconds: number;
  readonly screen: Screen | null;
  readonly view: Viewport | null;
}

export type Reply =
  | { readonly kind: "saved"; readonly version: number }
  | { readonly kind: "conflict"; readonly answered: boolean; readonly value: Value; readonly version: number }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "paused" }
  | { readonly kind: "enough" }
  | { readonly kind: "signed-out" }
  | { readonly kind: "unreachable" };

export interface OutboxPorts {
  readonly storage: Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">;
  readonly send: (answer: Outgoing) => Promise<Reply>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Told after every reply, when the storage already shows its effect. */
  readonly settled: (answer: Outgoing, reply: Reply) => void;
}

const retryAfter = [500, 1000, 2000, 4000, 8000, 15_000];

/**
 * Answers leave in the order they were given and stay in the browser's storage, one entry each, until the server has answered.
 * What a lost line, a paused study or the end of a sitting holds up is retried; a sign-out waits until somebody calls flush again.
 */
export class Outbox {
  private readonly waiting: Outgoing[];
  /** Keys of those that the browser's storage did not take. */
  private readonly loose = new Set<string>();
  private sending: Promise<void> | null = null;

  private readonly prefix: string;
  private readonly ports: OutboxPorts;

  constructor(prefix: string, ports: OutboxPorts) {
    this.prefix = prefix;
    this.ports = ports;
    this.waiting = stored(prefix, ports.storage);
  }

  get pending(): readonly Outgoing[] {
    return this.waiting;
  }

  /** All that waits outlives this window. */
  get isKept(): boolean {
    return !this.waiting.some(answer => this.loose.has(answer.key));
  }

  add(answer: Omit<Outgoing, "sequence">): void {
    const entry = { ...answer, sequence: (this.waiting.at(-1)?.sequence ?? 0) + 1 };
    this.waiting.push(entry);
    this.store(entry);
    void this.flush();
  }

  flush(): Promise<void> {
    return (this.sending ??= this.drain().finally(() => (this.sending = null)));
  }

  /** Storage that is full or forbidden must not keep an answer from leaving: it then lives in this window alone. */
  private store(entry: Outgoing): void {
    try {
      this.ports.storage.setItem(this.prefix + entry.key, JSON.stringify(entry));
    } catch {
      this.loose.add(entry.key);
    }
  }

  private async drain(): Promise<void> {
    let failures = 0;
    for (let first = this.waiting[0]; first !== undefined; first = this.waiting[0]) {
      const reply = await this.ports.send(first);
      const again = reply.kind === "unreachable" || reply.kind === "paused" || reply.kind === "enough";
      if (!again && reply.kind !== "signed-out") this.drop(first, reply);
      this.ports.settled(first, reply);
      if (reply.kind === "signed-out") return;
      if (again) await this.ports.wait(retryAfter[Math.min(failures++, retryAfter.length - 1)] ?? 0);
      else failures = 0;
    }
  }

  /** What was said on top of an answer that did not stand cannot stand either: its author has not seen the current value. */
  private drop(answer: Outgoing, reply: Reply): void {
    const gone = reply.kind === "saved" ? [answer] : this.waiting.filter(other => other.slot === answer.slot && other.question === answer.question);
    for (const each of gone) {
      this.ports.storage.removeItem(this.prefix + each.key);
      this.waiting.splice(this.waiting.indexOf(each), 1);
    }
  }
}

function stored(prefix: string, storage: OutboxPorts["storage"]): Outgoing[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "").filter(key => key.startsWith(prefix));
  return keys.map(key => upToDate(JSON.parse(storage.getItem(key) ?? "") as Outgoing & Earlier)).sort((a, b) => a.sequence - b.sequence);
}

/** How an earlier version of this page kept a rating. */
interface Earlier {
  readonly score?: number | null;
}

function upToDate({ score, ...entry }: Outgoing & Earlier): Outgoing {
  return score === undefined ? entry : { ...entry, value: score, mapMilliseconds: 0, screen: null, view: null };
}
