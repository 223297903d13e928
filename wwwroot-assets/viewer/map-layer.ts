import type { Point } from "./mark-shapes.ts";
import { levelOf, withoutWeak, type Palette } from "./map-strength.ts";
import type { Pane } from "./pane.ts";
import type { Picture } from "./picture.ts";
import { middleSquare, type Size } from "./view.ts";

/** The map, laid over the middle square of the image in its panel. */
export class MapLayer {
  opacity = 1;
  /** What is weaker than this share of the strongest colour is not shown. */
  threshold = 0;

  private readonly canvas = document.createElement("canvas");
  private readonly colours = document.createElement("canvas");
  private readonly listeners: ((visible: boolean) => void)[] = [];
  private readonly hiding = new Set<string>();
  private readonly pane: Pane;
  private readonly palette: Palette;
  private map: Picture | null = null;
  private image: Size = { width: 1, height: 1 };
  private visible = false;

  constructor(pane: Pane, palette: Palette) {
    this.pane = pane;
    this.palette = palette;
    this.canvas.className = "room-map";
    pane.viewport.canvas.after(this.canvas);
  }

  /** Null takes the map away. */
  show(map: Picture | null, image: Size): void {
    [this.map, this.image] = [map, image];
    this.setThreshold(this.threshold);
    this.tell();
  }

  setThreshold(threshold: number): void {
    this.threshold = threshold;
    if (this.map) {
      [this.colours.width, this.colours.height] = [this.map.width, this.map.height];
      const pixels = withoutWeak(this.map.samples, this.palette, threshold);
      contextOf(this.colours).putImageData(new ImageData(pixels, this.map.width, this.map.height), 0, 0);
    }
    this.draw();
  }

  setOpacity(opacity: number): void {
    this.opacity = opacity;
    this.tell();
  }

  /** Hidden for as long as any reason to hide it stands. */
  hide(reason: "held" | "blink" | "slice", hidden: boolean): void {
    if (hidden) this.hiding.add(reason);
    else this.hiding.delete(reason);
    this.tell();
  }

  /** Where the map stands at a point of the image, from 0 (lowest) to 1 (highest); null where there is no map. */
  levelAt([x, y]: Point): number | null {
    if (!this.map || !this.visible) return null;
    const { left, top, side } = middleSquare(this.image);
    const [column, row] = [Math.floor(((x - left) / side) * this.map.width), Math.floor(((y - top) / side) * this.map.height)];
    if (column < 0 || row < 0 || column >= this.map.width || row >= this.map.height) return null;
    const at = 3 * (row * this.map.width + column);
    const [red = 0, green = 0, blue = 0] = this.map.samples.subarray(at, at + 3);
    return levelOf(this.palette, red, green, blue);
  }

  onVisible(callback: (visible: boolean) => void): void {
    this.listeners.push(callback);
  }

  draw(): void {
    const { width, height } = this.pane.size;
    const [wide, high] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
    if (this.canvas.width !== wide || this.canvas.height !== high) [this.canvas.width, this.canvas.height] = [wide, high];
    const context = contextOf(this.canvas);
    context.resetTransform();
    context.clearRect(0, 0, wide, high);
    if (!this.map) return;
    const { left, top, side } = middleSquare(this.image);
    const [x, y] = this.pane.onScreen([left, top]);
    const [rightX, rightY] = this.pane.onScreen([left + side, top]);
    const [downX, downY] = this.pane.onScreen([left, top + side]);
    const scale = devicePixelRatio / side;
    context.setTransform(
      (rightX - x) * scale, (rightY - y) * scale, (downX - x) * scale, (downY - y) * scale, x * devicePixelRatio, y * devicePixelRatio);
    context.imageSmoothingQuality = "high";
    context.drawImage(this.colours, 0, 0, side, side);
  }

  private tell(): void {
    const shown = this.hiding.size === 0 ? this.opacity : 0;
    this.canvas.style.opacity = String(shown);
    const visible = this.map !== null && shown > 0;
    if (visible === this.visible) return;
    this.visible = visible;
    for (const callback of this.listeners) callback(visible);
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gives no canvas to draw the map on.");
  return context;
}
