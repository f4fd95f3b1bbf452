import { describe, expect, it } from 'vitest';
import { KINDS } from '../../orders/kinds';
import { isKind, type RegisterRecord } from '../kinds';
import { ORDERS } from './catalogue';

describe('what only a work order does', () => {
  it('leads from its record to every order that is about one', () => {
    const about = KINDS.filter(({ fields }) =>
      fields.some(field => field.type === 'record' && isKind(field.of)),
    );
    expect(about.length).toBeGreaterThan(25);
    for (const { key } of about) {
      expect(
        ORDERS.map(each => each.order),
        key,
      ).toContain(key);
    }
  });

  it('offers orders on keys and grants only where there are such', () => {
    const offers = (kind: string, more: Partial<RegisterRecord>) =>
      ORDERS.filter(
        each => each.kind === kind && each.when({ id: '0x1', kind, label: 'a', status: 'ACTIVE', ...more }),
      ).map(each => each.order);
    expect(offers('accounts', { protocolKeys: [] })).not.toContain('ProtocolKeys.acceptByVote');
    expect(offers('accounts', { protocolKeys: [{ status: 'REGISTERED' }] })).toEqual(
      expect.arrayContaining(['ProtocolKeys.acceptByVote', 'ProtocolKeys.revokeByVote']),
    );
    expect(offers('accounts', { protocolKeys: [{ status: 'CONFIRMED' }] })).not.toContain(
      'ProtocolKeys.acceptByVote',
    );
    expect(offers('data-sets', { grantList: [{ status: 'ACTIVE' }] })).toContain('DataLedger.cancelGrant');
    expect(offers('data-sets', { grantList: [{ status: 'REVOKED' }] })).not.toContain(
      'DataLedger.cancelGrant',
    );
  });
});
