import type { Context } from '../context.ts';
import type { ToolResources } from '../objects.ts';
import { type NewToolResources, resolveToolResources } from './tool-resources.ts';

/**
 * The resources of an object after an update: those of a tool that is not named stay, and null takes all away. Inside the
 * caller's transaction. Throws ApiError 404 for what does not exist.
 */
export async function changeToolResources(
  context: Context,
  before: ToolResources | null,
  given: NewToolResources | null | undefined,
): Promise<ToolResources | null> {
  if (given === undefined) return before;
  const resolved = await resolveToolResources(context, given);
  return resolved === null ? null : { ...before, ...resolved };
}
