// What is asked of the demo, and what it tells by itself; a lost connection is looked for again and again.

const AGAIN = 1500;

async function judged(answer) {
  if (answer.ok) return answer.status === 204 ? {} : answer.json();
  throw Object.assign(new Error(answer.statusText), { status: answer.status });
}

export const get = async (place) => judged(await fetch(place));

export const post = async (place, asked) =>
  judged(
    await fetch(place, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(asked),
    }),
  );

// `found` gets the whole town at each connection, `told` every change after it, in order.
export function listen({ found, told, lost }) {
  const source = new EventSource("/api/events");
  let waiting = [];
  const again = () => {
    source.close();
    lost();
    setTimeout(() => listen({ found, told, lost }), AGAIN);
  };
  const look = async () => {
    waiting ??= [];
    found(await get("/api/town"));
    const missed = waiting;
    waiting = null;
    missed.forEach(told);
  };
  source.onopen = () => look().catch(again);
  source.onerror = again;
  source.onmessage = (event) => {
    const one = JSON.parse(event.data);
    if (one.kind === "renewed") {
      waiting = [];
      look().catch(again);
    } else if (waiting) waiting.push(one);
    else told(one);
  };
}
