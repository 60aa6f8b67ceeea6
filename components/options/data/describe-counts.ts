import { formatList } from '../../../lib/i18n/format.ts';
import { tn } from '../../../lib/i18n/plural.ts';
import type { DataCounts } from '../../../lib/panel/options/data-model.ts';

/** "12 threads, 340 messages, and 1 prompt", without what there is none of; null for nothing at all. */
export function describeCounts(counts: DataCounts): string | null {
  const parts = [
    ...(counts.threads > 0 ? [tn('data_count_threads', counts.threads)] : []),
    ...(counts.messages > 0 ? [tn('data_count_messages', counts.messages)] : []),
    ...(counts.files > 0 ? [tn('data_count_files', counts.files)] : []),
    ...(counts.assistants > 0 ? [tn('data_count_assistants', counts.assistants)] : []),
    ...(counts.prompts > 0 ? [tn('data_count_prompts', counts.prompts)] : []),
    ...(counts.connections > 0 ? [tn('data_count_connections', counts.connections)] : []),
    ...(counts.settings > 0 ? [tn('data_count_settings', counts.settings)] : []),
  ];
  return parts.length === 0 ? null : formatList(parts);
}
