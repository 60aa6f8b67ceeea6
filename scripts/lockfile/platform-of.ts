const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

export type Platform = { readonly os: string[]; readonly cpu: string[]; readonly libc?: string[] };

/** The platform in the name of a native binary's package, such as `cli-linux-x64-musl`; null where the name tells none. */
export function platformOf(packageName: string): Platform | null {
  const words = packageName.split('/').at(-1)?.split('-') ?? [];
  const os = words.find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (os === undefined || cpu === undefined) return null;
  if (os !== 'linux') return { os: [os], cpu: [cpu] };
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
  return { os: [os], cpu: [cpu], libc: [libc] };
}
