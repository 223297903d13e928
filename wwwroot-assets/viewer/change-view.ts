import type { ViewCommand } from "./keys.ts";
import type { LightBox } from "./light-box.ts";

const zoomStep = 1.25;

/** What a key or a button of the viewer does. */
export function changeView(lightBox: LightBox, command: ViewCommand): void {
  const { panes, marks, flicker } = lightBox;
  switch (command) {
    case "invert": return panes.setWindow(panes.window, !panes.inverted);
    case "rotate-left": return panes.rotate(-90);
    case "rotate-right": return panes.rotate(90);
    case "auto-window": return lightBox.setPreset(lightBox.preset === "auto" ? "case" : "auto");
    case "flicker": return lightBox.toggleFlicker();
    case "layout": return lightBox.toggleLayout();
    case "slice-back": return panes.scroll(-1);
    case "slice-on": return panes.scroll(1);
    case "zoom-in": return panes.zoom(zoomStep);
    case "zoom-out": return panes.zoom(1 / zoomStep);
    case "undo": return marks.undo();
    case "redo": return marks.redo();
    case "remove-mark": return marks.removeSelected();
  }
}
