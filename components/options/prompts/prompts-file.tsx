import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { tn } from '../../../lib/i18n/plural.ts';
import type { PromptsActions, PromptsImport } from '../../../lib/panel/prompts/prompts-model.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { describeError } from '../../notices/error-notice.tsx';

type Props = {
  readonly canExport: boolean;
  readonly actions: Pick<PromptsActions, 'export' | 'import'>;
};

/** Prompts out of a file and into one. */
export function PromptsFile({ canExport, actions }: Props) {
  const [result, setResult] = useState<PromptsImport | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const bring = async (file: File | undefined) => {
    if (file === undefined) return;
    setResult(null);
    setResult(await actions.import(file));
  };
  const save = async () => {
    const address = URL.createObjectURL(await actions.export());
    Object.assign(document.createElement('a'), { href: address, download: 'sitethread-prompts.json' }).click();
    // The browser has begun to read it by then.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return (
    <>
      <input
        ref={input}
        id="prompts-file"
        type="file"
        hidden
        accept=".json,application/json"
        aria-label={t('prompts_import')}
        onChange={({ currentTarget }) => {
          void bring(currentTarget.files?.[0]);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
      <TextButton label={t('prompts_import')} onClick={() => input.current?.click()} />
      <TextButton label={t('prompts_export')} disabled={!canExport} onClick={() => void save()} />
      {result !== null && (
        <p class="outcome prompts-imported" role="status" data-tone={result.status === 'failed' ? 'bad' : 'good'}>
          {sentences(result).join(' ')}
        </p>
      )}
    </>
  );
}

function sentences(result: PromptsImport): readonly string[] {
  if (result.status === 'failed') return [describeError(result.error)[0]];
  const { added, renamed, keyless, already } = result;
  return [
    tn('prompts_imported', added),
    ...(renamed > 0 ? [tn('prompts_renamed', renamed)] : []),
    ...(keyless > 0 ? [tn('prompts_keyless', keyless)] : []),
    ...(already > 0 ? [tn('prompts_already', already)] : []),
  ];
}
