import { belongsToControl, commandOf, type Command, type KeyMap } from "./keys.ts";
import type { LightBox } from "./light-box.ts";
import type { Questionnaire } from "./questionnaire.ts";

const repeats: ReadonlySet<string> = new Set(["next", "previous", "slice-back", "slice-on", "zoom-in", "zoom-out"]);

/** The reader's keys: those of the marks, of the question that is asked, and of the room. */
export class Keyboard {
  private own: KeyMap;

  private readonly questionnaire: Questionnaire;
  private readonly lightBox: LightBox;
  private readonly run: (command: Command) => void;

  constructor(own: KeyMap, questionnaire: Questionnaire, lightBox: LightBox, run: (command: Command) => void) {
    this.own = own;
    this.questionnaire = questionnaire;
    this.lightBox = lightBox;
    this.run = run;
  }

  useKeys(own: KeyMap): void {
    this.own = own;
  }

  /** Keys whose meaning lasts while they are held come with both edges. */
  down(event: KeyboardEvent): void {
    if (document.querySelector("dialog[open]") || belongsToControl(event.target, event.key)) return;
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
    const isOfMarks = isPlain && this.questionnaire.mark(event.key, event.shiftKey);
    const command = isOfMarks ? null : commandOf(event, this.questionnaire.keys, this.own);
    if (!isOfMarks && !command) return;
    event.preventDefault();
    if (command && (!event.repeat || repeats.has(command.kind))) this.run(command);
  }

  up(event: KeyboardEvent): void {
    if (event.key === " ") this.release();
  }

  /** The window has gone out of use: no key is held any more, though none of them was seen to rise. */
  release(): void {
    this.lightBox.hideMap(false);
  }
}
