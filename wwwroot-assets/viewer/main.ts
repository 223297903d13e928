import { viewCommands } from "./keys.ts";
import { LightBox } from "./light-box.ts";
import { MapProbe } from "./map-probe.ts";
import { Pictures } from "./pictures.ts";
import { Room } from "./room.ts";
import { Server, ServerRefusal } from "./server.ts";
import { Stopwatch } from "./stopwatch.ts";
import { Strip } from "./strip.ts";
import { Toolbar } from "./toolbar.ts";

const retryAfter = 2000;

async function begin(element: HTMLElement): Promise<LightBox> {
  const server = new Server(element.dataset.study ?? "");
  const strip = new Strip(element);
  const lightBox = new LightBox(element);
  const watch = new Stopwatch(() => performance.now());
  new Toolbar(element, lightBox);
  const legend = element.querySelector<HTMLElement>("[data-palette]");
  if (legend) new MapProbe(legend, lightBox);
  const room = new Room(await session(element, server), server, new Pictures(server), lightBox, strip, watch);

  strip.onRate(score => room.run(score === null ? { kind: "cannot-judge" } : { kind: "rate", score }));
  strip.onOpacity(opacity => lightBox.setOpacity(opacity));
  for (const kind of ["next", "previous", "next-unrated", "help", "reset", "overlay", ...viewCommands] as const) strip.onCommand(kind, () => room.run({ kind }));
  document.addEventListener("keydown", event => room.keyDown(event));
  document.addEventListener("keyup", event => room.keyUp(event));
  document.addEventListener("pointermove", () => watch.touch());
  document.addEventListener("visibilitychange", () => watch.setVisible(document.visibilityState === "visible"));
  addEventListener("beforeunload", event => room.unsaved > 0 && event.preventDefault());
  room.start();
  return lightBox;
}

/** Without the list of places nothing can be shown, so the line is tried until it holds. */
async function session(element: HTMLElement, server: Server): ReturnType<Server["session"]> {
  for (;;) {
    try {
      return await server.session();
    } catch (failure) {
      if (failure instanceof ServerRefusal && failure.status < 500) throw failure;
      const notice = element.querySelector("[data-notice]");
      if (notice) notice.textContent = "The server does not answer. Trying again…";
      await new Promise(resolve => setTimeout(resolve, retryAfter));
    }
  }
}

const element = document.getElementById("room");

/** Null on a page without a room. */
export const lightBox = element ? await begin(element) : null;
