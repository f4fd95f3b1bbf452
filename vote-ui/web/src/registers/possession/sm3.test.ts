import { hexlify, toUtf8Bytes } from 'ethers';
import { describe, expect, it } from 'vitest';
import { sm3 } from './sm3';

describe('SM3', () => {
  it('gives the digests of the standard’s examples', () => {
    expect(hexlify(sm3(toUtf8Bytes('abc')))).toBe(
      '0x66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
    expect(hexlify(sm3(toUtf8Bytes('abcd'.repeat(16))))).toBe(
      '0xdebe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  /** As OpenSSL 3 computes them: where a block just ends, and where its padding takes another. */
  it.each([
    [0, '0x1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b'],
    [55, '0x2cdce3d697af3716a9b3cdf068b43e513846e17cc9fd427929aad70165f21dda'],
    [56, '0x87b81af2b2b22cbdf268e211d012d604892d3c948ff298d61d6c942eee847f86'],
    [64, '0x46b58571be41685c253194d20ec7f82b659cc8c6b753f26d4e9ec85bc91c231e'],
    [119, '0x70b3000a15acc57c3c4ab24edbd6754b0c266f85650e6d4538cf6ea5752667d3'],
  ])('pads %i zeros to whole blocks', (length, digest) => {
    expect(hexlify(sm3(new Uint8Array(length)))).toBe(digest);
  });
});
