import { createHash } from 'node:crypto';
import { sha256 } from 'ethers';
import { describe, expect, it } from 'vitest';
import { isOpen, positions, proposed, settlementDigest, wordsOf, type Own } from './own';

// Node's hashes answer with Node's own bytes, which jsdom's do not recognise.
sha256.register(bytes => new Uint8Array(createHash('sha256').update(bytes).digest()));

const WORDS = 'refunded by hand, receipt 4711';
const DIGEST = settlementDigest(WORDS);
const OTHER = settlementDigest('something else');

const own: Own = {
  transaction: '0x1',
  status: 'escalated',
  agreement: {
    neededFrom: [
      { party: 'registry/crosschain-proxy', agreedTo: DIGEST },
      { party: 'court/crosschain-proxy' },
      { party: 'tax/crosschain-proxy', agreedTo: OTHER },
    ],
    settlements: [
      { digest: DIGEST, text: WORDS },
      { digest: settlementDigest('never agreed'), text: 'never agreed' },
    ],
  },
  actions: [
    { action: 'retry', open: false, to: 'an operator', text: '' },
    { action: 'agree', open: true, to: 'an operator', text: '' },
  ],
};

describe('an escalation', () => {
  it('takes the digest of the very words, as the command line does', () => {
    expect(settlementDigest('')).toBe('0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(settlementDigest('退款')).not.toBe(settlementDigest('退款 '));
  });

  it('says who agreed to the words at hand, who to others, and who is silent', () => {
    expect(positions(own, ` ${WORDS} `)).toEqual([
      { party: 'registry/crosschain-proxy', state: 'same', digest: DIGEST, text: WORDS },
      { party: 'court/crosschain-proxy', state: 'silent' },
      { party: 'tax/crosschain-proxy', state: 'other', digest: OTHER },
    ]);
    expect(positions(own, '')[0]!.state).toBe('other');
    expect(positions(undefined, WORDS)).toEqual([]);
  });

  it('offers the words that others agreed to, where they are known', () => {
    expect(proposed(own)).toEqual([WORDS]);
  });

  it('keeps the words of others to the last blank, because their digest is of the very same', () => {
    const words = 'refunded by hand\n';
    const digest = settlementDigest(words);
    const theirs: Own = {
      ...own,
      agreement: {
        neededFrom: [{ party: 'registry/crosschain-proxy', agreedTo: digest }],
        settlements: [{ digest, text: words }],
      },
    };
    expect(wordsOf(theirs, words)).toBe(words);
    expect(wordsOf(theirs, ' my own ')).toBe('my own');
    expect(positions(theirs, words)[0]?.state).toBe('same');
  });

  it('goes by what the own proxy says is open', () => {
    expect(isOpen(own, 'retry')).toBe(false);
    expect(isOpen(own, 'agree')).toBe(true);
    expect(isOpen(undefined, 'agree')).toBe(false);
  });
});
