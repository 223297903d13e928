import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePicture } from "../picture.ts";
import { dragged, fullWindow, lookup } from "../window-level.ts";

function picture(width: number, height: number, bits: number, bytes: number[]): ArrayBuffer {
  const content = new ArrayBuffer(12 + bytes.length);
  const header = new DataView(content);
  [width, height, bits].forEach((value, index) => header.setUint32(4 * index, value, true));
  new Uint8Array(content, 12).set(bytes);
  return content;
}

test("sixteen-bit samples are little-endian and their window is what they use", () => {
  const parsed = parsePicture(picture(2, 1, 16, [0x10, 0x01, 0xff, 0x7f]));
  assert.deepEqual([...parsed.samples], [272, 32767]);
  assert.deepEqual(fullWindow(parsed), { low: 272, high: 32767 });
});

test("a picture cut short is refused", () => {
  assert.throws(() => parsePicture(picture(2, 2, 8, [1, 2, 3])), /need 16 bytes, not 15/);
  assert.throws(() => parsePicture(new ArrayBuffer(3)), /at least 12/);
});

test("the window's ends are black and white and between them it is linear", () => {
  const table = lookup({ low: 100, high: 151 }, 255);
  assert.deepEqual([table[0], table[100], table[120], table[151], table[255]], [0, 0, 100, 255, 255]);
});

test("dragging right halves the contrast, dragging down darkens, and no window closes", () => {
  const window = { low: 64, high: 192 };
  assert.deepEqual(dragged(window, 0.5, 0, 256), { low: 0, high: 256 });
  assert.deepEqual(dragged(window, 0, 0.25, 256), { low: 128, high: 256 });
  const closed = dragged(window, -10, 0, 256);
  assert.equal(closed.high - closed.low, 1);
});
