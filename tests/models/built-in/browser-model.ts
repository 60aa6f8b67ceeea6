import type {
  BuiltInModels,
  CreateOptions,
  LanguageModelFactory,
  LanguageModelOptions,
  LanguageModelSession,
  PromptMessage,
  SummarizerFactory,
} from '../../../lib/models/built-in/interface.ts';

/** `today`: contextWindow, shares of a download. `earlier`: inputQuota, other availabilities, bytes of a download. */
export type Generation = 'today' | 'earlier';

export type Script = {
  readonly generation?: Generation;
  readonly availability?: 'available' | 'downloadable' | 'downloading' | 'unavailable';
  /** Those the browser vouches for. */
  readonly languages?: readonly string[];
  readonly window?: number;
  readonly chunks?: readonly string[];
  /** Each chunk repeats the text before it. */
  readonly repeats?: boolean;
  /** Thrown by `create`. */
  readonly refuses?: Error;
  /** Ends the stream after its chunks; `silence` leaves it open. */
  readonly ends?: Error | 'silence';
  /** Shares of the download that `create` reports. */
  readonly progress?: readonly number[];
  readonly language?: string;
  readonly summarizer?: SummarizerFactory;
};

type Created = CreateOptions<LanguageModelOptions> & { readonly initialPrompts?: readonly PromptMessage[] };

/** What the browser was asked, and what became of it. */
export type Log = {
  readonly created: Created[];
  readonly prompted: { readonly input: string; readonly responseConstraint?: object }[];
  destroyed: number;
  /** Downloads that somebody's `create` has started. */
  downloads: number;
  /** Prompts that made the session forget its oldest messages. */
  forgot: number;
};

const MODEL_BYTES = 2_000_000_000;

/** Words stand for tokens. */
const count = (text: string): number => text.split(/\s+/).filter(Boolean).length;

const abortError = (): DOMException => new DOMException('The request has been aborted.', 'AbortError');

/** A browser with a built-in model that keeps to the published interface, and follows a script. */
export function browserWith(script: Script = {}): { readonly models: BuiltInModels; readonly log: Log } {
  const { availability = 'available', languages = ['en'], window = 1_000, generation = 'today' } = script;
  const log: Log = { created: [], prompted: [], destroyed: 0, downloads: 0, forgot: 0 };

  const isVouchedFor = ({ expectedInputs = [], expectedOutputs = [] }: LanguageModelOptions): boolean =>
    [...expectedInputs, ...expectedOutputs].every((one) =>
      (one.languages ?? []).every((name) => languages.includes(name)),
    );

  const factory: LanguageModelFactory = Object.assign(() => undefined, {
    async availability(options: LanguageModelOptions = {}) {
      if (!isVouchedFor(options)) return generation === 'today' ? 'unavailable' : 'no';
      return generation === 'today' ? availability : (EARLIER_AVAILABILITY[availability] ?? availability);
    },
    async create(options: Created = {}) {
      log.created.push(options);
      if (script.refuses !== undefined) throw script.refuses;
      if (options.signal?.aborted) throw abortError();
      if (availability === 'unavailable' || !isVouchedFor(options))
        throw new DOMException('Unable to create a session.', 'NotSupportedError');
      if ((options.topK === undefined) !== (options.temperature === undefined))
        throw new DOMException('Both topK and temperature, or neither of them.', 'NotSupportedError');
      const initialPrompts = options.initialPrompts ?? [];
      if (initialPrompts.some(({ role }, index) => role === 'system' && index > 0))
        throw new TypeError('The system prompt must come first.');
      if (availability !== 'available') download(options);
      const held = initialPrompts.reduce((sum, { content }) => sum + count(content), 0);
      if (held > window) throw new DOMException('The input is too large.', 'QuotaExceededError');
      return session(script, { held, window, log });
    },
    async params() {
      return { defaultTopK: 3, maxTemperature: 2 };
    },
  });

  function download({ monitor }: Created): void {
    if (availability === 'downloadable') log.downloads += 1;
    const target = new EventTarget();
    monitor?.(target);
    for (const share of script.progress ?? [])
      target.dispatchEvent(
        Object.assign(
          new Event('downloadprogress'),
          generation === 'today' ? { loaded: share } : { loaded: share * MODEL_BYTES, total: MODEL_BYTES },
        ),
      );
  }

  return {
    log,
    models: { languageModel: () => factory, summarizer: () => script.summarizer, language: script.language ?? 'en' },
  };
}

const EARLIER_AVAILABILITY: Readonly<Record<string, string>> = {
  available: 'readily',
  downloadable: 'after-download',
  unavailable: 'no',
};

type Held = { held: number; readonly window: number; readonly log: Log };

function session(script: Script, state: Held): LanguageModelSession {
  const { log, window } = state;
  let isDestroyed = false;
  const measureText = async (text: string) => {
    if (isDestroyed) throw new DOMException('The session has been destroyed.', 'InvalidStateError');
    return count(text);
  };
  const names =
    script.generation === 'earlier'
      ? { inputQuota: window, inputUsage: state.held, measureInputUsage: measureText }
      : { contextWindow: window, contextUsage: state.held, measureContextUsage: measureText };
  return {
    ...names,
    promptStreaming(input, { signal, ...rest } = {}) {
      log.prompted.push({ input, ...rest });
      if (state.held + count(input) > window) log.forgot += 1;
      return streamOf(script, signal);
    },
    destroy() {
      if (!isDestroyed) log.destroyed += 1;
      isDestroyed = true;
    },
  };
}

/** The stream of a script's chunks; `signal` ends it with an AbortError, as the published interface says. */
export function streamOf(
  { chunks = [], repeats = false, ends }: Pick<Script, 'chunks' | 'repeats' | 'ends'>,
  signal?: AbortSignal,
): ReadableStream<string> {
  let text = '';
  let index = 0;
  return new ReadableStream<string>({
    start(controller) {
      if (signal?.aborted) controller.error(abortError());
      signal?.addEventListener('abort', () => controller.error(abortError()));
    },
    async pull(controller) {
      const chunk = chunks[index];
      index += 1;
      if (chunk !== undefined) {
        text += chunk;
        controller.enqueue(repeats ? text : chunk);
      } else if (ends === 'silence') {
        await new Promise(() => undefined);
      } else if (ends !== undefined) {
        controller.error(ends);
      } else {
        controller.close();
      }
    },
  });
}
