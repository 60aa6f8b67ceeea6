import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { SentMessage, SentView } from '../../lib/panel/conversation/run-model.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import { CopyButton } from '../controls/copy-button.tsx';
import { formatTokens } from '../controls/format-usage.ts';
import { formatClock } from '../controls/format-when.ts';

type Props = {
  readonly run_id: string;
  readonly onLoad: PanelActions['loadSent'];
};

/** Every request that an answer took, message by message, as it was made. */
export function SentRequests({ run_id, onLoad }: Props) {
  const [requests, setRequests] = useState<readonly SentView[] | null>(null);
  useEffect(() => {
    let wanted = true;
    onLoad(run_id).then(
      (loaded) => wanted && setRequests(loaded),
      () => wanted && setRequests([]),
    );
    return () => {
      wanted = false;
    };
  }, [run_id, onLoad]);
  if (requests === null) return null;
  if (requests.length === 0) return <p class="quiet">{t('sent_none')}</p>;
  return (
    <>
      {requests.map((request) => (
        <Request key={request.at} request={request} />
      ))}
    </>
  );
}

function Request({ request: { at, model, messages, settings, tokens } }: { readonly request: SentView }) {
  const line = [formatClock(at), formatTokens(tokens, true)].join(' · ');
  return (
    <section class="sent" aria-label={t('sent_request', model, formatClock(at))}>
      <p class="quiet">
        <bdi>{model}</bdi> · {line}
      </p>
      {messages.map((message, place) => (
        <Message key={place} message={message} />
      ))}
      <Words label={t('sent_settings')} text={settings} />
    </section>
  );
}

function Message({ message: { role, text, calls, images, tokens } }: { readonly message: SentMessage }) {
  const label = [roleName(role), formatTokens(tokens, true)].join(' · ');
  const words = [text, calls, ...images].filter((part) => part !== '').join('\n\n');
  return <Words label={label} text={words} />;
}

function Words({ label, text }: { readonly label: string; readonly text: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{label}</summary>
      {isOpen && (
        <>
          <pre dir="auto">{text}</pre>
          <CopyButton label={t('copy_message')} text={text} />
        </>
      )}
    </details>
  );
}

function roleName(role: SentMessage['role']): string {
  switch (role) {
    case 'system':
      return t('sent_system');
    case 'user':
      return t('sent_user');
    case 'assistant':
      return t('sent_assistant');
    case 'tool':
      return t('sent_tool');
  }
}
