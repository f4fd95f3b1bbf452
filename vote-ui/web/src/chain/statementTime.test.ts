import { afterEach, describe, expect, it, vi } from 'vitest';
import { statementTime } from './statementTime';
import { FakeChain } from './testing';

const LAST_BLOCK = 1_700_000_000;

function chain(): FakeChain {
  const made = new FakeChain();
  made.methods.eth_getBlockByNumber = () => ({ number: '0x7', timestamp: `0x${LAST_BLOCK.toString(16)}` });
  return made;
}

function consoleAt(time: number): void {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ time })));
}

describe('the date of a statement', () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is the console's once the chain has stood still for long", async () => {
    consoleAt(LAST_BLOCK + 7_200);
    expect(await statementTime(chain())).toBe(LAST_BLOCK + 7_200);
    consoleAt(LAST_BLOCK + 301);
    expect(await statementTime(chain())).toBe(LAST_BLOCK + 301);
  });

  it("is the console's where the chain's clock is ahead", async () => {
    consoleAt(LAST_BLOCK - 301);
    expect(await statementTime(chain())).toBe(LAST_BLOCK - 301);
  });

  it("is the chain's while blocks are made", async () => {
    consoleAt(LAST_BLOCK + 300);
    expect(await statementTime(chain())).toBe(LAST_BLOCK);
  });
});
