import { Enums } from "./cornerstone.ts";
import type { Pane } from "./pane.ts";
import type { Picture } from "./picture.ts";
import { turned, whole, within, zoomedAt, type View } from "./view.ts";
import type { GrayWindow } from "./window-level.ts";

/** Panels that always show the same part of the same slice in the same window, whichever of them is touched. */
export class LinkedPanes {
  readonly all: readonly Pane[];
  view: View = whole;
  window: GrayWindow = { low: 0, high: 255 };
  inverted = false;
  slice = 0;
  image: Picture | null = null;

  private readonly changed: () => void;
  private told = 0;

  constructor(panes: readonly Pane[], changed: () => void) {
    this.all = panes;
    this.changed = changed;
    for (const pane of panes) this.listen(pane);
  }

  /** Resolves when every panel has drawn this slice of the image, whole and in this window. */
  async show(image: Picture, images: readonly string[], window: GrayWindow, slice: number): Promise<void> {
    this.told++;
    await Promise.all(this.all.map(pane => pane.load(images, image, slice))).finally(() => this.told--);
    [this.image, this.view, this.window, this.inverted, this.slice] = [image, whole, window, false, slice];
    const drawn = Promise.all(this.all.map(pane => pane.drawn()));
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
    this.goTo(Math.min(this.image.slices - 1, Math.max(0, this.slice + slices)));
  }

  /** Shows this slice in every panel. */
  goTo(slice: number): void {
    if (slice === this.slice) return;
    this.slice = slice;
    this.told++;
    const loading = this.all.map(pane => (pane.viewport.getCurrentImageIdIndex() === slice ? null : pane.viewport.setImageIdIndex(slice)));
    void Promise.all(loading).finally(() => this.told--).then(() => this.apply());
  }

  /** What was seen before a change of the panels' size stays in the middle. */
  resize(change: () => void): void {
    this.quietly(change);
    this.apply();
  }

  private apply(): void {
    if (!this.image) return;
    this.quietly(() => {
      for (const pane of this.all) {
        pane.setWindow(this.window, this.inverted);
        pane.setView(this.view);
        pane.viewport.render();
      }
    });
    this.changed();
  }

  private listen(pane: Pane): void {
    pane.element.addEventListener(Enums.Events.CAMERA_MODIFIED, () => this.told > 0 || this.follow(pane));
    pane.element.addEventListener(Enums.Events.VOI_MODIFIED, () => this.told > 0 || this.setWindow(pane.window));
    pane.element.addEventListener(Enums.Events.STACK_NEW_IMAGE, () => this.told > 0 || this.followSlice(pane));
    pane.element.addEventListener("wheel", event => this.wheel(pane, event), { passive: false });
    pane.element.addEventListener("contextmenu", event => event.preventDefault());
    // A touch would come a second time, as a click of a mouse.
    pane.element.addEventListener("touchend", event => event.cancelable && event.preventDefault());
  }

  /** A panel without a size, such as one that is not shown, has no view. */
  private follow(pane: Pane): void {
    const view = pane.view(this.view.rotation);
    if (this.image && Number.isFinite(view.zoom + view.x + view.y)) this.setView(view);
  }

  private followSlice(pane: Pane): void {
    this.goTo(pane.viewport.getCurrentImageIdIndex());
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
  private quietly(action: () => void): void {
    this.told++;
    try {
      action();
    } finally {
      this.told--;
    }
  }
}
