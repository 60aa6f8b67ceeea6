import type { AppError } from '../../lib/errors.ts';
import { formatList } from '../../lib/i18n/format.ts';
import { t } from '../../lib/i18n/index.ts';
import type { ErrorAction } from './error-notice.tsx';

/** Without permission, all that can be known is whether anybody answers. */
export function whyUnreachable({
  host,
  permitted,
  answers,
  elsewhere,
}: Extract<AppError, { kind: 'unreachable' }>): readonly [sentence: string, action: ErrorAction] {
  if (elsewhere !== undefined) return [t('error_unreachable_elsewhere', host, elsewhere), 'settings'];
  if (permitted) return [t('error_unreachable', host), 'again'];
  if (answers === undefined) return [t('error_not_permitted', host), 'settings'];
  return [t(answers ? 'error_not_permitted_answers' : 'error_not_permitted_silent', host), 'settings'];
}

/** Most servers speak Chat Completions alone. */
export function whyWrongAddress(url: string): string {
  return url.endsWith('/responses') ? t('error_no_responses', url) : t('error_wrong_address', url);
}

export function whyModelMissing({ host, model, nearest }: Extract<AppError, { kind: 'model-missing' }>): string {
  if (nearest === undefined) return t('error_model_missing', host, model);
  if (nearest.length === 0) return t('error_model_missing_all', host);
  return t('error_model_missing_nearest', host, model, formatList(nearest));
}
