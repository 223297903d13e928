import type { LightBox } from "./light-box.ts";
import type { MapLayer } from "./map-layer.ts";
import type { Pane } from "./pane.ts";

/** Says in the legend how strong the map is under the pointer, in words and by a needle: colours need not be told apart. */
export class MapProbe {
  private readonly map: MapLayer;
  private readonly legend: HTMLElement;
  private readonly needle: HTMLElement;
  private readonly text: HTMLElement;

  constructor(legend: HTMLElement, lightBox: LightBox) {
    this.map = lightBox.map;
    this.legend = legend;
    this.needle = part(legend, "[data-here]");
    this.text = part(legend, "[data-here-text]");
    for (const pane of lightBox.panes.all) {
      pane.element.addEventListener("pointermove", event => this.look(pane, event));
      pane.element.addEventListener("pointerleave", () => this.show(null));
    }
  }

  private look(pane: Pane, event: PointerEvent): void {
    const box = pane.element.getBoundingClientRect();
    this.show(this.map.levelAt(pane.onImage(event.clientX - box.left, event.clientY - box.top)));
    this.stepAside(event);
  }

  private show(level: number | null): void {
    this.needle.hidden = level === null;
    if (level === null) return void (this.text.textContent = "");
    this.needle.style.left = `${level * 100}%`;
    this.text.textContent = `${level < 0.5 ? "−" : "+"} ${Math.round(Math.abs(2 * level - 1) * 100)}%`;
  }

  /** What lies under the legend can be seen: it goes to the other corner when the pointer comes to it. */
  private stepAside(event: PointerEvent): void {
    const { left, right, top, bottom } = this.legend.getBoundingClientRect();
    if (event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom) return;
    this.legend.dataset.corner = this.legend.dataset.corner === "top" ? "bottom" : "top";
  }
}

function part(legend: HTMLElement, selector: string): HTMLElement {
  const found = legend.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The legend lacks ${selector}.`);
  return found;
}
