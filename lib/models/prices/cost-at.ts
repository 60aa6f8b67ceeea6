import type { Usage } from '../../assistants/objects.ts';
import type { OwnPrice } from '../../protocol.ts';
import type { Connection } from '../connection.ts';
import { isLocalHost, isLoopback } from '../local-host.ts';
import { SERVICES } from '../services.ts';
import { type Biller, type Cost, costOf } from './cost-of.ts';

/** What an answer costs that was made over a connection; undefined is one that is gone. Null when that is unknown. */
export type CostAt = (
  usage: Usage,
  model: string,
  connection: Connection | undefined,
  own: readonly OwnPrice[],
) => Cost | null;

export const costAt: CostAt = (usage, model, connection, own) =>
  costOf(usage, model, connection === undefined ? 'unknown' : billerOf(connection, model), own);

/** By address rather than by name: behind another one than its own, a service is a gateway with prices of its own. */
function billerOf({ protocol, service, base_url }: Connection, model: string): Biller {
  if (protocol === 'built-in') return 'built-in';
  const url = URL.parse(base_url);
  const preset = SERVICES.find(({ id }) => id === service);
  if (url !== null && preset !== undefined && isOnLoopback(preset.base_url))
    return isLocalHost(url.hostname) && !isOllamaCloud(model) ? 'local' : 'unknown';
  return SERVICES.find((one) => url !== null && URL.parse(one.base_url)?.host === url.host)?.id ?? 'unknown';
}

function isOnLoopback(base_url: string): boolean {
  const url = URL.parse(base_url);
  return url !== null && isLoopback(url.hostname);
}

/** A local Ollama passes such models on to its makers' computers. */
function isOllamaCloud(model: string): boolean {
  return /[-:]cloud$/.test(model);
}
