/** What the strip under the images says. */
export interface StripState {
  readonly position: number;
  readonly finding: string;
  readonly total: number;
  /** Places still without a rating. */
  readonly left: number;
  readonly answered: boolean;
  readonly score: number | null;
  readonly rateable: boolean;
  readonly drawn: boolean;
  /** Ratings that the server has not confirmed. */
  readonly pending: number;
  readonly currentPending: boolean;
  readonly unreachable: boolean;
  readonly state: string;
  readonly notice: string;
}

const advanceKey = "studyportal.reading.advance";
const blend = 50;

/** The strip's elements; all texts are in the page, this only fills in what changes. */
export class Strip {
  private readonly buttons: HTMLButtonElement[];
  private readonly slider: HTMLInputElement;
  private readonly advance: HTMLInputElement;
  private readonly help: HTMLDialogElement;

  private readonly room: HTMLElement;

  constructor(room: HTMLElement) {
    this.room = room;
    this.buttons = [...room.querySelectorAll<HTMLButtonElement>("button[data-score]")];
    this.slider = this.find("[data-opacity]");
    this.advance = this.find("[data-advance]");
    this.help = this.find("dialog");
    this.advance.checked = localStorage.getItem(advanceKey) === "yes";
    this.advance.addEventListener("change", () => localStorage.setItem(advanceKey, this.advance.checked ? "yes" : "no"));
  }

  get advances(): boolean {
    return this.advance.checked;
  }

  /** Rating by pointer only: a click that a key made (detail 0) is not a rating. */
  onRate(rate: (score: number | null) => void): void {
    for (const button of this.buttons)
      button.addEventListener("click", event => {
        button.blur();
        if (event.detail > 0) rate(button.dataset.score === "x" ? null : Number(button.dataset.score));
      });
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

  show(state: StripState): void {
    for (const button of this.buttons) {
      const chosen = state.answered && button.dataset.score === (state.score === null ? "x" : String(state.score));
      button.setAttribute("aria-pressed", String(chosen));
      button.disabled = !state.rateable;
    }
    this.find("[data-position]").textContent = `${state.position} / ${state.total}`;
    this.find("[data-finding]").textContent = state.finding;
    this.find("[data-left]").textContent = state.left === 0 ? "All rated. Thank you." : `${state.left} to go`;
    this.find("[data-saved]").textContent = savedText(state);
    this.find("[data-notice]").textContent = state.notice || stateText(state.state);
    this.room.dataset.drawn = state.drawn ? String(state.position) : "";
    this.room.dataset.saved = state.answered && !state.currentPending ? "yes" : "no";
    this.room.dataset.trouble = state.unreachable && state.pending > 0 ? "yes" : "no";
    this.room.dataset.finished = state.left === 0 ? "yes" : "no";
  }

  private readOpacity(): number {
    this.find("[data-opacity-text]").textContent = `${this.slider.value}%`;
    return Number(this.slider.value) / 100;
  }

  private find<T extends HTMLElement>(selector: string): T {
    const element = this.room.querySelector<T>(selector);
    if (!element) throw new Error(`The reading page lacks ${selector}.`);
    return element;
  }
}

function savedText(state: StripState): string {
  if (state.unreachable && state.pending > 0) return `Line lost · ${state.pending} kept here`;
  if (state.currentPending) return "Saving…";
  if (state.pending > 0) return `Sending ${state.pending}…`;
  return state.answered ? "Saved" : "";
}

function stateText(state: string): string {
  if (state === "Paused") return "The study is paused. You can look, but ratings are taken only when it goes on.";
  return state === "Open" ? "" : "The study is closed. Thank you for reading.";
}
