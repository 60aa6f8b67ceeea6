import { listOf, parseJson, recordOf, stringOf } from '../json.ts';

/** What an error body says, whichever of the known shapes it has. */
export type ErrorBody = {
  /** The server's sentence; `''` when it said nothing. */
  readonly message: string;
  /** `code`, `type` and `status` in one text to search in, such as `insufficient_quota invalid_request_error`. */
  readonly label: string;
  /** An HTTP status told inside the body, as OpenRouter, Gemini and llama.cpp do. */
  readonly status: number | null;
};

/**
 * Reads `{error: {message, code, type}}`, `{error: 'text'}` (LM Studio, Ollama), `[{error}]` (Gemini), `{message, code}`
 * (Mistral, vLLM), `{detail: 'text' | [{loc, msg}]}` (servers on FastAPI), and text that is no JSON at all.
 */
export function readErrorBody(body: string): ErrorBody {
  const parsed = parseJson(body);
  const outer = recordOf(Array.isArray(parsed) ? parsed[0] : parsed);
  const inner = recordOf(outer['error']);
  const error = Object.keys(inner).length > 0 ? inner : outer;
  const message =
    stringOf(outer['error']) || stringOf(error['message']) || details(error['message'] ?? outer['detail']);
  const code = error['code'];
  return {
    message: message || (parsed === undefined ? body : stringOf(parsed)),
    label: [code, error['type'], error['status']].filter((part) => typeof part === 'string').join(' '),
    status: typeof code === 'number' && code >= 400 && code <= 599 ? code : null,
  };
}

/** `temperature: Extra inputs are not permitted; …` */
function details(value: unknown): string {
  const list = listOf(recordOf(value)['detail'] ?? value);
  if (list.length === 0) return stringOf(value);
  return list
    .map((item) => {
      const { loc, msg } = recordOf(item);
      return [listOf(loc).at(-1), msg].filter(Boolean).join(': ') || stringOf(item);
    })
    .filter(Boolean)
    .join('; ');
}
