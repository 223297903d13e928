import type { Outgoing, Reply } from "./outbox.ts";
import { parsePicture, type Picture } from "./picture.ts";

export interface Place {
  readonly id: string;
  /** The label that the map explains. */
  readonly finding: string;
  readonly withdrawn: boolean;
  readonly answered: boolean;
  readonly score: number | null;
  readonly version: number;
  /** The stored values that the case itself shows as black and as white. */
  readonly window: { readonly low: number; readonly high: number };
  /** Of the device that made the image; empty when its source does not say. */
  readonly modality: string;
}

export interface Session {
  readonly reader: string;
  readonly state: string;
  readonly position: number;
  readonly question: string;
  readonly places: readonly Place[];
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

  async send(rating: Outgoing): Promise<Reply> {
    try {
      const response = await this.post(`/reading/slots/${rating.slot}/answers`, {
        question: rating.question,
        key: rating.key,
        expectedVersion: rating.expectedVersion,
        score: rating.score,
        cannotJudge: rating.score === null,
        activeMilliseconds: rating.activeMilliseconds,
      });
      return await replyOf(response);
    } catch {
      return { kind: "unreachable" };
    }
  }

  private async get(path: string): Promise<Response> {
    const response = await fetch(path, { credentials: "same-origin" });
    if (!response.ok) throw new ServerRefusal(response.status);
    return response;
  }

  private post(path: string, body: object | null): Promise<Response> {
    const headers = { "Content-Type": "application/json", RequestVerificationToken: this.token };
    return fetch(path, { method: "POST", credentials: "same-origin", headers, body: JSON.stringify(body ?? {}) });
  }
}

async function replyOf(response: Response): Promise<Reply> {
  if (response.ok) return { kind: "saved", ...((await response.json()) as { version: number }) };
  if (response.status === 401 || (await isForeignToken(response))) return { kind: "signed-out" };
  if (response.status === 423) return { kind: "paused" };
  if (response.status === 409) return { kind: "conflict", ...((await response.json()) as { answered: boolean; score: number | null; version: number }) };
  if (response.status === 403) return { kind: "refused", reason: ((await response.json()) as { reason: string }).reason };
  if (response.status >= 500 || response.status === 429) return { kind: "unreachable" };
  return { kind: "refused", reason: `The server did not take this rating (${response.status}). Reload the page and rate the case again.` };
}

/** Refused before it was read: somebody else has signed in in this browser since the page was loaded. */
async function isForeignToken(response: Response): Promise<boolean> {
  return response.status === 400 && (await response.clone().text()).includes("antiforgery token");
}
