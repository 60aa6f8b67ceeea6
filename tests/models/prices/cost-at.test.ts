import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../lib/models/connection.ts';
import { costAt } from '../../../lib/models/prices/cost-at.ts';

const USAGE = { prompt_tokens: 1_000_000, completion_tokens: 0, total_tokens: 1_000_000 };

const at = (service: string, base_url: string, protocol: Connection['protocol'] = 'chat-completions'): Connection => ({
  ...{ id: 'conn_1', name: 'Mine', model: 'm', key_hint: null, created_at: 0 },
  ...{ service, base_url, protocol },
});

const costs = (connection: Connection | undefined, model = 'gpt-5-mini') => costAt(USAGE, model, connection, []);

describe('who sends the bill', () => {
  it('is the service that answers at the address, under whatever name it was added', () => {
    expect(costs(at('openai', 'https://api.openai.com/v1'))?.usd).toBeCloseTo(0.25, 10);
    expect(costs(at('custom', 'https://api.openai.com/v1'))?.usd).toBeCloseTo(0.25, 10);
  });

  it.each([
    ['a gateway in front of a service', at('openai', 'https://llm.company.example/v1')],
    ['a service’s other region', at('openai', 'https://eu.api.openai.com/v1')],
    ['an unknown server', at('custom', 'https://models.example/v1')],
    ['an unknown server on this computer, which may pass questions on', at('custom', 'http://127.0.0.1:4000/v1')],
    ['a rented computer with a local server', at('vllm', 'https://gpu.example/v1')],
    ['a connection without an address', at('openai', '')],
    ['a connection that is gone', undefined],
  ])('is not known for %s', (_name, connection) => {
    expect(costs(connection)).toBeNull();
  });

  it.each([
    at('ollama', 'http://127.0.0.1:11434/v1'),
    at('ollama', 'http://192.168.1.20:11434/v1'),
    at('lm-studio', 'http://localhost:1234/v1'),
    at('llama-cpp', 'http://127.0.0.1:9999/v1'),
    at('vllm', 'http://nas.local:8000/v1'),
    at('built-in', '', 'built-in'),
  ])('is nobody for $service at "$base_url"', (connection) => {
    expect(costs(connection)).toEqual({ basis: 'free', usd: 0 });
  });

  it('is somebody for a model that a local server passes on', () => {
    const ollama = at('ollama', 'http://127.0.0.1:11434/v1');
    expect(costs(ollama, 'gpt-oss:120b-cloud')).toBeNull();
    expect(costs(ollama, 'glm-5:cloud')).toBeNull();
  });
});
