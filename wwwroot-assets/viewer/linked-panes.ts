import { Enums } from "./cornerstone.ts";
import type { Pane } from "./pane.ts";
import type { Picture } from "./picture.ts";
import { turned, whole, within, zoomedAt, type View } from "./view.ts";
import type { GrayWindow } from "./window-level.ts";

/** Panels that always show the same part of the same slice in the same window, whichever of them is touched. */
export class LinkedPanes {
  view: View = whole;
  window: GrayWindow = { low: 0, high: 255 };
  inverted = false;
  slice = 0;
  image: Picture | null = null;

  private readonly panes: readonly Pane[];
  private readonly changed: () => void;
  private applying = false;

  constructor(panes: readonly Pane[], changed: () => void) {
    this.panes = panes;
    this.changed = changed;
    for (const pane of panes) this.listen(pane);
  }

  /** Resolves when every panel has drawn this image, from its first slice, whole and in this window. */
  async show(image: Picture, images: readonly string[], window: GrayWindow): Promise<void> {
    await this.quietly(() => Promise.all(this.panes.map(pane => pane.load(images, image, 0))));
    [this.image, this.view, this.window, this.inverted, this.slice] = [image, whole, window, false, 0];
    const drawn = Promise.all(this.panes.map(pane => pane.drawn()));
    this.apply();
    await drawn;
  }

  setView(view: View): void {
    this.view = within(view);
    this.apply();
  }

  setWindow(window: GrayWindow, inverted = this.inverted): void {
    [this.window, this.inverted] = [window, inverted];
    this.apply();
  }

  /** Whole and upright; the window is not touched. */
  reset(): void {
    this.setView(whole);
  }

  rotate(degrees: number): void {
    this.setView(turned(this.view, degrees));
  }

  zoom(factor: number): void {
    this.setView(zoomedAt(this.view, factor, this.view.x, this.view.y));
  }

  scroll(slices: number): void {
    if (!this.image) return;
    const slice = Math.min(this.image.slices - 1, Math.max(0, this.slice + slices));
    if (slice !== this.slice) this.goTo(slice);
  }

  /** After a change of the panels' size: what was seen stays in the middle. */
  apply(): void {
    if (!this.image) return;
    void this.quietly(() => {
      for (const pane of this.panes) {
        pane.setWindow(this.window, this.inverted);
        pane.setView(this.view);
        pane.viewport.render();
      }
    });
    this.changed();
  }

  private goTo(slice: number): void {
    this.slice = slice;
    const loading = this.panes.map(pane => (pane.viewport.getCurrentImageIdIndex() === slice ? null : pane.viewport.setImageIdIndex(slice)));
    void Promise.all(loading).then(() => this.apply());
  }

  private listen(pane: Pane): void {
    pane.element.addEventListener(Enums.Events.CAMERA_MODIFIED, () => this.applying || this.follow(pane));
    pane.element.addEventListener(Enums.Events.VOI_MODIFIED, () => this.applying || this.setWindow(pane.window));
    pane.element.addEventListener(Enums.Events.STACK_NEW_IMAGE, () => this.applying || this.followSlice(pane));
    pane.element.addEventListener("wheel", event => this.wheel(pane, event), { passive: false });
    pane.element.addEventListener("contextmenu", event => event.preventDefault());
  }

  private follow(pane: Pane): void {
    if (this.image) this.setView(pane.view(this.view.rotation));
  }

  private followSlice(pane: Pane): void {
    const slice = pane.viewport.getCurrentImageIdIndex();
    if (slice !== this.slice) this.goTo(slice);
  }

  /** Through a stack; into an image without slices, or with Ctrl. */
  private wheel(pane: Pane, event: WheelEvent): void {
    event.preventDefault();
    if (!this.image) return;
    if (this.image.slices > 1 && !event.ctrlKey) return this.scroll(Math.sign(event.deltaY));
    const box = pane.element.getBoundingClientRect();
    const [x, y] = pane.onImage(event.clientX - box.left, event.clientY - box.top);
    this.setView(zoomedAt(this.view, Math.exp(-event.deltaY / 500), x / this.image.width, y / this.image.height));
  }

  /** What Cornerstone reports while it does as it was told is no wish of the reader. */
  private async quietly(action: () => unknown): Promise<void> {
    this.applying = true;
    try {
      await action();
    } finally {
      this.applying = false;
    }
  }
}
