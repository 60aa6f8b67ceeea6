import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { AssistantDraft, TestChat, TestChatState } from '../../../lib/panel/assistants/assistants-model.ts';
import type { MessageView } from '../../../lib/panel/model.ts';
import { isSendKey } from '../../composer/is-send-key.ts';
import { IconButton } from '../../controls/icon-button.tsx';
import { Answer } from '../../message/answer.tsx';
import { describeError } from '../../notices/error-notice.tsx';
import { isBusy } from '../../thread/thread-state.ts';
import { TestCalls } from '../connections/test-calls.tsx';

type Props = {
  readonly chat: TestChat;
  readonly draft: AssistantDraft;
};

/** Asks the assistant as its form holds it, saved or not. */
export function AssistantTestChat({ chat, draft }: Props) {
  const [state, setState] = useState(chat.state);
  const [text, setText] = useState('');
  const log = useRef<HTMLDivElement>(null);
  useEffect(() => chat.subscribe(() => setState(chat.state())), [chat]);
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [state]);
  const busy = isBusy(state.run);
  const sendable = !busy && text.trim() !== '';
  const send = () => {
    if (!sendable) return;
    setText('');
    // What could not be asked is not lost.
    void chat.send(text.trim(), draft).then((came) => came || setText((now) => (now === '' ? text : now)));
  };
  return (
    <section class="test-chat" aria-labelledby="test-title">
      <header>
        <h3 id="test-title">{t('assistants_test')}</h3>
        <IconButton
          icon="remove"
          label={t('assistants_test_clear')}
          disabled={state.messages.length === 0}
          onClick={() => void chat.clear()}
        />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard has to be able to */}
      <div ref={log} class="test-log" role="log" aria-label={t('assistants_test')} tabIndex={0}>
        {state.messages.length === 0 && <p class="quiet">{t('assistants_test_empty')}</p>}
        {state.messages.map((message) => (
          <TestMessage key={message.id} message={message} />
        ))}
      </div>
      {state.calls.length > 0 && <TestCalls key={state.calls[0]?.id} calls={state.calls} onSubmit={chat.submit} />}
      <p class="quiet" role="status" data-tone={isBad(state) ? 'bad' : 'quiet'}>
        {statusText(state)}
      </p>
      <div class="test-ask">
        <div class="grow" data-text={text}>
          <textarea
            rows={2}
            dir="auto"
            aria-label={t('assistants_test_ask')}
            placeholder={t('assistants_test_ask')}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (!isSendKey(event)) return;
              event.preventDefault();
              send();
            }}
          />
        </div>
        {busy ? (
          <IconButton icon="stop" data-look="strong" label={t('stop')} onClick={chat.stop} />
        ) : (
          <IconButton icon="send" data-look="primary" label={t('send')} disabled={!sendable} onClick={send} />
        )}
      </div>
    </section>
  );
}

const LINKS = {
  openLink: (url: string) => void window.open(url, '_blank', 'noopener'),
  showCitation: () => undefined,
};

function TestMessage({ message: { role, text, status, citations, read } }: { readonly message: MessageView }) {
  if (role === 'user')
    return (
      <p class="test-question" dir="auto">
        {text}
      </p>
    );
  return <Answer text={text} ended={status !== 'in_progress'} citations={citations} read={read} actions={LINKS} />;
}

function isBad({ run, problem, error }: TestChatState): boolean {
  return run.status === 'failed' || problem !== null || error !== null;
}

function statusText({ run, problem, error, calls }: TestChatState): string {
  if (error !== null) return describeError(error)[0];
  if (problem !== null) return problem.sentence ?? t('assistants_test_problem');
  if (calls.length > 0) return t('assistants_test_calls');
  if (run.status === 'waiting') return t('run_waiting');
  if (run.status === 'failed' || run.status === 'paused') return describeError(run.error)[0];
  if (run.status === 'stopped') return t('run_stopped');
  return run.status === 'incomplete' ? t('run_incomplete') : '';
}
