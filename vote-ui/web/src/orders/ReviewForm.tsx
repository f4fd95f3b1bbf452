import { Alert, Button, Select } from 'antd';
import { useId, useState } from 'react';
import { explain } from '../chain/explain';
import { call } from '../chain/send';
import { useSigning } from '../chain/SigningProvider';
import { announce } from '../parts/announce';
import { FileInput } from '../parts/FileInput';
import { useLatest } from '../parts/useLatest';
import { useWord } from '../parts/Status';
import { useTexts } from '../shell/i18n';
import { digestOf } from './digest';
import { texts } from './texts';
import { useUpload, type Held } from './useUpload';

/** The report that was chosen, with its digest. */
export interface Report extends Held {
  digest: string;
}

const RECOMMENDATIONS = ['ADMIT', 'REJECT', 'ASK_FOR_MORE'];

/** Puts a recommendation on record, with the digest of a report; the report itself goes to the console where the reviewer hands it over. */
export function ReviewForm({ application }: { application: string }) {
  const t = useTexts(texts);
  const word = useWord();
  const { transact } = useSigning();
  const [recommendation, setRecommendation] = useState('ADMIT');
  const begin = useLatest();
  const [report, setReport] = useState<Report>();
  const [done, setDone] = useState<Report>();
  const fileId = useId();
  const put = async () => {
    const number = RECOMMENDATIONS.indexOf(recommendation) + 1;
    if (report && (await transact(call('Institutions', 'review', [application, number, report.digest])))) {
      setDone(report);
      announce(t('review.done'));
    }
  };
  return (
    <details data-testid="review-form">
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
              setReport(undefined);
              void file?.arrayBuffer().then(async buffer => {
                const content = new Uint8Array(buffer);
                const digest = await digestOf(content);
                if (isLatest()) setReport({ name: file.name, type: file.type, content, digest });
              });
            }}
          />
        </label>
        <Button disabled={!report} onClick={() => void put()}>
          {t('review')}
        </Button>
      </div>
      {report && <p className="hash">{report.digest}</p>}
      {done && <Alert type="success" showIcon role="status" title={t('review.done')} />}
      {done && <Share key={done.digest} report={done} />}
    </details>
  );
}

/** Hands the report to those who are to vote by it: the chain has only its digest. */
export function Share({ report }: { report: Report }) {
  const t = useTexts(texts);
  const upload = useUpload();
  const [said, setSaid] = useState<{ good: boolean; text: string }>();
  const [busy, setBusy] = useState(false);
  const share = async () => {
    setBusy(true);
    try {
      if (await upload(report.digest, report)) setSaid({ good: true, text: t('document.uploaded') });
    } catch (failure) {
      setSaid({ good: false, text: explain(failure) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div data-testid="share-report">
      <p>{t('report.share', { name: report.name })}</p>
      {!said?.good && (
        <Button loading={busy} onClick={() => void share()}>
          {t('document.upload')}
        </Button>
      )}
      {said && <Alert type={said.good ? 'success' : 'error'} showIcon role="status" title={said.text} />}
    </div>
  );
}
