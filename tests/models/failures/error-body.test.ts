import { expect, it } from 'vitest';
import { readErrorBody } from '../../../lib/models/failures/error-body.ts';

it.each<[string, unknown, object]>([
  [
    'OpenAI',
    { error: { message: 'No.', type: 'invalid_request_error', code: 'model_not_found', param: null } },
    { message: 'No.', label: 'model_not_found invalid_request_error', status: null },
  ],
  ['LM Studio', { error: 'No.' }, { message: 'No.', label: '', status: null }],
  ['OpenRouter', { error: { code: 502, message: 'No.' } }, { message: 'No.', label: '', status: 502 }],
  [
    'Gemini',
    [{ error: { code: 400, message: 'No.', status: 'INVALID_ARGUMENT' } }],
    { message: 'No.', label: 'INVALID_ARGUMENT', status: 400 },
  ],
  [
    'Anthropic',
    { type: 'error', error: { type: 'not_found_error', message: 'model: x' } },
    { message: 'model: x', label: 'not_found_error', status: null },
  ],
  [
    'Mistral',
    { object: 'error', message: 'Invalid model: x', type: 'invalid_model', code: '1500' },
    { message: 'Invalid model: x', label: '1500 invalid_model' },
  ],
  [
    'Mistral on a field it does not know',
    { object: 'error', message: { detail: [{ loc: ['body', 'store'], msg: 'Extra inputs are not permitted' }] } },
    { message: 'store: Extra inputs are not permitted' },
  ],
  ['FastAPI', { detail: 'Not Found' }, { message: 'Not Found' }],
  [
    'FastAPI on two fields',
    {
      detail: [
        { loc: ['a'], msg: 'one' },
        { loc: ['b'], msg: 'two' },
      ],
    },
    { message: 'a: one; b: two' },
  ],
  ['a server that says nothing', {}, { message: '', label: '', status: null }],
])('reads what %s says', (_name, body, said) => {
  expect(readErrorBody(JSON.stringify(body))).toMatchObject(said);
});

it('takes text that is no JSON as the sentence', () => {
  expect(readErrorBody('404 page not found').message).toBe('404 page not found');
});
