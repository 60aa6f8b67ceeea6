import { expect, it } from 'vitest';
import { isLocalHost, isLoopback } from '../../lib/models/local-host.ts';

it.each(['localhost', 'app.localhost', '127.0.0.1', '127.8.8.8', '[::1]'])('%s is this machine', (hostname) => {
  expect(isLoopback(hostname)).toBe(true);
  expect(isLocalHost(hostname)).toBe(true);
});

it.each([
  '10.0.0.2',
  '172.16.0.1',
  '172.31.255.1',
  '192.168.1.7',
  '169.254.1.1',
  '100.64.0.1',
  'nas.local',
  'ollama',
  '[fd00::1]',
  '[fe80::1]',
])('%s is in the own network, and another machine', (hostname) => {
  expect(isLocalHost(hostname)).toBe(true);
  expect(isLoopback(hostname)).toBe(false);
});

it.each([
  'api.openai.com',
  '8.8.8.8',
  '172.32.0.1',
  '172.15.0.1',
  '100.128.0.1',
  '192.169.1.1',
  '10.example.com',
  '127.evil.test',
  'localhost.evil.test',
  '[2001:db8::1]',
])('%s is somewhere else', (hostname) => {
  expect(isLocalHost(hostname)).toBe(false);
});
