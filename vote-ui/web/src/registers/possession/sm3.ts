const BLOCK = 64;
const ROUNDS = 64;
const START = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;

const turned = (x: number, by: number): number => (x << (by & 31)) | (x >>> ((32 - by) & 31));
const p0 = (x: number): number => x ^ turned(x, 9) ^ turned(x, 17);
const p1 = (x: number): number => x ^ turned(x, 15) ^ turned(x, 23);

/** The message with a one, zeros, and its length in bits, up to whole blocks. */
function padded(message: Uint8Array): DataView {
  const blocks = Math.ceil((message.length + 9) / BLOCK);
  const bytes = new Uint8Array(blocks * BLOCK);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(bytes.length - 8, BigInt(message.length) * 8n);
  return view;
}

/** The words of a block, and what the rounds take beside them. */
function expanded(block: DataView, from: number): number[] {
  const w: number[] = [];
  for (let j = 0; j < 16; j++) w.push(block.getUint32(from + 4 * j));
  for (let j = 16; j < 68; j++) {
    w.push(p1(w[j - 16]! ^ w[j - 9]! ^ turned(w[j - 3]!, 15)) ^ turned(w[j - 13]!, 7) ^ w[j - 6]!);
  }
  return w;
}

function compress(state: number[], w: number[]): number[] {
  let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
  for (let j = 0; j < ROUNDS; j++) {
    const early = j < 16;
    const ss1 = turned((turned(a, 12) + e + turned(early ? 0x79cc4519 : 0x7a879d8a, j % 32)) | 0, 7);
    const ss2 = ss1 ^ turned(a, 12);
    const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = early ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + ss2 + (w[j]! ^ w[j + 4]!)) | 0;
    const tt2 = (gg + h + ss1 + w[j]!) | 0;
    [a, b, c, d, e, f, g, h] = [tt1, a, turned(b, 9), c, p0(tt2), e, turned(f, 19), g];
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => word ^ state[at]!);
}

/** SM3 (GB/T 32905) of a message: 32 bytes. No library of the page has it. */
export function sm3(message: Uint8Array): Uint8Array {
  const blocks = padded(message);
  let state: number[] = [...START];
  for (let from = 0; from < blocks.byteLength; from += BLOCK) state = compress(state, expanded(blocks, from));
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => digest.setUint32(4 * at, word >>> 0));
  return new Uint8Array(digest.buffer);
}
