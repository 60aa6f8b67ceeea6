import type { AppError } from '../../errors.ts';
import type { LastError } from '../objects.ts';

/** The failure as `last_error` tells it. 429, a used-up quota included, is `rate_limit_exceeded`. */
export function lastError(error: AppError): LastError {
  switch (error.kind) {
    case 'rate-limited':
    case 'quota-used-up':
      return { code: 'rate_limit_exceeded', message: sentence(error) };
    case 'too-long':
    case 'request-refused':
    case 'no-page':
      return { code: 'invalid_prompt', message: sentence(error) };
    default:
      return { code: 'server_error', message: sentence(error) };
  }
}

/** For API clients, in English; people read components/notices/error-notice.tsx. */
function sentence(error: AppError): string {
  const details = Object.entries(error)
    .filter(([key, value]) => key !== 'kind' && value !== null && value !== '')
    .map(([key, value]) => `${key}: ${value}`);
  return details.length === 0 ? `${error.kind}.` : `${error.kind} (${details.join(', ')}).`;
}
