import { createContext, lazy, Suspense, use, useMemo, useState, type ReactNode } from 'react';
import type { TypedData } from '../identity/signer';
import type { Receipt } from './send';
import type { SignedStatement, Statement } from './typedData';
import type { Call } from './words/describe';
import type { Rpc } from './rpc';
import type { Sentence } from './words/sentence';

const SigningDialog = lazy(() => import('./SigningDialog'));

/** What may be asked of the user: a transaction, or a signature alone. */
export type Asked =
  | {
      kind: 'transaction';
      call: Call;
      context?: ReactNode;
      unknown?: boolean;
      by?: string | undefined;
      done: (receipt: Receipt | undefined) => void;
    }
  | {
      kind: 'typedData';
      /** Whether what it agrees to contains a call that this page does not know: then the user has to say that she does. */
      unknown?: boolean;
      /** Made once chain and account are known. */
      build: (rpc: Rpc, chainId: number, account: string) => Promise<TypedData>;
      says: Sentence;
      context?: ReactNode;
      done: (signed: Signed | undefined) => void;
    };

export interface Signed {
  account: string;
  data: TypedData;
  signature: string;
}

/** What a signature is about beyond itself: a vote is about the order's changes. */
export interface About {
  context?: ReactNode;
  /** Whether there is a call in it that this page does not know. */
  unknown?: boolean;
  /** The account that alone may sign it: from another the same call would be something else. */
  by?: string | undefined;
}

interface Signing {
  /** Shows what the call does, has it signed and sent, waits for its block. Undefined when the user did not go through with it. */
  transact: (call: Call, about?: About) => Promise<Receipt | undefined>;
  /** Shows what is signed, has it signed. Undefined when the user did not go through with it. */
  sign: (
    build: (rpc: Rpc, chainId: number, account: string) => Promise<TypedData>,
    says: Sentence,
    about?: About,
  ) => Promise<Signed | undefined>;
  /** A signed statement to the console, see {@link Statement}; `says` puts it in words. */
  state: (
    statement: Pick<Statement, 'action' | 'subject' | 'text'>,
    says: Sentence,
  ) => Promise<SignedStatement | undefined>;
}

const Context = createContext<Signing | undefined>(undefined);

/** Whatever is signed on any page goes through its one dialog. */
export function SigningProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked>();
  const signing = useMemo<Signing>(() => {
    const sign: Signing['sign'] = (build, says, about) =>
      new Promise(resolve => {
        const done = (signed: Signed | undefined) => {
          setAsked(undefined);
          resolve(signed);
        };
        setAsked({ kind: 'typedData', build, says, ...about, done });
      });
    return {
      sign,
      transact: (call, about) =>
        new Promise(resolve => {
          const done = (receipt: Receipt | undefined) => {
            setAsked(undefined);
            resolve(receipt);
          };
          setAsked({ kind: 'transaction', call, ...about, done });
        }),
      state: async (part, says) => {
        const { freshNonce, statementData } = await import('./typedData');
        const { statementTime } = await import('./statementTime');
        const signed = await sign(async (rpc, chainId) => {
          return statementData(chainId, {
            console: window.location.origin,
            ...part,
            issuedAt: await statementTime(rpc),
            nonce: freshNonce(),
          });
        }, says);
        if (!signed) return undefined;
        const statement = signed.data.message as unknown as Statement;
        return { ...statement, account: signed.account, signature: signed.signature };
      },
    };
  }, []);
  return (
    <Context value={signing}>
      {children}
      {asked && (
        <Suspense fallback={null}>
          <SigningDialog asked={asked} />
        </Suspense>
      )}
    </Context>
  );
}

export function useSigning(): Signing {
  const signing = use(Context);
  if (!signing) throw new Error('useSigning: expected a SigningProvider above');
  return signing;
}
