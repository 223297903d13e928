import { canvasOf, type Ready } from "./pictures.ts";
import { middleSquare, panned, placement, whole, zoomedAt, type Size, type View } from "./view.ts";
import { dragged, fullWindow, lookup, type GrayWindow } from "./window-level.ts";

/** Two linked panels: the image, and the same view of it under its map. */
export class LightBox {
  private shown: Ready | null = null;
  private gray: HTMLCanvasElement | null = null;
  private window: GrayWindow = { low: 0, high: 255 };
  private view: View = whole;
  private opacity = 1;
  private mapHidden = false;

  private readonly imagePanel: HTMLCanvasElement;
  private readonly mapPanel: HTMLCanvasElement;

  constructor(imagePanel: HTMLCanvasElement, mapPanel: HTMLCanvasElement) {
    this.imagePanel = imagePanel;
    this.mapPanel = mapPanel;
    for (const panel of [imagePanel, mapPanel]) this.listen(panel);
    const resized = new ResizeObserver(() => this.draw());
    resized.observe(imagePanel);
    resized.observe(mapPanel);
  }

  /** Each case begins whole and in its full window. */
  show(ready: Ready): void {
    this.shown = ready;
    this.reset();
  }

  clear(): void {
    this.shown = null;
    this.draw();
  }

  reset(): void {
    this.view = whole;
    if (this.shown) this.setWindow(fullWindow(this.shown.image));
  }

  /** 0 = the image alone, 1 = the map alone. */
  setOpacity(opacity: number): void {
    this.opacity = opacity;
    this.draw();
  }

  hideMap(hidden: boolean): void {
    this.mapHidden = hidden;
    this.draw();
  }

  private setWindow(window: GrayWindow): void {
    if (!this.shown) return;
    const { image } = this.shown;
    this.window = window;
    const table = lookup(window, 2 ** image.bits - 1);
    const pixels = new ImageData(image.width, image.height);
    const gray = new Uint32Array(pixels.data.buffer);
    const shades = Uint32Array.from(table, shade => 0xff000000 | (shade << 16) | (shade << 8) | shade);
    for (let index = 0; index < gray.length; index++) gray[index] = shades[image.samples[index] ?? 0] ?? 0;
    this.gray = canvasOf(pixels);
    this.draw();
  }

  private draw(): void {
    this.paint(this.imagePanel, 0);
    this.paint(this.mapPanel, this.mapHidden ? 0 : this.opacity);
  }

  private paint(panel: HTMLCanvasElement, opacity: number): void {
    const size = fitted(panel);
    const context = panel.getContext("2d");
    if (!context) return;
    context.clearRect(0, 0, size.width, size.height);
    if (!this.shown || !this.gray) return;
    const { image, map } = this.shown;
    const { scale, left, top } = placement(this.view, image, size);
    context.imageSmoothingQuality = "high";
    context.drawImage(this.gray, left, top, image.width * scale, image.height * scale);
    if (opacity === 0) return;
    const square = middleSquare(image);
    context.globalAlpha = opacity;
    context.drawImage(map, left + square.left * scale, top + square.top * scale, square.side * scale, square.side * scale);
    context.globalAlpha = 1;
  }

  private listen(panel: HTMLCanvasElement): void {
    panel.addEventListener("contextmenu", event => event.preventDefault());
    panel.addEventListener("pointerdown", event => panel.setPointerCapture(event.pointerId));
    panel.addEventListener("pointermove", event => this.drag(panel, event));
    panel.addEventListener("wheel", event => this.zoom(panel, event), { passive: false });
  }

  private drag(panel: HTMLCanvasElement, event: PointerEvent): void {
    if (!this.shown || event.buttons === 0) return;
    const { image } = this.shown;
    if (event.buttons === 1 && !event.shiftKey) {
      const full = fullWindow(image);
      const [right, down] = [event.movementX / panel.clientWidth, event.movementY / panel.clientHeight];
      this.setWindow(dragged(this.window, right, down, full.high - full.low));
      return;
    }
    this.view = panned(this.view, event.movementX * devicePixelRatio, event.movementY * devicePixelRatio, image, panel);
    this.draw();
  }

  private zoom(panel: HTMLCanvasElement, event: WheelEvent): void {
    event.preventDefault();
    if (!this.shown) return;
    const factor = Math.exp(-event.deltaY / 500);
    this.view = zoomedAt(this.view, factor, event.offsetX * devicePixelRatio, event.offsetY * devicePixelRatio, this.shown.image, panel);
    this.draw();
  }
}

/** Gives the canvas as many pixels as the screen has under it. */
function fitted(panel: HTMLCanvasElement): Size {
  const size = { width: Math.round(panel.clientWidth * devicePixelRatio), height: Math.round(panel.clientHeight * devicePixelRatio) };
  if (panel.width !== size.width || panel.height !== size.height) [panel.width, panel.height] = [size.width, size.height];
  return size;
}
