import type { AppError } from '../../errors.ts';
import type { OpenConnection } from '../connection.ts';
import { isLocalHost } from '../local-host.ts';
import type { ServerRefusal } from '../server-refusal.ts';
import { readErrorBody } from './error-body.ts';
import { plainSentence } from './plain-sentence.ts';
import { retryAfter } from './retry-after.ts';

/** What servers write, in their code or in their sentence, when the status alone does not tell. */
const QUOTA = /insufficient[ _]?(quota|balance|credit|funds)|credit balance is too low|billing_hard_limit/i;
const KEY =
  /api[ _-]?key (is )?(not valid|invalid|expired|missing)|(invalid|incorrect|missing|no) api[ _-]?key|(missing|invalid) authorization/i;
const TOO_LONG =
  /context[ _]?(length|window|size)|maximum context|too many (input )?tokens|(prompt|input) is too long|reduce the length|string_above_max_length/i;
const NO_SUCH_MODEL =
  /model[ _]?not[ _]?(found|exist)|invalid[ _]model\b|unknown model|not a valid model|model_decommissioned|deploymentnotfound|no models? (is )?loaded|no (allowed )?(endpoints|providers)\b|unable to access model|model\b.{0,120}?\b(does not exist|not exist|not found|has been decommissioned)/i;
const NOT_FOR_CHAT = /not a chat model|(does not|doesn't) support (chat|text generation)|is an embeddings? model/i;
const NO_MEMORY = /requires more (system |gpu )?memory|insufficient (system )?(memory|resources)|out of memory/i;
/** llama.cpp, and hubs that start a model when it is first asked. */
const LOADING = /loading model|model\b.{0,120}?\bis (currently |still )?(being )?load(ing|ed)\b/i;
/** LM Studio answers 200 with this for a path it does not know. */
const NO_SUCH_PATH = /unexpected endpoint/i;
/** All that a server says for which the whole path is nothing; llama.cpp answers 501 for features that it lacks, too, and names them. */
const NOTHING_THERE = /^\W*((not|un)[ _]?(implemented|supported|found)[ _]?(error)?)?\W*$/i;

/** Names what a server's refusal means. The sentence it gives along is the server's own, as plain text. */
export function refusalError(refusal: ServerRefusal, connection: OpenConnection, now: number): AppError {
  const { host, hostname } = new URL(connection.base_url);
  const said = readErrorBody(refusal.body);
  const status = refusal.status === 200 ? (said.status ?? 200) : refusal.status;
  const text = `${said.label} ${said.message}`;
  const detail = plainSentence(said.message, connection.key);
  const { model } = connection;

  if (status === 402 || QUOTA.test(text)) return { kind: 'quota-used-up', host };
  if (status === 429) return { kind: 'rate-limited', retry_after: retryAfter(refusal.headers, now) };
  // Some organizations forbid the service's use from browsers; the key is not what is wrong.
  if (status === 401 && /\bcors\b/i.test(text)) return { kind: 'forbidden', host, detail };
  if (status === 401 || (status <= 403 && KEY.test(text)))
    return { kind: connection.key === null ? 'key-missing' : 'key-refused', host };
  if (status === 403 && refusal.body.trim() === '' && isLocalHost(hostname)) return { kind: 'origin-refused', host };
  if (status === 403) return { kind: 'forbidden', host, detail };
  if (status === 413 || TOO_LONG.test(text)) return { kind: 'too-long', detail };
  if (NOT_FOR_CHAT.test(text)) return { kind: 'not-a-chat-model', model, host };
  if (status === 503 && LOADING.test(text)) return { kind: 'model-loading', host };
  if (isLocalHost(hostname) && NO_MEMORY.test(text)) return { kind: 'model-too-large', model, host };
  if (NO_SUCH_MODEL.test(text) || (status === 404 && /^(?!.*<)\W*(\w+ )?model/i.test(said.message)))
    return { kind: 'model-missing', model, host };
  if ([404, 405, 410].includes(status) || NO_SUCH_PATH.test(text)) return { kind: 'wrong-address', url: refusal.url };
  if (status === 501 && refusal.url.endsWith('/responses') && NOTHING_THERE.test(said.message))
    return { kind: 'wrong-address', url: refusal.url };
  // An error inside a stream has no status of its own; what it calls itself has to do.
  const isOurs = status === 200 ? /invalid_request|bad_request/i.test(said.label) : status < 500;
  return isOurs ? { kind: 'request-refused', detail } : { kind: 'server-failed', status, detail };
}
