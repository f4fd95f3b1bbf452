import { Alert, Button, Select } from 'antd';
import { useId, useState } from 'react';
import { call } from '../chain/send';
import { useSigning } from '../chain/SigningProvider';
import { announce } from '../parts/announce';
import { FileInput } from '../parts/FileInput';
import { useLatest } from '../parts/useLatest';
import { useWord } from '../parts/Status';
import { useTexts } from '../shell/i18n';
import { digestOf } from './digest';
import { texts } from './texts';

const RECOMMENDATIONS = ['ADMIT', 'REJECT', 'ASK_FOR_MORE'];

/** Puts a recommendation on record, with the digest of a report that stays with the members. */
export function ReviewForm({ application }: { application: string }) {
  const t = useTexts(texts);
  const word = useWord();
  const { transact } = useSigning();
  const [recommendation, setRecommendation] = useState('ADMIT');
  const begin = useLatest();
  const [digest, setDigest] = useState<string>();
  const [done, setDone] = useState(false);
  const fileId = useId();
  const put = async () => {
    const number = RECOMMENDATIONS.indexOf(recommendation) + 1;
    if (await transact(call('Institutions', 'review', [application, number, digest]))) {
      setDone(true);
      announce(t('review.done'));
    }
  };
  return (
    <details>
      <summary>{t('review')}</summary>
      <p>{t('review.text')}</p>
      <div className="filters">
        <Select
          aria-label={t('review.recommendation')}
          value={recommendation}
          style={{ minWidth: 200 }}
          options={RECOMMENDATIONS.map(value => ({ value, label: word(value) }))}
          onChange={setRecommendation}
        />
        <label htmlFor={fileId}>
          {t('review.report')}
          <FileInput
            id={fileId}
            onChoose={file => {
              const isLatest = begin();
              setDigest(undefined);
              void file?.arrayBuffer().then(async content => {
                const found = await digestOf(new Uint8Array(content));
                if (isLatest()) setDigest(found);
              });
            }}
          />
        </label>
        <Button disabled={!digest} onClick={() => void put()}>
          {t('review')}
        </Button>
      </div>
      {digest && <p className="hash">{digest}</p>}
      {done && <Alert type="success" showIcon role="status" title={t('review.done')} />}
    </details>
  );
}
