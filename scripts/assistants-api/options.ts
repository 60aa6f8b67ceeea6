import { parseArgs } from 'node:util';
import { type BaseUrlProblem, normalizeBaseUrl } from '../../lib/models/base-url.ts';

export type ApiServerOptions = {
  /** 0 is any free one. */
  readonly port: number;
  /** The model server's, without a trailing slash. */
  readonly base_url: string;
  /** Serves runs whose assistant names no model of its own. */
  readonly model: string;
  /** The model server's key, null without one. */
  readonly key: string | null;
};

const DEFAULT_PORT = 4020;

export const USAGE = `npm run assistants-api -- --model-base-url <url> --model <name> [options]

An Assistants API on http://127.0.0.1:<port>/v1 whose runs are answered by a Chat Completions server.

  --model-base-url <url>  where the model server's API begins, such as http://127.0.0.1:11434/v1
  --model <name>          the model where neither the run nor its assistant names one
  --port <number>         the port to listen on; ${DEFAULT_PORT} if not given, 0 for any free one
  --model-api-key <key>   the model server's key; the environment variable MODEL_API_KEY keeps it out of lists of processes
  --help                  this text`;

const PROBLEMS: Readonly<Record<BaseUrlProblem, string>> = {
  empty: 'is empty',
  'not-a-url': 'is not a URL',
  'not-http': 'must be http or https',
  'has-credentials': 'must not hold a name or password: use --model-api-key',
};

/** Throws an Error with one sentence for a person. */
export function readOptions(
  parameters: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ApiServerOptions | 'help' {
  const given = parse(parameters);
  if (given.help === true) return 'help';
  const base = normalizeBaseUrl(required('--model-base-url', given['model-base-url']));
  if ('problem' in base) throw new Error(`The value of --model-base-url ${PROBLEMS[base.problem]}.`);
  const key = given['model-api-key'] ?? environment['MODEL_API_KEY'] ?? '';
  return {
    port: readPort(given.port),
    base_url: base.url,
    model: required('--model', given.model),
    key: key === '' ? null : key,
  };
}

function parse(parameters: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...parameters],
      options: {
        port: text,
        'model-base-url': text,
        model: text,
        'model-api-key': text,
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (thrown) {
    // Node says what is wrong in its first sentence and gives advice in those behind it.
    const [problem = ''] = thrown instanceof Error ? thrown.message.split(/\.?(?:\s|$)(?=[A-Z]|$)/) : [];
    throw new Error(`${problem} (see --help).`);
  }
}

function required(option: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw new Error(`${option} is missing (see --help).`);
  return value;
}

function readPort(text = String(DEFAULT_PORT)): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new Error(`--port must be a whole number from 0 to 65535, not '${text}'.`);
  return port;
}
