import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { HostedTools } from '../../../lib/models/connection.ts';
import { Field, noteId } from '../field.tsx';

type Props = {
  /** Whose server it is: the service's name, or a host. */
  readonly server: string;
  readonly value: HostedTools;
  readonly onChange: (tools: HostedTools) => void;
};

const STORES = 'connection-vector-stores';

/** What the server may do itself. Each says what leaves the browser for it, and that it costs extra. */
export function HostedToolsField({ server, value, onChange }: Props) {
  // As typed: what is kept are the ids in it.
  const [stores, setStores] = useState((value.vector_store_ids ?? []).join(', '));
  const changeStores = (text: string) => {
    setStores(text);
    onChange({ ...value, vector_store_ids: idsIn(text) });
  };
  return (
    <fieldset class="hosted-tools">
      <legend dir="auto">{t('hosted_tools', server)}</legend>
      <Tool
        name={t('hosted_web_search')}
        about={t('hosted_web_search_about', server)}
        checked={value.web_search === true}
        onChange={(web_search) => onChange({ ...value, web_search })}
      />
      <Tool
        name={t('hosted_code_interpreter')}
        about={t('hosted_code_interpreter_about', server)}
        checked={value.code_interpreter === true}
        onChange={(code_interpreter) => onChange({ ...value, code_interpreter })}
      />
      <Field id={STORES} label={t('hosted_vector_stores')} note={t('hosted_vector_stores_about', server)}>
        <input
          id={STORES}
          type="text"
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          placeholder="vs_…"
          aria-describedby={noteId(STORES)}
          value={stores}
          onInput={(event) => changeStores(event.currentTarget.value)}
        />
      </Field>
    </fieldset>
  );
}

type ToolProps = {
  readonly name: string;
  readonly about: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
};

function Tool({ name, about, checked, onChange }: ToolProps) {
  return (
    <div class="choice">
      <label>
        <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
        <span dir="auto">{name}</span>
        <small dir="auto">{about}</small>
      </label>
    </div>
  );
}

function idsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}
