import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import vector from '../../../vectors/keystore.json';
import { FakeChain, record, serve } from '../chain/testing';
import { ENUMS } from '../generated/contracts';
import { renderRoutes } from '../shell/testingPages';
import NewOrderPage from './NewOrderPage';

const PATIENCE = { timeout: 60_000 };
const AT = '/orders/new/ProtocolKeys.setConfirmations';

const constant = (type: string, name: string) => BigInt(ENUMS[type]?.indexOf(name) ?? -1);

/** A chain that has every account as an active governor's. */
const governors = () =>
  new FakeChain({
    'Accounts.account': () =>
      record('Accounts', 'account', {
        role: constant('AccountRole', 'GOVERNOR'),
        status: constant('IAccounts.Status', 'ACTIVE'),
      }),
    'Institutions.institution': () =>
      record('Institutions', 'institution', { status: constant('IInstitutions.Status', 'ACTIVE') }),
    'WorkOrders.policyOf': () => [constant('IWorkOrders.Policy', 'MAJORITY')],
  });

async function openKeystore(): Promise<void> {
  const user = userEvent.setup();
  const text = JSON.stringify(vector.keystore);
  // jsdom's files cannot be read by text().
  const file = Object.assign(new File([text], 'governor.json', { type: 'application/json' }), {
    text: async () => text,
  });
  await user.upload(await screen.findByLabelText(/^(Keystore file \(JSON\)|密钥库文件（JSON）)$/), file);
  fireEvent.change(screen.getByLabelText(/^(Password|密码)$/), { target: { value: vector.password } });
  const open = screen.getByRole<HTMLButtonElement>('button', { name: /^(Open|打开)$/ });
  await waitFor(() => expect(open.disabled).toBe(false), PATIENCE);
  fireEvent.click(open);
  await waitFor(() => expect(screen.queryByLabelText(/^(Password|密码)$/)).toBeNull(), PATIENCE);
}

beforeEach(() => localStorage.clear());

it('an account is chosen where the order is composed, which is proposed then with all that was filled in', async () => {
  serve(governors(), 190_026);
  const router = renderRoutes([{ path: '/orders/new/:kind?', element: <NewOrderPage /> }], [AT]);
  const description = await screen.findByTestId<HTMLTextAreaElement>('description', {}, PATIENCE);
  const confirmations = () => document.querySelector<HTMLInputElement>('input[inputmode=numeric]');
  fireEvent.change(description, { target: { value: 'Wait for three blocks' } });
  fireEvent.change(confirmations()!, { target: { value: '3' } });

  await openKeystore();
  expect(router.state.location.pathname).toBe(AT);
  expect(screen.getByTestId<HTMLTextAreaElement>('description').value).toBe('Wait for three blocks');
  expect(confirmations()?.value).toBe('3');

  const propose = () => screen.getByTestId<HTMLButtonElement>('propose');
  expect(propose().disabled).toBe(true);
  fireEvent.click(screen.getByTestId('add-change'));
  await waitFor(() => expect(propose().disabled).toBe(false), PATIENCE);
  expect(screen.queryByTestId('not-added')).toBeNull();

  // Typed after: it is not in the order, which is said before anything is proposed.
  fireEvent.change(confirmations()!, { target: { value: '4' } });
  expect(await screen.findByTestId('not-added', {}, PATIENCE)).toBeTruthy();
}, 120_000);
