import type { Given } from "./answers.ts";
import type { Outgoing, Reply } from "./outbox.ts";
import { parsePicture, type Picture } from "./picture.ts";
import type { Presentation } from "./presets.ts";
import type { Question, Value } from "./questions.ts";
import type { ToldSitting } from "./sitting.ts";
import type { Screen } from "./viewing.ts";

export interface Place extends Presentation {
  readonly id: string;
  /** The label that the map explains. */
  readonly finding: string;
  readonly withdrawn: boolean;
  /** The map may be seen. */
  readonly revealed: boolean;
  /** By question. */
  readonly answers: Readonly<Record<string, Given>>;
  /** The sitting that it is meant for, from 1. */
  readonly session: number;
}

export interface Session {
  readonly reader: string;
  readonly state: string;
  readonly allowsChanges: boolean;
  readonly position: number;
  readonly furthest: number;
  readonly questions: readonly Question[];
  readonly places: readonly Place[];
  readonly displayCheckDue: boolean;
  /** Places that may be begun in one sitting; null without a limit. */
  readonly maxPerSitting: number | null;
  readonly breakAfterMinutes: number | null;
  readonly sitting: ToldSitting;
  /** By the key that is meant, the one that the reader presses for it. */
  readonly keys: Readonly<Record<string, string>>;
  readonly token: string;
}

/** The server's answer was not a picture or a session: its status tells why. */
export class ServerRefusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The server answered ${status}.`);
    this.status = status;
  }
}

/** A line or a server that keeps silent longer than this, in milliseconds, is as good as lost: what was to be sent is sent again. */
const patience = 20_000;

/** The reading endpoints of one study. */
export class Server {
  private token = "";

  private readonly study: string;

  constructor(study: string) {
    this.study = study;
  }

  async session(): Promise<Session> {
    const session = (await (await this.get(`/reading/studies/${this.study}/session`)).json()) as Session;
    this.token = session.token;
    return session;
  }

  async image(slot: string): Promise<Picture> {
    return parsePicture(await (await this.get(`/reading/slots/${slot}/pixels`)).arrayBuffer());
  }

  async map(slot: string): Promise<Picture> {
    return parsePicture(await (await this.get(`/reading/slots/${slot}/map`)).arrayBuffer());
  }

  /** Remembers the place; when that fails, the next one shown remembers itself. */
  async shown(slot: string): Promise<void> {
    await this.post(`/reading/slots/${slot}/shown`, null).catch(() => undefined);
  }

  /** Locks what was said of the image alone. Throws when the server cannot be asked or does not let the map be seen yet. */
  async reveal(slot: string): Promise<void> {
    await this.ask(`/reading/slots/${slot}/reveal`, null);
  }

  async checkDisplay(check: { screen: Screen; seesDark: boolean; seesBright: boolean }): Promise<void> {
    await this.ask(`/reading/studies/${this.study}/display-check`, check);
  }

  async saveKeys(keys: Readonly<Record<string, string>>): Promise<void> {
    await this.ask("/reading/keys", { keys });
  }

  exampleOf(question: string, score: number): string {
    return `/reading/studies/${this.study}/questions/${question}/examples/${score}`;
  }

  async send(answer: Outgoing): Promise<Reply> {
    try {
      const { slot, sequence: _, value, ...rest } = answer;
      return await replyOf(await this.post(`/reading/slots/${slot}/answers`, { ...rest, value, cannotJudge: value === null }));
    } catch {
      return { kind: "unreachable" };
    }
  }

  private async get(path: string): Promise<Response> {
    const response = await fetch(path, { credentials: "same-origin" });
    if (!response.ok) throw new ServerRefusal(response.status);
    return response;
  }

  private async ask(path: string, body: object | null): Promise<void> {
    const response = await this.post(path, body);
    if (!response.ok) throw new ServerRefusal(response.status);
  }

  private post(path: string, body: object | null): Promise<Response> {
    const headers = { "Content-Type": "application/json", RequestVerificationToken: this.token };
    return fetch(path, { method: "POST", credentials: "same-origin", headers, body: JSON.stringify(body ?? {}), signal: AbortSignal.timeout(patience) });
  }
}

async function replyOf(response: Response): Promise<Reply> {
  if (response.ok) return { kind: "saved", ...((await response.json()) as { version: number }) };
  if (response.status === 401 || (await isForeignToken(response))) return { kind: "signed-out" };
  if (response.status === 423) return { kind: ((await response.json()) as { why: "paused" | "enough" }).why };
  if (response.status === 409) return { kind: "conflict", ...((await response.json()) as { answered: boolean; value: Value; version: number }) };
  if (response.status === 403) return { kind: "refused", reason: ((await response.json()) as { reason: string }).reason };
  if (response.status >= 500 || response.status === 429) return { kind: "unreachable" };
  // What else the server says is meant for programmers.
  return { kind: "refused", reason: "" };
}

/** Refused before it was read: somebody else has signed in in this browser since the page was loaded. */
async function isForeignToken(response: Response): Promise<boolean> {
  return response.status === 400 && (await response.clone().text()).includes("antiforgery token");
}
