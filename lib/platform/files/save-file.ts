/** Has the browser download a file. */
export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then; a large one goes on being read.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
