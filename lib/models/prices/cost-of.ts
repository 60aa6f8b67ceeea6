import type { Usage } from '../../assistants/objects.ts';
import { ON_DEVICE } from '../../notation/model-name.ts';
import type { OwnPrice } from '../../protocol.ts';
import prices from './prices.json' with { type: 'json' };

/** What an answer costs, in US dollars. `as_of`: the day of the price list, such as `2026-10-16`. */
export type Cost =
  | { readonly basis: 'free'; readonly usd: 0 }
  | { readonly basis: 'own'; readonly usd: number }
  | { readonly basis: 'list'; readonly usd: number; readonly as_of: string };

/** Who sends the bill: a preset's id for the service itself, `local` for a server on the user's own machines. */
export type Biller = string;

/** US dollars per million tokens. */
type Price = { readonly in: number; readonly out: number };

type ListedPrice = Price & {
  readonly model: string;
  /** Longer requests are charged at another price. */
  readonly up_to_prompt_tokens?: number | undefined;
};

const LISTS: readonly {
  readonly service: string;
  readonly as_of: string;
  readonly models: readonly ListedPrice[];
}[] = prices.lists;

const FREE: readonly Biller[] = ['local', 'built-in', ON_DEVICE];

const SNAPSHOT = /-(\d{4}-\d{2}-\d{2}|\d{8})$/;

/** Null when the price is unknown. The user's own price for a model wins over the lists, wherever the model is asked. */
export function costOf(usage: Usage, model: string, biller: Biller, own: readonly OwnPrice[] = []): Cost | null {
  const typed = own.find((price) => price.model === model);
  if (typed !== undefined) return { basis: 'own', usd: dollars(usage, typed) };
  if (FREE.includes(biller)) return { basis: 'free', usd: 0 };
  const lists = LISTS.filter(({ service }) => service === biller);
  return listCost(usage, model, lists) ?? listCost(usage, model.replace(SNAPSHOT, ''), lists);
}

function listCost(usage: Usage, model: string, lists: typeof LISTS): Cost | null {
  for (const { as_of, models } of lists) {
    const price = models.find((one) => one.model === model);
    // A run's tokens are the sum over its requests: a sum below the mark means that each of them is.
    if (price !== undefined && usage.prompt_tokens <= (price.up_to_prompt_tokens ?? Infinity))
      return { basis: 'list', usd: dollars(usage, price), as_of };
  }
  return null;
}

function dollars(usage: Usage, price: Price): number {
  // Some services count what a model thinks in the total only, and charge it like words of the answer.
  const written = Math.max(usage.completion_tokens, usage.total_tokens - usage.prompt_tokens);
  return (usage.prompt_tokens * price.in + written * price.out) / 1_000_000;
}
