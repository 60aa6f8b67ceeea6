import { useObjectUrl } from '../controls/use-object-url.ts';

export function SiteIcon({ icon }: { readonly icon: Blob }) {
  return <img src={useObjectUrl(icon)} alt="" />;
}
