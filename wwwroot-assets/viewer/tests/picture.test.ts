import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePicture, sliceOf } from "../picture.ts";

function picture(header: readonly number[], bytes: readonly number[]): ArrayBuffer {
  const content = new ArrayBuffer(16 + bytes.length);
  const view = new DataView(content);
  header.forEach((value, index) => view.setUint32(4 * index, value, true));
  new Uint8Array(content, 16).set(bytes);
  return content;
}

test("sixteen-bit samples are little-endian", () => {
  assert.deepEqual([...parsePicture(picture([2, 1, 16, 1], [0x10, 0x01, 0xff, 0x7f])).samples], [272, 32767]);
});

test("a stack comes slice by slice", () => {
  const stack = parsePicture(picture([2, 1, 16, 3], [1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0]));
  assert.equal(stack.slices, 3);
  assert.deepEqual([...sliceOf(stack, 0)], [1, 2]);
  assert.deepEqual([...sliceOf(stack, 2)], [5, 6]);
});

test("a picture cut short is refused, and so is a slice too few", () => {
  assert.throws(() => parsePicture(picture([2, 2, 8, 1], [1, 2, 3])), /need 20 bytes, not 19/);
  assert.throws(() => parsePicture(picture([2, 1, 8, 2], [1, 2])), /need 20 bytes, not 18/);
  assert.throws(() => parsePicture(new ArrayBuffer(3)), /at least 16/);
});
