import { expect, it } from 'vitest';
import { normalizeBaseUrl } from '../../lib/models/base-url.ts';

it.each([
  ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
  ['  https://api.openai.com/v1/  ', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/chat/completions/', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/responses', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/models', 'https://api.openai.com/v1'],
  ['https://x.test/v1?api-version=1#part', 'https://x.test/v1'],
  ['HTTPS://X.Test:443/V1', 'https://x.test/V1'],
  ['api.mistral.ai/v1', 'https://api.mistral.ai/v1'],
  ['example.com:8443/v1', 'https://example.com:8443/v1'],
  ['localhost:11434', 'http://localhost:11434'],
  ['localhost:11434/v1', 'http://localhost:11434/v1'],
  ['localhost', 'http://localhost'],
  ['127.0.0.1:1234/v1', 'http://127.0.0.1:1234/v1'],
  ['203.0.113.9:8000/v1', 'http://203.0.113.9:8000/v1'],
  ['[::1]:8080/v1', 'http://[::1]:8080/v1'],
  ['nas.local:8080', 'http://nas.local:8080'],
  ['ollama:11434/v1', 'http://ollama:11434/v1'],
  ['http://0.0.0.0:11434/v1', 'http://127.0.0.1:11434/v1'],
])('takes %s as %s', (typed, url) => {
  expect(normalizeBaseUrl(typed)).toEqual({ url });
});

it.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['hello world', 'not-a-url'],
  ['https://', 'not-a-url'],
  ['http://:80', 'not-a-url'],
  ['ftp://example.com', 'not-http'],
  ['file:///etc/passwd', 'not-http'],
  ['javascript:alert(1)', 'not-http'],
  ['chrome-extension://abc/x', 'not-http'],
  ['https://user:secret@example.com/v1', 'has-credentials'],
  ['https://sk-123@example.com/v1', 'has-credentials'],
])('refuses %j: %s', (typed, problem) => {
  expect(normalizeBaseUrl(typed)).toEqual({ problem });
});
