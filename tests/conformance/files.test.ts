import { describe, expect, it } from 'vitest';
import { useWorld } from './world.ts';

const world = useWorld();

type Form = Readonly<Record<string, string | File>>;

async function upload(fields: Form) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const response = await world.worker.judge.fetch('https://sitethread.local/v1/files', { method: 'POST', body: form });
  return { status: response.status, body: await response.json() };
}

const FILE = new File(['Words.'], 'words.txt', { type: 'text/plain' });

it('a file is what was uploaded', async () => {
  const { status, body } = await upload({ file: FILE, purpose: 'assistants' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ object: 'file', bytes: 6, filename: 'words.txt', purpose: 'assistants' });
  expect(body.id).toMatch(/^file-/);
  expect(body).not.toHaveProperty('expires_at');
});

it('a file keeps every byte and its name', async () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
  const { body } = await upload({ file: new File([bytes], 'Übersicht (1) 日本.bin'), purpose: 'user_data' });
  expect(body.filename).toBe('Übersicht (1) 日本.bin');
  const content = await world.worker.client.files.content(body.id);
  expect(new Uint8Array(await content.arrayBuffer())).toEqual(bytes);
});

it('an upload may say when it expires', async () => {
  const { body } = await upload({
    file: FILE,
    purpose: 'assistants',
    'expires_after[anchor]': 'created_at',
    'expires_after[seconds]': '3600',
  });
  expect(body.expires_at).toBe(body.created_at + 3600);
});

it('a file that has expired is gone', async () => {
  const file = await world.worker.client.files.create({
    file: FILE,
    purpose: 'assistants',
    expires_after: { anchor: 'created_at', seconds: 3600 },
  });
  expect((await world.call('GET', `/files/${file.id}`)).status).toBe(200);
  await world.pass(3601);
  expect((await world.call('GET', `/files/${file.id}`)).status).toBe(404);
});

type Row = readonly [name: string, form: Form, param: string | null];

const REFUSED: readonly Row[] = [
  ['no file', { purpose: 'assistants' }, 'file'],
  ['a file that is a text field', { file: 'Words.', purpose: 'assistants' }, 'file'],
  ['no purpose', { file: FILE }, 'purpose'],
  ['a purpose that is none', { file: FILE, purpose: 'fun' }, 'purpose'],
  ['a purpose that only the system gives', { file: FILE, purpose: 'assistants_output' }, 'purpose'],
  [
    'a life that is too short',
    { file: FILE, purpose: 'assistants', 'expires_after[anchor]': 'created_at', 'expires_after[seconds]': '3599' },
    'expires_after.seconds',
  ],
  [
    'a life that is too long',
    { file: FILE, purpose: 'assistants', 'expires_after[anchor]': 'created_at', 'expires_after[seconds]': '2592001' },
    'expires_after.seconds',
  ],
];

describe('an upload is refused:', () => {
  it.each(REFUSED)('%s', async (_name, form, param) => {
    const { status, body } = await upload(form);
    expect([status, body.error.param]).toEqual([400, param]);
  });

  it('a body that is no form', async () => {
    expect((await world.call('POST', '/files', { purpose: 'assistants' })).status).toBe(400);
  });
});

it('a message shows an image that was uploaded, and refuses one that was not', async () => {
  const thread = await world.thread();
  const { body: file } = await upload({ file: new File(['x'], 'a.png', { type: 'image/png' }), purpose: 'vision' });
  const content = (file_id: string) => [{ type: 'image_file', image_file: { file_id, detail: 'low' } }];
  const path = `/threads/${thread}/messages`;
  expect((await world.call('POST', path, { role: 'user', content: content(file.id) })).body).toMatchObject({
    content: content(file.id),
  });
  expect((await world.call('POST', path, { role: 'user', content: content('file-x') })).body.error?.message).toBe(
    "No file found with id 'file-x'.",
  );
});
