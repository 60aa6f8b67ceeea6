import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { whenIdle } from './when-idle.ts';

const loads: (() => Promise<unknown>)[] = [];

/**
 * A component whose code is loaded when it is first drawn: what nobody sees when the panel opens does not make it open later.
 * Nothing is drawn meanwhile, nor where the extension was replaced under an open panel and the code is gone. `idle`: loaded as soon
 * as the panel has nothing else to do after its first moment, for what opens under the keys of somebody who types on at once.
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  when: 'drawn' | 'idle' = 'drawn',
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  const loadOnce = async () => {
    loaded ??= await load();
    return loaded;
  };
  loads.push(loadOnce);
  if (when === 'idle') whenIdle(() => void loadOnce().catch(() => undefined));

  return function Lazy(props: Props) {
    const [Inner, setInner] = useState(() => loaded);
    useEffect(() => {
      if (Inner !== null) return;
      let wanted = true;
      loadOnce().then(
        (component) => wanted && setInner(() => component),
        () => undefined,
      );
      return () => {
        wanted = false;
      };
    }, [Inner]);
    return Inner === null ? null : <Inner {...props} />;
  };
}

/** Loads every such component that is known by now, so that each is drawn at once. */
export async function loadAllLazy(): Promise<void> {
  for (let done = 0; done < loads.length; done += 1) await loads[done]?.();
}
