import { ServerRefusal, type Server } from "./server.ts";
import type { Texts } from "./texts.ts";
import { screenNow } from "./viewing.ts";

/** Shades of the ramp, black to white. */
const steps = 18;

/** Asks, before the first case, whether the screen shows the darkest and the brightest steps, and keeps the answer with its size. */
export class DisplayCheck {
  private stored = false;

  private readonly dialog: HTMLDialogElement;
  private readonly server: Server;
  private readonly texts: Texts;

  constructor(room: HTMLElement, server: Server, texts: Texts) {
    const dialog = room.querySelector<HTMLDialogElement>("dialog[data-display-check]");
    if (!dialog) throw new Error("The reading page lacks its display check.");
    this.dialog = dialog;
    this.server = server;
    this.texts = texts;
  }

  /** Resolves when the answer is stored. */
  run(): Promise<void> {
    this.paintRamp();
    const size = this.dialog.querySelector("[data-size]");
    if (size) size.textContent = this.texts.of("windowSize", innerWidth, innerHeight, Math.round(devicePixelRatio * 100) / 100);
    this.dialog.addEventListener("cancel", event => event.preventDefault());
    // Browsers close a dialog at the second Escape whatever the page says.
    this.dialog.addEventListener("close", () => this.stored || this.dialog.showModal());
    this.dialog.showModal();
    return new Promise(resolve => this.dialog.querySelector("form")?.addEventListener("submit", event => {
      event.preventDefault();
      void this.store(resolve);
    }));
  }

  private async store(done: () => void): Promise<void> {
    const sees = (name: string): boolean => this.dialog.querySelector<HTMLInputElement>(`input[name=${name}]`)?.checked ?? false;
    try {
      await this.server.checkDisplay({ screen: screenNow(), seesDark: sees("dark"), seesBright: sees("bright") });
      this.stored = true;
      this.dialog.close();
      done();
    } catch (failure) {
      const status = this.dialog.querySelector("[role=status]");
      if (status) status.textContent = this.texts.of(failure instanceof ServerRefusal && failure.status === 401 ? "signedOutHere" : "checkNotStored");
    }
  }

  /** The first field holds a square of 5% on black, the last one of 95% on white. */
  private paintRamp(): void {
    const canvas = this.dialog.querySelector("canvas");
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const width = canvas.width / steps;
    for (let step = 0; step < steps; step++) {
      context.fillStyle = gray(step / (steps - 1));
      context.fillRect(step * width, 0, width + 1, canvas.height);
    }
    const side = Math.min(width, canvas.height) / 2;
    const top = (canvas.height - side) / 2;
    context.fillStyle = gray(0.05);
    context.fillRect((width - side) / 2, top, side, side);
    context.fillStyle = gray(0.95);
    context.fillRect(canvas.width - (width + side) / 2, top, side, side);
  }
}

function gray(share: number): string {
  const shade = Math.round(255 * share);
  return `rgb(${shade} ${shade} ${shade})`;
}
