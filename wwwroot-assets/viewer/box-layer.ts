import type { Pane } from "./pane.ts";
import type { Size } from "./view.ts";

/** Where something lies, in pixels of the stored image from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label?: string;
}

const namespace = "http://www.w3.org/2000/svg";

/** Boxes and masks over an image, drawn anew whenever it moves; they follow its turns. */
export class BoxLayer {
  readonly svg: SVGSVGElement;
  shown = true;

  private boxes: readonly Box[] = [];
  private masks: readonly string[] = [];
  private image: Size = { width: 1, height: 1 };
  private blocks: readonly Box[] = [];
  private readonly pane: Pane;

  constructor(pane: Pane) {
    this.pane = pane;
    this.svg = document.createElementNS(namespace, "svg");
    this.svg.classList.add("box-layer");
    this.svg.setAttribute("aria-hidden", "true");
    pane.element.append(this.svg);
  }

  /** Boxes are outlined, with their labels; masks, by the addresses of their pictures, are tinted. */
  set(boxes: readonly Box[], masks: readonly string[], image: Size): void {
    [this.boxes, this.masks, this.image] = [boxes, masks, image];
    this.draw();
  }

  /** Filled: what is to be blacked out. */
  setBlocks(blocks: readonly Box[]): void {
    this.blocks = blocks;
    this.draw();
  }

  draw(): void {
    const outlined = this.shown ? [...this.masks.flatMap((mask, index) => this.tint(mask, index)), ...this.boxes.flatMap(box => this.outline(box))] : [];
    this.svg.replaceChildren(...outlined, ...this.blocks.map(block => this.polygon(block, "block")));
  }

  private outline(box: Box): SVGElement[] {
    const drawn = [this.polygon(box, "box")];
    if (!box.label) return drawn;
    const corners = this.corners(box);
    const text = document.createElementNS(namespace, "text");
    text.setAttribute("x", String(Math.min(...corners.map(([x]) => x))));
    text.setAttribute("y", String(Math.max(12, Math.min(...corners.map(([, y]) => y)) - 4)));
    text.textContent = box.label;
    return [...drawn, text];
  }

  private tint(mask: string, index: number): SVGElement[] {
    const { width, height } = this.image;
    const [x, y] = this.pane.onScreen([0, 0]);
    const [right, down] = [this.pane.onScreen([width, 0]), this.pane.onScreen([0, height])];
    const picture = document.createElementNS(namespace, "image");
    picture.setAttribute("href", mask);
    const inside = document.createElementNS(namespace, "mask");
    inside.id = `mask-${index}`;
    inside.setAttribute("maskUnits", "userSpaceOnUse");
    const area = document.createElementNS(namespace, "rect");
    area.setAttribute("class", "mask");
    area.setAttribute("mask", `url(#${inside.id})`);
    area.setAttribute("transform", `matrix(${(right[0] - x) / width} ${(right[1] - y) / width} ${(down[0] - x) / height} ${(down[1] - y) / height} ${x} ${y})`);
    for (const part of [picture, inside, area]) {
      part.setAttribute("width", String(width));
      part.setAttribute("height", String(height));
    }
    inside.append(picture);
    return [inside, area];
  }

  private polygon(box: Box, kind: string): SVGElement {
    const polygon = document.createElementNS(namespace, "polygon");
    polygon.setAttribute("points", this.corners(box).map(corner => corner.join()).join(" "));
    polygon.setAttribute("class", kind);
    return polygon;
  }

  private corners({ x, y, width, height }: Box): [number, number][] {
    return ([[x, y], [x + width, y], [x + width, y + height], [x, y + height]] as const).map(corner => {
      const [left, top] = this.pane.onScreen(corner);
      return [left, top];
    });
  }
}
