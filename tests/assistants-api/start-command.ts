import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Milliseconds in which the command must be ready. */
export const READY_WITHIN = 30_000;

export type Command = {
  /** The line that says that it is ready. */
  readonly line: string;
  /** Such as `http://127.0.0.1:40123/v1`. */
  readonly baseURL: string;
  readonly port: number;
  /** Ends it as Ctrl+C does and gives its exit code. */
  stop(): Promise<number | null>;
};

export type Ended = { readonly code: number | null; readonly output: string; readonly errors: string };

type Environment = Readonly<Record<string, string>>;

/** Starts the command on any free port and waits until it is ready. */
export async function startCommand(parameters: readonly string[], environment: Environment = {}): Promise<Command> {
  const child = begin(['--port', '0', ...parameters], environment);
  const line = await firstLine(child);
  const [, baseURL = '', port = ''] = /(http:\/\/127\.0\.0\.1:(\d+)\/v1)/.exec(line) ?? [];
  return {
    line,
    baseURL,
    port: Number(port),
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGINT');
        await once(child, 'exit');
      }
      return child.exitCode;
    },
  };
}

/** Runs the command to its end. */
export async function runCommand(parameters: readonly string[]): Promise<Ended> {
  const child = begin(parameters, {});
  const texts = { output: '', errors: '' };
  child.stdout?.on('data', (data) => {
    texts.output += data;
  });
  child.stderr?.on('data', (data) => {
    texts.errors += data;
  });
  await once(child, 'close');
  return { code: child.exitCode, ...texts };
}

function begin(parameters: readonly string[], environment: Environment): ChildProcess {
  return spawn(process.execPath, ['scripts/assistants-api.ts', ...parameters], {
    env: { ...process.env, MODEL_API_KEY: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null || child.stderr === null) throw new Error('The command has no output.');
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  const lines = createInterface(child.stdout);
  const signal = AbortSignal.timeout(READY_WITHIN);
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error(`The command ended before it was ready: ${errors}`);
  });
  const [line] = await Promise.race([once(lines, 'line', { signal }), ended]);
  ended.catch(() => undefined);
  return String(line);
}
