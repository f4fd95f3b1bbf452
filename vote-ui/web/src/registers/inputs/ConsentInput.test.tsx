import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { encryptKeystoreJsonSync, id as keccakOfText, Wallet } from 'ethers';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeChain, serve } from '../../chain/testing';
import { useIdentity } from '../../identity/IdentityProvider';
import { SignatureRejected, type Signer, type TypedData } from '../../identity/signer';
import { Around } from '../../shell/testingPages';
import type { ConsentValue } from '../actions/membership';
import { ConsentInput } from './ConsentInput';
import { isConsent, type Agreement } from './consent';

/** A real key and file, but cheap to encrypt, and with what there is of randomness outside of a browser. */
vi.mock('./keys', async original => ({
  ...(await original<object>()),
  makeKey: (password: string) => {
    const wallet = new Wallet(`0x${'77'.repeat(32)}`);
    return Promise.resolve({ wallet, keystore: keystore(wallet, password), fileName: 'key.json' });
  },
}));
const keystore = ({ address, privateKey }: Wallet, password: string) =>
  encryptKeystoreJsonSync({ address, privateKey }, password, { scrypt: { N: 2, r: 1, p: 1 } });

const CHAIN = 190_026;
const AGREEMENT: Agreement = { to: 'belong', institution: keccakOfText('court'), role: 'OPERATOR' };
const PATIENCE = { timeout: 60_000 };

/** A signer that signs, or does not, as its holder says. */
function signer(rejects: boolean): Signer {
  const wallet = new Wallet(`0x${'11'.repeat(32)}`);
  return {
    kind: 'wallet',
    label: 'test',
    inMemory: false,
    address: wallet.address.toLowerCase(),
    signTypedData: ({ domain, types, message }: TypedData) =>
      rejects ? Promise.reject(new SignatureRejected()) : wallet.signTypedData(domain, types, message),
    sendTransaction: () => Promise.reject(new Error('no transaction is part of this')),
    forget: () => undefined,
  };
}

function Opened({
  as,
  agreement,
  came,
}: {
  as: Signer;
  agreement: Agreement;
  came: (value: unknown) => void;
}) {
  const { unlock } = useIdentity();
  return (
    <>
      <button onClick={() => unlock(as)}>unlock</button>
      <ConsentInput
        id="consent"
        value={undefined}
        onChange={came}
        invalid={false}
        described={undefined}
        agreement={agreement}
      />
    </>
  );
}

function open(as: Signer, agreement: Agreement = AGREEMENT): unknown[] {
  serve(new FakeChain(), CHAIN);
  const came: unknown[] = [];
  render(<Opened as={as} agreement={agreement} came={value => came.push(value)} />, { wrapper: Around });
  return came;
}

const button = (name: string) => screen.findByRole<HTMLButtonElement>('button', { name }, PATIENCE);

async function signWithOwn(as: Signer): Promise<unknown[]> {
  const came = open(as);
  fireEvent.click(screen.getByText('unlock'));
  fireEvent.click(await screen.findByRole('radio', { name: 'The account that is chosen now' }, PATIENCE));
  fireEvent.click(await button('Sign the consent'));
  return came;
}

describe('the consent of the account that is chosen now', () => {
  beforeAll(() => import('../../chain/SigningDialog'), 120_000);
  beforeEach(() => localStorage.clear());

  it('is signed in the one dialog, which says what it agrees to', async () => {
    const came = await signWithOwn(signer(false));
    const does = await screen.findByTestId('does', {}, PATIENCE);
    expect(does.textContent).toContain(`${keccakOfText('court')} (not registered) as its operator`);
    expect(came).toEqual([]);
    fireEvent.click(await button('Sign'));
    await waitFor(() => expect(came).toHaveLength(1), PATIENCE);
    expect(isConsent(CHAIN, came[0] as ConsentValue, AGREEMENT)).toBe(true);
  }, 120_000);

  it('says in a sentence that its wallet refused', async () => {
    const came = await signWithOwn(signer(true));
    await screen.findByTestId('does', {}, PATIENCE);
    fireEvent.click(await button('Sign'));
    const problem = await screen.findByTestId('signing-problem', {}, PATIENCE);
    expect(problem.textContent).toContain('You rejected the signature in your wallet');
    expect(came).toEqual([]);
  }, 120_000);
});

describe('a consent that is pasted', () => {
  beforeEach(() => localStorage.clear());

  it('says what is expected as soon as something else is typed', async () => {
    const came = open(signer(false));
    fireEvent.click(await screen.findByRole('radio', { name: 'Paste a consent' }, PATIENCE));
    const field = screen.getByRole('textbox', { name: 'Paste a consent' });
    expect(screen.queryByRole('alert')).toBeNull();
    for (const nonsense of ['nonsense', '{"account":"0x12"}', '{']) {
      fireEvent.change(field, { target: { value: nonsense } });
      expect(screen.getByRole('alert').textContent).toContain('govchain account consent --json');
      expect(field.getAttribute('aria-invalid')).toBe('true');
    }
    expect(came.every(each => each === undefined)).toBe(true);
    fireEvent.change(field, { target: { value: ' ' } });
    expect(screen.queryByRole('alert')).toBeNull();
  }, 120_000);
});

describe('the consent of a key that is made here', () => {
  const SUCCEED: Agreement = { to: 'succeed', account: `0x${'44'.repeat(20)}` };
  const PASSWORD = 'a very long password';

  /** Whatever the page hands to the browser's downloads. */
  function downloads(): Blob[] {
    const all: Blob[] = [];
    URL.createObjectURL = blob => {
      all.push(blob as Blob);
      return 'blob:test';
    };
    URL.revokeObjectURL = () => undefined;
    return all;
  }

  const fill = (label: string, at: number, text: string) => {
    const input = screen.getAllByLabelText(label)[at];
    if (!input) throw new Error(`${label}: there are not ${at + 1}`);
    fireEvent.change(input, { target: { value: text } });
  };

  async function openAgain(container: HTMLElement, text: string): Promise<void> {
    const input = container.querySelector('input[type=file]') as HTMLInputElement;
    const file = Object.assign(new File([text], 'key.json'), { text: () => Promise.resolve(text) });
    fireEvent.change(input, { target: { files: [file] } });
    fill('Password of the keystore file', 1, PASSWORD);
    fireEvent.click(await button('Sign the consent'));
  }

  it('counts only once its file was opened again, and no other file', async () => {
    const files = downloads();
    const came = open(signer(false), SUCCEED);
    await screen.findByText('The password again', {}, PATIENCE);
    fill('Password of the keystore file', 0, PASSWORD);
    fill('The password again', 0, PASSWORD);
    fireEvent.click(await button('Make it and download its file'));
    const again = await screen.findByTestId('open-again', {}, PATIENCE);
    expect(came).toEqual([]);

    await openAgain(again, keystore(new Wallet(`0x${'66'.repeat(32)}`), PASSWORD));
    await screen.findByText(/not the file of the key that was just made/, {}, PATIENCE);
    expect(came).toEqual([]);

    await openAgain(again, await readAsText(files[0]));
    await waitFor(() => expect(came).toHaveLength(1), PATIENCE);
    expect(isConsent(CHAIN, came[0] as ConsentValue, SUCCEED)).toBe(true);
  }, 240_000);
});

/** Neither jsdom's blobs nor its files have a `text` of their own. */
function readAsText(blob: Blob | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('the download cannot be read'));
    if (blob) reader.readAsText(blob);
    else reject(new Error('nothing was downloaded'));
  });
}
