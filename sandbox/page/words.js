// The words of the page, from the catalogue that the server reads.

const words = new Map();

export async function learn() {
  const answer = await fetch("/api/words");
  for (const [name, text] of Object.entries(await answer.json())) words.set(name, text);
}

export function say(name, fields = {}) {
  return words.get(name).replace(/\{(\w+)\}/g, (_, field) => fields[field]);
}
