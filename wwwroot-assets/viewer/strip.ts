import { partOf } from "./part-of.ts";
import type { Texts } from "./texts.ts";

/** What the strip under the images says, besides the question. */
export interface StripState {
  readonly position: number;
  readonly finding: string;
  readonly total: number;
  /** Places that are not done. */
  readonly left: number;
  /** Every required question of this place is answered. */
  readonly done: boolean;
  /** Something is answered at this place, and all of it is confirmed. */
  readonly saved: boolean;
  readonly drawn: boolean;
  /** The map waits for what is to be said of the image alone. */
  readonly awaitsReveal: boolean;
  readonly canReveal: boolean;
  readonly canGoBack: boolean;
  readonly canGoOn: boolean;
  /** Answers that the server has not confirmed. */
  readonly pending: number;
  readonly currentPending: boolean;
  readonly unreachable: boolean;
  /** The server cannot take them now: a pause, the end of a sitting or of the sign-in. */
  readonly held: boolean;
  /** They outlive this window. */
  readonly kept: boolean;
  readonly state: string;
  readonly notice: string;
}

const advanceKey = "studyportal.reading.advance";
const blend = 50;

/** The strip's elements; this only fills in what changes. */
export class Strip {
  private readonly slider: HTMLInputElement;
  private readonly advance: HTMLInputElement;
  private readonly help: HTMLDialogElement;
  private readonly pause: HTMLDialogElement;

  private readonly room: HTMLElement;
  private readonly texts: Texts;

  constructor(room: HTMLElement, texts: Texts) {
    this.room = room;
    this.texts = texts;
    this.slider = this.find("[data-opacity]");
    this.advance = this.find("[data-advance]");
    this.help = this.find("dialog[data-help]");
    this.pause = this.find("dialog[data-pause]");
    this.advance.checked = localStorage.getItem(advanceKey) === "yes";
    this.advance.addEventListener("change", () => localStorage.setItem(advanceKey, this.advance.checked ? "yes" : "no"));
  }

  get advances(): boolean {
    return this.advance.checked;
  }

  onCommand(name: string, run: () => void): void {
    for (const element of this.room.querySelectorAll<HTMLElement>(`[data-command="${name}"]`))
      element.addEventListener("click", () => {
        element.blur();
        run();
      });
  }

  onOpacity(change: (opacity: number) => void): void {
    this.slider.addEventListener("input", () => change(this.readOpacity()));
    this.slider.addEventListener("pointerup", () => this.slider.blur());
  }

  /** Between the map alone and the map laid over the image; returns the new opacity. */
  toggleOverlay(): number {
    this.slider.value = String(this.slider.value === "100" ? blend : 100);
    return this.readOpacity();
  }

  toggleAdvance(): void {
    this.advance.click();
  }

  showHelp(): void {
    this.help.showModal();
  }

  /** Covers the case until the reader comes back. */
  rest(ended: () => void): void {
    this.pause.addEventListener("close", ended, { once: true });
    this.pause.showModal();
  }

  show(state: StripState): void {
    this.find("[data-position]").textContent = `${state.position} / ${state.total}`;
    this.find("[data-finding]").textContent = state.finding;
    this.find("[data-left]").textContent = state.left === 0 ? this.texts.of("allDone") : this.texts.of("left", state.left);
    this.find("[data-saved]").textContent = this.savedText(state);
    this.find("[data-notice]").textContent = state.notice || this.stateText(state.state);
    const reveal = this.find<HTMLButtonElement>("[data-command=reveal]");
    [reveal.hidden, reveal.disabled] = [!state.awaitsReveal, !state.canReveal];
    this.find<HTMLButtonElement>("[data-command=previous]").disabled = !state.canGoBack;
    this.find<HTMLButtonElement>("[data-command=next]").disabled = !state.canGoOn;
    this.room.dataset.drawn = state.drawn ? String(state.position) : "";
    this.room.dataset.saved = state.saved ? "yes" : "no";
    this.room.dataset.done = state.done ? "yes" : "no";
    this.room.dataset.trouble = (state.unreachable || state.held) && state.pending > 0 ? "yes" : "no";
    this.room.dataset.finished = state.left === 0 ? "yes" : "no";
  }

  private readOpacity(): number {
    this.find("[data-opacity-text]").textContent = `${this.slider.value}%`;
    return Number(this.slider.value) / 100;
  }

  private savedText(state: StripState): string {
    if (state.pending > 0 && (state.unreachable || state.held)) return this.texts.of(waitingText(state), state.pending);
    if (state.currentPending) return this.texts.of("saving");
    if (state.pending > 0) return this.texts.of("sending", state.pending);
    return state.saved ? this.texts.of("saved") : "";
  }

  private stateText(state: string): string {
    if (state === "Paused") return this.texts.of("pausedStudy");
    if (state === "Signed") return this.texts.of("signedStudy");
    return state === "Open" ? "" : this.texts.of("closedStudy");
  }

  private find<T extends HTMLElement>(selector: string): T {
    return partOf(this.room, selector);
  }
}

function waitingText({ unreachable, kept }: StripState): string {
  if (!kept) return "onlyHere";
  return unreachable ? "lineLost" : "waitHere";
}
