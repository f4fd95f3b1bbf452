import { Alert, Button } from 'antd';
import { useId, useState, type DragEvent } from 'react';
import { raw } from '../api/client';
import { useNetwork } from '../api/hooks';
import { Problem } from '../api/problem';
import { explain } from '../chain/explain';
import { useIdentity } from '../identity/IdentityProvider';
import { announce } from '../parts/announce';
import { FileInput } from '../parts/FileInput';
import { handOver } from '../parts/handOver';
import { Hash } from '../parts/Hash';
import { usePunctuation } from '../parts/punctuation';
import { textsNow, useTexts } from '../shell/i18n';
import { digestOf } from './digest';
import { nameIn } from './documentName';
import { texts } from './texts';
import { useUpload, type Held } from './useUpload';

interface Checked extends Held {
  actual: string;
  fromServer: boolean;
}

interface Props {
  digest: string;
  /** Whose document it is: an applicant's, who may be the reader herself, or a reviewer's report. */
  of?: 'document' | 'own' | 'report';
}

/** Compares a document with the digest that the chain has of it; nothing else decides whether it is the right one. */
export function DocumentCheck({ digest, of = 'document' }: Props) {
  const t = useTexts(texts);
  const { colon } = usePunctuation();
  const { account } = useIdentity();
  const upload = useUpload();
  const { data: network } = useNetwork();
  const [checked, setChecked] = useState<Checked>();
  const [said, setSaid] = useState<{ good: boolean; text: string }>();
  const [busy, setBusy] = useState(false);
  const inputId = useId();

  const check = async (
    { name, type }: Pick<Checked, 'name' | 'type'>,
    content: Uint8Array<ArrayBuffer>,
    fromServer: boolean,
    namedBy?: string,
  ) => {
    const actual = await digestOf(content);
    const good = actual === digest.toLowerCase();
    const verdict = good ? t('document.match', { name }) : t('document.differ', { name, actual });
    const text = namedBy ? `${verdict} ${t('document.named', { account: namedBy })}` : verdict;
    setChecked({ name, type, content, actual, fromServer });
    setSaid({ good, text });
    announce(text);
  };

  const attempt = async (action: () => Promise<void>) => {
    setBusy(true);
    setSaid(undefined);
    try {
      await action();
    } catch (failure) {
      const absent = failure instanceof Problem && failure.status === 404;
      setSaid({ good: false, text: absent ? t(`${of}.absent`) : explain(failure) });
    } finally {
      setBusy(false);
    }
  };

  const take = (file: File | undefined) =>
    attempt(async () => {
      if (file) await check(file, new Uint8Array(await file.arrayBuffer()), false);
    });

  const download = () =>
    attempt(async () => {
      const response = await raw(`/v1/documents/${digest}`);
      const named = network && nameIn(response, digest, network.chainId);
      const name = named?.name ?? `${digest.slice(0, 12)}.bin`;
      const content = new Uint8Array(await response.arrayBuffer());
      await check({ name, type: '' }, content, true, named?.account);
    });

  const share = (file: Checked) =>
    attempt(async () => {
      if (await upload(digest, file)) setSaid({ good: true, text: textsNow(texts)('document.uploaded') });
    });

  const matches = checked?.actual === digest.toLowerCase();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  };
  return (
    <section aria-label={t(of)} data-testid={of === 'own' ? 'document' : of}>
      <p>
        {t('digest')}
        {colon}
        <Hash value={digest} whole />
      </p>
      <p className="muted">{t(`${of}.text`)}</p>
      <div className="empty" onDragOver={event => event.preventDefault()} onDrop={drop}>
        <label htmlFor={inputId}>{t('document.choose')}</label>{' '}
        <FileInput id={inputId} onChoose={file => void take(file)} />
      </div>
      <div className="filters above">
        <Button loading={busy} onClick={() => void download()}>
          {t('document.download')}
        </Button>
        {checked && matches && checked.fromServer && <Save {...checked} />}
        {checked && matches && !checked.fromServer && account && (
          <Button onClick={() => void share(checked)}>{t('document.upload')}</Button>
        )}
      </div>
      {said && (
        <Alert
          type={said.good ? 'success' : 'error'}
          showIcon
          role="status"
          data-testid="document-verdict"
          title={said.text}
        />
      )}
    </section>
  );
}

function Save({ name, content }: Checked) {
  const t = useTexts(texts);
  const save = () => handOver(name, new Blob([content], { type: 'application/octet-stream' }));
  return <Button onClick={save}>{t('document.save', { name })}</Button>;
}
