import { Alert, Button } from 'antd';
import { Problem as Refusal } from '../api/problem';
import { useTexts, type Translate } from '../shell/i18n';
import { refused } from './refusals';
import { texts } from './texts';

interface Props {
  error: unknown;
  retry?: () => void;
  /** Sentences for codes that this page knows; the others are worded here. */
  sentences?: Record<string, string>;
}

/** What went wrong, in a sentence that says what to do. */
export function Problem({ error, retry, sentences }: Props) {
  const t = useTexts(texts);
  if (!error) return null;
  const known = error instanceof Refusal ? sentences?.[error.code] : undefined;
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      data-testid="problem"
      title={known ?? sentence(error, t)}
      action={
        retry && (
          <Button size="small" onClick={retry}>
            {t('retry')}
          </Button>
        )
      }
    />
  );
}

function sentence(error: unknown, t: Translate<keyof (typeof texts)['en']>): string {
  if (error instanceof Refusal) {
    const words = refused(error);
    if (words !== undefined) return words;
    if (error.status === 0) return t('problem.unreachable');
    if (error.status === 404) return t('problem.notFound');
    if (error.status === 429 || error.status === 503) return t('problem.busy');
    if (error.status >= 500) return t('problem.server');
    return t('problem.refused', { message: error.message });
  }
  return t('problem.other', { message: error instanceof Error ? error.message : String(error) });
}
