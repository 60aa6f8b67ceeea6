import { t } from '../../../lib/i18n/index.ts';
import type { Service } from '../../../lib/models/services.ts';

/** What a service is called: its own name, but for those that have none. */
export function serviceLabel({ id, label }: Pick<Service, 'id' | 'label'>): string {
  if (id === 'custom') return t('service_other');
  return id === 'built-in' ? t('service_built_in') : label;
}
