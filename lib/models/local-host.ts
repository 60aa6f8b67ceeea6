const IPV4 = /^\d+(\.\d+){3}$/;
const PRIVATE_IPV4 = /^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const PRIVATE_IPV6 = /^\[(::1|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/i;

/** Whether the host is this very machine. Takes a URL's `hostname`. */
export function isLoopback(hostname: string): boolean {
  if (IPV4.test(hostname)) return hostname.startsWith('127.');
  return hostname === '[::1]' || hostname === 'localhost' || hostname.endsWith('.localhost');
}

/**
 * Whether the host is this machine or one in its own network: private and link-local addresses (RFC 1918, 6598, 3927,
 * 4193), `.local` names, and names without a dot. Takes a URL's `hostname`.
 */
export function isLocalHost(hostname: string): boolean {
  if (IPV4.test(hostname)) return PRIVATE_IPV4.test(hostname);
  if (isLoopback(hostname) || PRIVATE_IPV6.test(hostname) || hostname.endsWith('.local')) return true;
  return !/[.:]/.test(hostname);
}
