import { Alert, Button } from 'antd';
import { useTexts } from '../shell/i18n';
import { texts } from '../parts/texts';
import { explain } from './explain';

/** What went wrong with the chain, a signature or the server, in a sentence that says what to do. */
export function ChainProblem({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useTexts(texts);
  if (!error) return null;
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      data-testid="problem"
      title={explain(error)}
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
