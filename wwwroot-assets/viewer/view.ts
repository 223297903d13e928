/** What part of the image is seen: zoom 1 shows all of it; the centre is in fractions of the image's sides. */
export interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const whole: View = { zoom: 1, x: 0.5, y: 0.5 };

const mostZoom = 16;

/** Screen pixels per image pixel, and where the image's upper left corner lies in the panel. */
export function placement(view: View, image: Size, panel: Size): { scale: number; left: number; top: number } {
  const scale = view.zoom * Math.min(panel.width / image.width, panel.height / image.height);
  return { scale, left: panel.width / 2 - view.x * image.width * scale, top: panel.height / 2 - view.y * image.height * scale };
}

/** Zooms so that the point under the pointer stays under it. */
export function zoomedAt(view: View, factor: number, pointerX: number, pointerY: number, image: Size, panel: Size): View {
  const zoom = Math.min(mostZoom, Math.max(1, view.zoom * factor));
  const before = placement(view, image, panel);
  const scale = before.scale * (zoom / view.zoom);
  const pointX = (pointerX - before.left) / before.scale;
  const pointY = (pointerY - before.top) / before.scale;
  return within({
    zoom,
    x: (pointX - (pointerX - panel.width / 2) / scale) / image.width,
    y: (pointY - (pointerY - panel.height / 2) / scale) / image.height,
  });
}

export function panned(view: View, right: number, down: number, image: Size, panel: Size): View {
  const { scale } = placement(view, image, panel);
  return within({ zoom: view.zoom, x: view.x - right / scale / image.width, y: view.y - down / scale / image.height });
}

/** The centre stays inside the image; unzoomed, it is the middle. */
function within(view: View): View {
  const margin = 0.5 / view.zoom;
  const keep = (centre: number): number => Math.min(1 - margin, Math.max(margin, centre));
  return { zoom: view.zoom, x: keep(view.x), y: keep(view.y) };
}

/** The middle square of an image, which is all that a model sees of it. */
export function middleSquare(image: Size): { left: number; top: number; side: number } {
  const side = Math.min(image.width, image.height);
  return { left: Math.round((image.width - side) / 2), top: Math.round((image.height - side) / 2), side };
}
