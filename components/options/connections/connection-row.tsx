import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { Connection } from '../../../lib/models/connection.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { Choice } from '../choice.tsx';

type RowProps = {
  readonly connection: Connection;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
};

/** Deleting takes a second click in another place. */
export function ConnectionRow({ connection, chosen, onChoose, onEdit, onRemove }: RowProps) {
  const [asking, setAsking] = useState(false);
  const { name, model, base_url, protocol } = connection;
  const host = URL.parse(base_url)?.host ?? base_url;
  const server = model === '' ? t('connection_no_model', host) : t('connection_detail', model, host);
  return (
    <Choice
      group="default-connection"
      name={name}
      detail={protocol === 'built-in' ? t('built_in_ready') : server}
      chosen={chosen}
      onChoose={onChoose}
    >
      {asking ? (
        <div class="choices">
          <TextButton label={t('keep')} aria-label={t('keep_named', name)} onClick={() => setAsking(false)} />
          <TextButton label={t('delete_really')} aria-label={t('delete_really_named', name)} onClick={onRemove} />
        </div>
      ) : (
        <div class="choices">
          <TextButton label={t('edit')} aria-label={t('edit_named', name)} onClick={onEdit} />
          <TextButton label={t('delete')} aria-label={t('delete_named', name)} onClick={() => setAsking(true)} />
        </div>
      )}
    </Choice>
  );
}
