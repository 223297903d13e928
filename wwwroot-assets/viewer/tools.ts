import {
  addTool, annotation, EllipticalROITool, PanTool, PlanarFreehandROITool, ProbeTool, RectangleROITool, StackScrollTool, ToolEnums, ToolGroupManager, WindowLevelTool,
  ZoomTool, type ToolTypes,
} from "./cornerstone.ts";
import type { Shape } from "./mark-shapes.ts";

/** What one finger or the left button does. */
export type Hand = "window" | "pan" | "zoom" | "scroll" | Shape;

export const shapeTools: Record<Shape, string> = {
  point: ProbeTool.toolName,
  rectangle: RectangleROITool.toolName,
  ellipse: EllipticalROITool.toolName,
  freehand: PlanarFreehandROITool.toolName,
};

const viewTools = { window: WindowLevelTool.toolName, pan: PanTool.toolName, zoom: ZoomTool.toolName, scroll: StackScrollTool.toolName };
const { Primary, Secondary, Auxiliary } = ToolEnums.MouseBindings;
const { Shift } = ToolEnums.KeyboardBindings;
const group = "room";

/** Two fingers always zoom and move, the other buttons always move. */
const always: Record<string, ToolTypes.IToolBinding[]> = {
  [PanTool.toolName]: [{ mouseButton: Secondary }, { mouseButton: Auxiliary }, { mouseButton: Primary, modifierKey: Shift }],
  [ZoomTool.toolName]: [{ numTouchPoints: 2 }],
};

/** Seen on gray and on every colour of a map; what is selected is told by its thickness. */
const mark = "rgb(255, 240, 90)";
const markStyle = {
  color: mark, colorHighlighted: mark, colorSelected: mark, colorLocked: mark, lineWidth: "1.5", lineWidthHighlighted: "2", lineWidthSelected: "3",
  textBoxColor: mark, textBoxColorHighlighted: mark, textBoxColorSelected: mark, textBoxColorLocked: mark, textBoxFontSize: "13px",
};

/** Cornerstone's tools on both panels. A mark shows its label and no statistics. */
export class Tools {
  /** What is in the hand now. */
  hand: Hand = "window";

  private marksMove = true;
  private readonly group: NonNullable<ReturnType<typeof ToolGroupManager.createToolGroup>>;

  constructor(engine: string, panes: readonly string[]) {
    for (const tool of [WindowLevelTool, PanTool, ZoomTool, StackScrollTool, ProbeTool, RectangleROITool, EllipticalROITool, PlanarFreehandROITool]) addTool(tool);
    const created = ToolGroupManager.createToolGroup(group);
    if (!created) throw new Error("The viewer was started twice on one page.");
    this.group = created;
    for (const name of Object.values(viewTools)) created.addTool(name);
    const labelOnly = { getTextLines: (data: { label?: string }) => (data.label ? [data.label] : []) };
    for (const shape of ["point", "rectangle", "ellipse"] as const) created.addTool(shapeTools[shape], { ...labelOnly, calculateStats: false });
    created.addTool(shapeTools.freehand, { ...labelOnly, allowOpenContours: false, subPixelResolution: 1, decimate: { enabled: true, epsilon: 0.2 } });
    annotation.config.style.setDefaultToolStyles({ ...annotation.config.style.getDefaultToolStyles(), global: { ...annotation.config.style.getDefaultToolStyles().global, ...markStyle } });
    for (const pane of panes) created.addViewport(pane, engine);
    this.take("window");
  }

  /** The page has gone; another one may start the viewer. */
  dispose(): void {
    ToolGroupManager.destroyToolGroup(group);
  }

  take(hand: Hand): void {
    this.hand = hand;
    const name = hand in viewTools ? viewTools[hand as keyof typeof viewTools] : shapeTools[hand as Shape];
    for (const other of Object.values(shapeTools))
      if (this.marksMove) this.group.setToolPassive(other, { removeAllBindings: true });
      else this.group.setToolEnabled(other);
    for (const other of Object.values(viewTools)) {
      this.group.setToolPassive(other, { removeAllBindings: true });
      if (always[other]) this.group.setToolActive(other, { bindings: always[other] });
    }
    this.group.setToolActive(name, { bindings: [...(always[name] ?? []), { mouseButton: Primary }] });
  }

  /** Marks can be dragged with any tool in the hand, unless they are locked. */
  letMarksMove(move: boolean): void {
    this.marksMove = move;
    this.take(!move && this.hand in shapeTools ? "window" : this.hand);
  }
}
