import { Enums, getShouldUseCPURendering, type RenderingEngine, type StackViewport, type Types } from "./cornerstone.ts";
import type { Point } from "./mark-shapes.ts";
import { fitHalfHeight, type Size, type View } from "./view.ts";
import type { GrayWindow } from "./window-level.ts";

/** One Cornerstone viewport, told what to show in the terms of the stored image. */
export class Pane {
  readonly element: HTMLDivElement;
  readonly id: string;

  private readonly engine: RenderingEngine;
  private image: Size = { width: 1, height: 1 };

  constructor(engine: RenderingEngine, element: HTMLDivElement, id: string) {
    this.engine = engine;
    this.element = element;
    this.id = id;
    engine.enableElement({ viewportId: id, element, type: Enums.ViewportType.STACK, defaultOptions: { background: [0, 0, 0] } });
  }

  get viewport(): StackViewport {
    return this.engine.getViewport(this.id) as StackViewport;
  }

  async load(images: readonly string[], size: Size, slice: number): Promise<void> {
    this.image = size;
    await this.viewport.setStack([...images], slice);
  }

  get window(): GrayWindow {
    const range = this.viewport.getProperties().voiRange;
    return { low: range?.lower ?? 0, high: range?.upper ?? 1 };
  }

  setWindow(window: GrayWindow, inverted: boolean): void {
    this.viewport.setProperties({ voiRange: { lower: window.low, upper: window.high }, invert: inverted });
  }

  /** How the camera stands now; Cornerstone's tools move it. */
  view(rotation: number): View {
    const camera = this.viewport.getCamera();
    const [x, y] = this.toPixel(camera.focalPoint ?? [0, 0, 0]);
    const zoom = fitHalfHeight(this.image, rotation, this.size) / (camera.parallelScale ?? 1);
    return { zoom, x: x / this.image.width, y: y / this.image.height, rotation };
  }

  setView(view: View): void {
    this.viewport.setViewPresentation({ rotation: view.rotation });
    const camera = this.viewport.getCamera();
    const from = camera.focalPoint ?? [0, 0, 0];
    const [x, y] = this.toWorld([view.x * this.image.width, view.y * this.image.height]);
    const position = camera.position ?? [0, 0, 0];
    this.viewport.setCamera({
      focalPoint: [x, y, from[2]],
      position: [position[0] + x - from[0], position[1] + y - from[1], position[2]],
      parallelScale: fitHalfHeight(this.image, view.rotation, this.size) / view.zoom,
    });
  }

  /** Where a point of the image lies on the panel, in CSS pixels. */
  onScreen(point: Point): Types.Point2 {
    return this.viewport.worldToCanvas(this.toWorld(point));
  }

  /** The point of the image under a point of the panel. */
  onImage(x: number, y: number): Point {
    return this.toPixel(this.viewport.canvasToWorld([x, y]));
  }

  /** Image pixels count from a corner; Cornerstone's world counts from the middle of the first pixel, or from its corner when it draws without WebGL. */
  toWorld([x, y]: Point, slice = this.viewport.getCurrentImageIdIndex()): Types.Point3 {
    return [x - middle(), y - middle(), slice];
  }

  toPixel([x, y]: Types.Point3): Point {
    return [x + middle(), y + middle()];
  }

  get size(): Size {
    return { width: Math.max(1, this.element.clientWidth), height: Math.max(1, this.element.clientHeight) };
  }

  /** Resolves when the picture as it is told now stands on the screen. */
  drawn(): Promise<void> {
    return new Promise(resolve => this.element.addEventListener(Enums.Events.IMAGE_RENDERED, () => resolve(), { once: true }));
  }
}

function middle(): number {
  return getShouldUseCPURendering() ? 0 : 0.5;
}
