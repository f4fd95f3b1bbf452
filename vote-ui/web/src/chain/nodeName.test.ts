import { describe, expect, it } from 'vitest';
import { differentNodes } from './nodeName';

describe('the name of a node', () => {
  it.each([
    ['http://node:80', 'HTTP://NODE/'],
    ['https://node', 'https://node.:443'],
    ['http://node/rpc', 'http://node/a/../rpc/'],
    ['http://[::1]:8545', 'http://[0:0:0:0:0:0:0:1]:8545/'],
    ['http://10.0.0.5:8545', 'http://[::ffff:10.0.0.5]:8545'],
    ['http://127.0.0.1', 'http://2130706433'],
  ])('is one for %s and %s', (first, second) => {
    expect(differentNodes([first, second])).toEqual([first]);
  });

  it('differs where the nodes may', () => {
    const nodes = [
      'http://node',
      'https://node',
      'http://node:8545',
      'http://node/a',
      'http://node/A',
      'no address',
    ];

    expect(differentNodes(nodes)).toEqual(nodes);
  });
});
