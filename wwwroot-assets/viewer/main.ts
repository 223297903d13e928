import { DisplayCheck } from "./display-check.ts";
import { KeySettings } from "./key-settings.ts";
import { viewCommands } from "./keys.ts";
import { LightBox } from "./light-box.ts";
import { MapProbe } from "./map-probe.ts";
import { Pictures } from "./pictures.ts";
import { Room } from "./room.ts";
import { Server, ServerRefusal } from "./server.ts";
import { Stopwatch } from "./stopwatch.ts";
import { Strip } from "./strip.ts";
import { Texts } from "./texts.ts";
import { Toolbar } from "./toolbar.ts";

const retryAfter = 2000;
const roomCommands = ["next", "previous", "next-unrated", "reveal", "help", "reset", "overlay", "pause", ...viewCommands] as const;

async function begin(element: HTMLElement): Promise<LightBox> {
  const texts = new Texts(JSON.parse(element.dataset.texts ?? "{}") as Record<string, string>);
  const server = new Server(element.dataset.study ?? "");
  const strip = new Strip(element, texts);
  const lightBox = new LightBox(element);
  const watch = new Stopwatch(() => performance.now());
  new Toolbar(element, lightBox);
  const legend = element.querySelector<HTMLElement>("[data-palette]");
  if (legend) new MapProbe(legend, lightBox);
  const session = await load(element, server, texts);
  const own = new Map(Object.entries(session.keys).map(([meant, pressed]) => [pressed, meant]));
  const room = new Room({ element, session, server, pictures: new Pictures(server), lightBox, strip, watch, texts }, own);

  new KeySettings(element, server, texts, own, changed => room.useKeys(changed));
  strip.onOpacity(opacity => lightBox.setOpacity(opacity));
  for (const kind of roomCommands) strip.onCommand(kind, () => room.run({ kind }));
  document.addEventListener("keydown", event => room.keyboard.down(event));
  document.addEventListener("keyup", event => room.keyboard.up(event));
  document.addEventListener("pointermove", () => watch.touch());
  document.addEventListener("visibilitychange", () => watch.setVisible(document.visibilityState === "visible"));
  addEventListener("blur", () => room.keyboard.release());
  addEventListener("focus", () => room.comeBack());
  addEventListener("pagehide", () => room.flush());
  addEventListener("beforeunload", event => {
    room.flush();
    if (room.unsaved > 0) event.preventDefault();
  });
  if (session.displayCheckDue && session.state === "Open") await new DisplayCheck(element, server, texts).run();
  room.start();
  return lightBox;
}

/** Without the list of places nothing can be shown, so the line is tried until it holds. */
async function load(element: HTMLElement, server: Server, texts: Texts): ReturnType<Server["session"]> {
  for (;;) {
    try {
      return await server.session();
    } catch (failure) {
      if (failure instanceof ServerRefusal && failure.status < 500) throw failure;
      const notice = element.querySelector("[data-notice]");
      if (notice) notice.textContent = texts.of("noServer");
      await new Promise(resolve => setTimeout(resolve, retryAfter));
    }
  }
}

const element = document.getElementById("room");

/** Null on a page without a room. */
export const lightBox = element ? await begin(element) : null;
