// The photo in what was dropped, pasted or picked.

/** The first picture, or else the first file of any kind: what it is, the classifier says best. */
export function firstPhoto(files: FileList | null | undefined): File | undefined {
  const all = Array.from(files ?? []);
  return all.find((file) => file.type.startsWith('image/')) ?? all[0];
}

export function carriesFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}
