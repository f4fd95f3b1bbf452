import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { post } from '../../api/client';
import { refreshAll } from '../../api/queries';
import type { Alert } from '../../api/types';
import { useSigning } from '../../chain/SigningProvider';
import { announce } from '../../parts/announce';
import { Problem } from '../../parts/Problem';
import { usePunctuation } from '../../parts/punctuation';
import { useTexts } from '../../shell/i18n';
import { texts } from '../texts';
import { namedAlert } from './stateOf';
import { useAlertWords } from './useAlertWords';

/** The longest comment that the server takes. */
const LONGEST_COMMENT = 4_000;

/** Asks for a comment, has it signed, and hands it to the server. */
export function Acknowledge({ alert }: { alert: Alert }) {
  const t = useTexts(texts);
  const words = useAlertWords();
  const { colon } = usePunctuation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label={`${t('alerts.acknowledge')}${colon}${words(alert)}`}>
        {t('alerts.acknowledge')}
      </Button>
      {open && <Dialog alert={alert} onClose={() => setOpen(false)} />}
    </>
  );
}

function Dialog({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const t = useTexts(texts);
  const words = useAlertWords();
  const sentences = useSentences();
  const field = useId();
  const hint = useId();
  const [comment, setComment] = useState('');
  const { acknowledge, busy, failure } = useAcknowledging(alert, onClose);
  const text = comment.trim();
  return (
    <Modal
      open
      title={t('ack.title')}
      okText={t('ack.sign')}
      cancelText={t('ack.cancel')}
      okButtonProps={{ disabled: text === '', loading: busy }}
      onOk={() => void acknowledge(text)}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{words(alert)}</p>
        <div>
          <label htmlFor={field}>{t('ack.comment')}</label>
          <Input.TextArea
            id={field}
            rows={3}
            maxLength={LONGEST_COMMENT}
            value={comment}
            aria-describedby={hint}
            onChange={event => setComment(event.target.value)}
          />
          <p id={hint} className="muted">
            {t('ack.comment.required')}
          </p>
        </div>
        <p>{t('ack.text')}</p>
        {failure !== undefined && <Problem error={failure} sentences={sentences} />}
      </div>
    </Modal>
  );
}

function useSentences(): Record<string, string> {
  const t = useTexts(texts);
  return {
    'account-inactive': t('ack.inactive'),
    'statement-stale': t('ack.stale'),
    'signature-refused': t('ack.signature'),
    'statement-replayed': t('ack.replayed'),
    'alert-acknowledged': t('ack.already'),
    'role-refused': t('ack.role'),
  };
}

function useAcknowledging(alert: Alert, onDone: () => void) {
  const t = useTexts(texts);
  const signing = useSigning();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const acknowledge = async (text: string) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const named = namedAlert(alert);
      const says = {
        zh: texts.zh['ack.says'].replace('{{id}}', named),
        en: texts.en['ack.says'].replace('{{id}}', named),
      };
      const part = { action: 'acknowledge-alert', subject: named, text } as const;
      const statement = await signing.state(part, says);
      if (!statement) return;
      await post(`/v1/alerts/${alert.id}/acknowledge`, statement);
      announce(t('ack.done'));
      await refreshAll();
      onDone();
    } catch (problem) {
      setFailure(problem);
    } finally {
      setBusy(false);
    }
  };
  return { acknowledge, busy, failure };
}
