import { useEffect, useMemo } from 'preact/hooks';

/** An address for the picture, as long as the component is there. */
export function useObjectUrl(picture: Blob): string {
  const url = useMemo(() => URL.createObjectURL(picture), [picture]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return url;
}
