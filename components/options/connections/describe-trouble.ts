import type { AppError } from '../../../lib/errors.ts';
import { t } from '../../../lib/i18n/index.ts';
import { describeError } from '../../notices/error-notice.tsx';

/** One sentence for whoever sets something up: there is no question here that would be kept. */
export function describeTrouble(error: AppError): string {
  return error.kind === 'offline' ? t('test_offline') : describeError(error)[0];
}
