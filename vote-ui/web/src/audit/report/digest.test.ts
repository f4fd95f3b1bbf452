import { createHash } from 'node:crypto';
import { sha256 } from 'ethers';
import { expect, it } from 'vitest';
import { sectionDigest } from './digest';

// ethers takes Node's digests for foreign bytes within jsdom, which has types of its own.
sha256.register(bytes => `0x${createHash('sha256').update(bytes).digest('hex')}`);

it('is the server’s digest for characters that JSON could write as two escapes, too', () => {
  // The server's test of digests has the same section and digest.
  const digest = '0x1fe375e161df699a628f026238fc411cae803a35e693c0af1b42df391c532677';
  expect(sectionDigest([{ reason: '材料已核对 👍 𠮷' }])).toBe(digest);
});
