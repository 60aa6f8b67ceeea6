import { useEffect, useState } from 'preact/hooks';
import type { AppError } from '../../lib/errors.ts';
import { t } from '../../lib/i18n/index.ts';
import type { ShownThread, ThreadLibrary } from '../../lib/panel/threads/threads-model.ts';

type Props = {
  readonly library: ThreadLibrary;
  readonly site: string | null;
  readonly tell: (error: AppError | null) => void;
};

const NAMES = {
  site: 'threads_scope_site',
  page: 'threads_scope_page',
  everywhere: 'threads_scope_everywhere',
} as const;

const SCOPES = ['site', 'page', 'everywhere'] as const;

/** Where the current thread is shown. */
export function ThreadsScope({ library, site, tell }: Props) {
  const [shown, setShown] = useState<ShownThread | null>(null);
  const [changes, setChanges] = useState(0);
  // Another site has another thread, and a choice may make one.
  useEffect(() => library.watchShown(setShown), [library, site, changes]);
  if (site === null || library.isVisiting()) return null;
  const scopes = SCOPES.filter((scope) => scope !== 'page' || library.hasPage());
  const onChange = (value: string) => {
    const scope = SCOPES.find((one) => one === value);
    if (scope === undefined) return;
    void library.setScope(scope).then((error) => {
      tell(error);
      setChanges((count) => count + 1);
    });
  };
  return (
    <label class="threads-scope">
      <span>{t('threads_scope')}</span>
      <select value={shown?.scope ?? 'site'} onChange={(event) => onChange(event.currentTarget.value)}>
        {scopes.map((scope) => (
          <option key={scope} value={scope}>
            {t(NAMES[scope])}
          </option>
        ))}
      </select>
    </label>
  );
}
