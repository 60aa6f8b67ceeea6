import { useState } from 'preact/hooks';
import type { FunctionCall } from '../../../lib/assistants/objects.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { TestChat } from '../../../lib/panel/assistants/assistants-model.ts';
import { TextButton } from '../../controls/text-button.tsx';

type Props = {
  readonly calls: readonly FunctionCall[];
  readonly onSubmit: TestChat['submit'];
};

/** Functions that the assistant has called: whoever tries it out says what they give. */
export function TestCalls({ calls, onSubmit }: Props) {
  const [outputs, setOutputs] = useState<Readonly<Record<string, string>>>({});
  return (
    <form
      class="test-calls"
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit(calls.map(({ id }) => ({ tool_call_id: id, output: outputs[id] ?? '' })));
      }}
    >
      {calls.map(({ id, function: { name, arguments: given } }) => (
        <div key={id} class="field">
          <label for={`output-${id}`}>{t('assistants_output_of', name)}</label>
          <pre dir="ltr">{given}</pre>
          <input
            id={`output-${id}`}
            type="text"
            dir="auto"
            autocomplete="off"
            value={outputs[id] ?? ''}
            onInput={({ currentTarget: { value } }) => setOutputs((now) => ({ ...now, [id]: value }))}
          />
        </div>
      ))}
      <TextButton type="submit" label={t('assistants_output_submit')} />
    </form>
  );
}
