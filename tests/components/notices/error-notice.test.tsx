import { describe, expect, it, vi } from 'vitest';
import { describeError, type ErrorAction } from '../../../components/notices/error-notice.tsx';
import { whyNotReadable } from '../../../components/notices/page-reason.ts';
import { formatWait } from '../../../components/notices/wait-button.tsx';
import type { AppError, PageNotReadable } from '../../../lib/errors.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

type Sample<K extends AppError['kind']> = readonly [error: Extract<AppError, { kind: K }>, action: ErrorAction];

/** Every kind there is: one that is missing here does not compile. */
const SAMPLES: { readonly [K in AppError['kind']]: Sample<K> } = {
  'key-refused': [{ kind: 'key-refused', host: 'api.example' }, 'settings'],
  'key-missing': [{ kind: 'key-missing', host: 'api.example' }, 'settings'],
  'keys-locked': [{ kind: 'keys-locked' }, 'unlock'],
  'wrong-passphrase': [{ kind: 'wrong-passphrase' }, 'unlock'],
  'key-forgotten': [{ kind: 'key-forgotten', host: 'api.example' }, 'settings'],
  'key-damaged': [{ kind: 'key-damaged', host: 'api.example' }, 'settings'],
  forbidden: [{ kind: 'forbidden', host: 'api.example', detail: 'no access' }, 'settings'],
  'origin-refused': [{ kind: 'origin-refused', host: 'localhost' }, 'settings'],
  unreachable: [{ kind: 'unreachable', host: 'localhost', permitted: true }, 'again'],
  offline: [{ kind: 'offline' }, 'again'],
  'wrong-address': [{ kind: 'wrong-address', url: 'https://api.example/v2' }, 'settings'],
  'model-missing': [{ kind: 'model-missing', model: 'big', host: 'api.example' }, 'settings'],
  'not-a-chat-model': [{ kind: 'not-a-chat-model', model: 'embedder', host: 'localhost' }, 'settings'],
  'model-too-large': [{ kind: 'model-too-large', model: 'huge', host: 'localhost' }, 'settings'],
  'model-loading': [{ kind: 'model-loading', host: 'localhost' }, 'again'],
  'no-model-chosen': [{ kind: 'no-model-chosen' }, 'settings'],
  'built-in-unavailable': [{ kind: 'built-in-unavailable' }, 'settings'],
  'model-not-downloaded': [{ kind: 'model-not-downloaded', downloading: false }, 'settings'],
  'language-not-supported': [{ kind: 'language-not-supported' }, 'settings'],
  'rate-limited': [{ kind: 'rate-limited', retry_after: 20 }, 'wait'],
  'quota-used-up': [{ kind: 'quota-used-up', host: 'api.example' }, 'settings'],
  'too-long': [{ kind: 'too-long', detail: '' }, 'new-thread'],
  'request-refused': [{ kind: 'request-refused', detail: 'bad field' }, 'settings'],
  'server-failed': [{ kind: 'server-failed', status: 503, detail: '' }, 'again'],
  redirected: [{ kind: 'redirected', host: 'api.example' }, 'settings'],
  'not-an-api': [{ kind: 'not-an-api', host: 'api.example' }, 'settings'],
  'empty-answer': [{ kind: 'empty-answer' }, 'again'],
  'cut-off': [{ kind: 'cut-off' }, 'again'],
  stalled: [{ kind: 'stalled', seconds: 60 }, 'again'],
  'too-large': [{ kind: 'too-large' }, 'again'],
  interrupted: [{ kind: 'interrupted' }, 'again'],
  expired: [{ kind: 'expired' }, 'again'],
  'files-expired': [{ kind: 'files-expired', name: 'Reports' }, 'none'],
  'page-not-readable': [{ kind: 'page-not-readable', reason: 'not-granted', host: 'x' }, 'allow-site'],
  'no-picture': [{ kind: 'no-picture', reason: 'changed' }, 'screenshot'],
  'file-not-readable': [{ kind: 'file-not-readable', reason: 'broken', name: 'notes.docx' }, 'none'],
  'quote-gone': [{ kind: 'quote-gone' }, 'none'],
  'no-page': [{ kind: 'no-page' }, 'connect'],
  'storage-full': [{ kind: 'storage-full' }, 'again'],
  'thread-busy': [{ kind: 'thread-busy' }, 'none'],
  'never-read-unknown': [{ kind: 'never-read-unknown' }, 'look-again'],
  'thread-gone': [{ kind: 'thread-gone', asked: true }, 'ask-anew'],
  'question-too-long': [{ kind: 'question-too-long', most: 256_000 }, 'none'],
  'prompt-needs-model': [{ kind: 'prompt-needs-model', name: 'Translate' }, 'connect'],
  'no-prompts-in-file': [{ kind: 'no-prompts-in-file' }, 'none'],
  'connection-missing': [{ kind: 'connection-missing' }, 'settings'],
  'not-importable': [{ kind: 'not-importable', reason: 'damaged' }, 'none'],
  unexpected: [{ kind: 'unexpected', detail: 'boom' }, 'again'],
};

const REASONS: Readonly<Record<PageNotReadable, true>> = {
  'browser-page': true,
  store: true,
  'pdf-scan': true,
  'pdf-locked': true,
  'pdf-broken': true,
  'pdf-not-granted': true,
  image: true,
  painted: true,
  'file-access-off': true,
  'not-granted': true,
  'never-read': true,
  empty: true,
  closed: true,
  failed: true,
};

describe('a failure', () => {
  it.each(Object.entries(SAMPLES))(
    'of the kind %s says what happened and offers what helps',
    (_kind, [error, action]) => {
      const [sentence, offered] = describeError(error);
      expect(sentence).toMatch(/^.{12,}[.?”]$/);
      expect(offered).toBe(action);
      const names = Object.entries(error).filter(([field]) => ['host', 'url', 'model', 'seconds'].includes(field));
      if (error.kind !== 'page-not-readable') for (const [, name] of names) expect(sentence).toContain(String(name));
    },
  );

  it('quotes a server’s own words, and no more than a few lines of them', () => {
    const [sentence] = describeError({ kind: 'server-failed', status: 500, detail: 'x'.repeat(5000) });
    expect(sentence).toContain('“xxx');
    expect(sentence.length).toBeLessThan(400);
  });

  it('of the permission to talk to a host leads to the settings', () => {
    expect(describeError({ kind: 'unreachable', host: 'localhost', permitted: false })[1]).toBe('settings');
  });

  it('with a better address at hand names it', () => {
    const error: AppError = { kind: 'wrong-address', url: 'http://localhost', suggestion: 'http://localhost/v1' };
    expect(describeError(error)[0]).toContain('http://localhost/v1');
  });

  it('because of a model that is not there names those that are, as a sentence does', () => {
    const missing: AppError = { kind: 'model-missing', model: 'big', host: 'localhost', nearest: ['a', 'b', 'c'] };
    expect(describeError(missing)[0]).toContain('It has a, b, and c.');
  });

  it.each(Object.keys(REASONS) as PageNotReadable[])('to read a page (%s) is one sentence', (reason) => {
    expect(whyNotReadable(reason)).toMatch(/^[^.]{12,}\.( [^.]+\.)?$/);
  });
});

describe('a wait', () => {
  it.each([
    [42, '0:42'],
    [725, '12:05'],
    [3725, '1:02:05'],
  ])('of %i seconds reads %s', (seconds, text) => {
    expect(formatWait(seconds)).toBe(text);
  });
});
