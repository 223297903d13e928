import { annotation, eventTarget, ToolEnums, toolUtilities, utilities, type ToolTypes, type Types } from "./cornerstone.ts";
import { History } from "./history.ts";
import { handlesOf, isWhole, pointsOf, type Mark, type Shape } from "./mark-shapes.ts";
import type { Pane } from "./pane.ts";
import { shapeTools, type Tools } from "./tools.ts";

type Annotation = ToolTypes.Annotation;

const { ANNOTATION_ADDED, ANNOTATION_COMPLETED, ANNOTATION_REMOVED, MOUSE_UP, MOUSE_CLICK, TOUCH_END, TOUCH_TAP } = ToolEnums.Events;

/** Ends of a drag; Cornerstone calls a quick one a click. */
const handLifted = [MOUSE_UP, MOUSE_CLICK, TOUCH_END, TOUCH_TAP];

/** The marks on the case on the screen: drawn once, seen in both panels, and every change can be undone. */
export class MarkBoard {
  private readonly panes: readonly Pane[];
  private readonly tools: Tools;
  private readonly listeners: (() => void)[] = [];
  private history = new History<readonly Mark[]>([]);
  private images: readonly string[] = [];
  private label = "";
  private locked = false;
  private restoring = false;
  private handDown = false;

  constructor(panes: readonly Pane[], tools: Tools) {
    this.panes = panes;
    this.tools = tools;
    eventTarget.addEventListener(ANNOTATION_ADDED, (event: Event) => this.added(event as CustomEvent<{ annotation: Annotation }>));
    eventTarget.addEventListener(ANNOTATION_COMPLETED, () => this.settle());
    eventTarget.addEventListener(ANNOTATION_REMOVED, () => this.settle());
    for (const { element } of panes) {
      element.addEventListener("pointerdown", () => (this.handDown = true));
      for (const kind of handLifted) element.addEventListener(kind, () => setTimeout(() => this.settle()));
    }
    for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, () => (this.handDown = false), { capture: true });
  }

  /** Null puts the pencil down; marks can still be dragged. */
  use(shape: Shape | null, label = this.label): void {
    this.label = label;
    if (!this.locked) this.tools.take(shape ?? "window");
    this.tell();
  }

  /** Those that are finished: a stroke is none before the hand is lifted. */
  list(): readonly Mark[] {
    return this.history.current;
  }

  /** Restores marks, and makes them what undo goes back to. */
  set(marks: readonly Mark[]): void {
    this.restore(marks);
    this.history = new History<readonly Mark[]>(this.drawn());
    this.tell();
  }

  /** Puts these in their place, as if they had been drawn: it can be undone. */
  replace(marks: readonly Mark[]): void {
    if (this.locked) return;
    this.restore(marks);
    this.settle();
  }

  undo(): void {
    if (!this.canUndo) return;
    this.restore(this.history.undo());
    this.tell();
  }

  redo(): void {
    if (!this.canRedo) return;
    this.restore(this.history.redo());
    this.tell();
  }

  get canUndo(): boolean {
    return !this.locked && this.history.canUndo;
  }

  get canRedo(): boolean {
    return !this.locked && this.history.canRedo;
  }

  removeSelected(): void {
    if (this.locked) return;
    for (const id of annotation.selection.getAnnotationsSelected()) annotation.state.removeAnnotation(id);
    this.render();
  }

  /** Locked marks are seen and cannot be changed. */
  lock(locked: boolean): void {
    this.locked = locked;
    for (const each of this.annotations()) annotation.locking.setAnnotationLocked(each.annotationUID ?? "", locked);
    this.tools.letMarksMove(!locked);
    this.tell();
  }

  onChange(callback: () => void): void {
    this.listeners.push(callback);
  }

  /** Another case: its marks begin empty. */
  begin(images: readonly string[]): void {
    this.images = images;
    this.set([]);
  }

  private added(event: CustomEvent<{ annotation: Annotation }>): void {
    if (!this.restoring) event.detail.annotation.data.label = this.label;
  }

  /** One entry of the history for whatever the hand has just finished. */
  private settle(): void {
    if (this.restoring || this.handDown) return;
    const drawn = this.drawn();
    const marks = drawn.filter(isWhole);
    if (marks.length < drawn.length) this.restore(marks);
    if (JSON.stringify(marks) === JSON.stringify(this.history.current)) return;
    this.history.add(marks);
    this.tell();
  }

  private drawn(): Mark[] {
    return this.annotations().flatMap(each => this.markOf(each));
  }

  private restore(marks: readonly Mark[]): void {
    this.restoring = true;
    annotation.state.removeAllAnnotations();
    for (const mark of marks) this.draw(mark);
    this.restoring = false;
    this.render();
  }

  private draw(mark: Mark): void {
    const pane = this.panes[0];
    const image = this.images[mark.slice ?? 0];
    if (!pane || !image) return;
    const points = handlesOf(mark).map(point => pane.toWorld(point, mark.slice ?? 0));
    annotation.state.addAnnotation(
      {
        annotationUID: utilities.uuidv4(), highlighted: false, invalidated: true, isLocked: this.locked, isVisible: true,
        metadata: { ...this.reference(pane, image), toolName: shapeTools[mark.shape] },
        data: { ...shaped(mark.shape, points), label: mark.label, cachedStats: {} },
      },
      pane.element);
  }

  private reference(pane: Pane, image: string): Types.ViewReference {
    return { ...pane.viewport.getViewReference(), referencedImageId: image };
  }

  private annotations(): Annotation[] {
    return annotation.state.getAllAnnotations().filter(each => this.images.includes(each.metadata?.referencedImageId ?? ""));
  }

  private markOf(each: Annotation): Mark[] {
    const pane = this.panes[0];
    const shape = (Object.keys(shapeTools) as Shape[]).find(key => shapeTools[key] === each.metadata?.toolName);
    const world = (shape === "freehand" ? each.data.contour?.polyline : each.data.handles?.points) ?? [];
    if (!pane || !shape || world.length === 0) return [];
    const slice = this.images.indexOf(each.metadata?.referencedImageId ?? "");
    const mark = { shape, label: each.data.label ?? "", points: pointsOf(shape, world.map(point => pane.toPixel(point))) };
    return [this.images.length > 1 ? { ...mark, slice } : mark];
  }

  private render(): void {
    toolUtilities.triggerAnnotationRenderForViewportIds(this.panes.map(pane => pane.id));
  }

  private tell(): void {
    for (const callback of this.listeners) callback();
  }
}

function shaped(shape: Shape, points: Types.Point3[]): Pick<Annotation["data"], "handles" | "contour"> {
  const textBox = { hasMoved: false, worldPosition: [0, 0, 0] as Types.Point3 };
  if (shape === "freehand") return { contour: { polyline: points, closed: true }, handles: { points: [], activeHandleIndex: null, textBox } };
  return { handles: { points, activeHandleIndex: null, textBox } };
}
