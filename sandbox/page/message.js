// One message as a bubble, with its buttons under it in the rows in which they were sent.

import { icon, make } from "./drawing.js";
import { say } from "./words.js";

export function drawMessage(message, who, press) {
  const author = message.mine ? say("uzelf", { name: who.name }) : say("bot");
  const bubble = make("div", { class: "bubble" }, make("span", { class: "unseen" }, `${author}: `));
  if (message.file) bubble.append(fileLink(message, who));
  bubble.append(wordsOf(message.html), stamp(message));
  const one = make("article", { class: `message${message.mine ? " mine" : ""}` }, bubble);
  one.dataset.id = message.id;
  if (message.rows.length) {
    one.classList.add("with-buttons");
    one.append(keys(message, press));
  }
  return one;
}

function wordsOf(html) {
  const words = make("span", { class: "words" });
  words.innerHTML = html;
  for (const link of words.querySelectorAll("a")) Object.assign(link, { target: "_blank", rel: "noopener noreferrer" });
  return words;
}

function stamp(message) {
  const edited = message.edited ? `${say("aangepast")} ` : "";
  return make("span", { class: "stamp" }, edited, make("time", {}, message.time));
}

function fileLink(message, who) {
  const place = `/api/file/${encodeURIComponent(who.key)}/${message.id}`;
  return make("a", { class: "file", href: place, download: message.file }, icon("file"), say("bewaar", { file: message.file }));
}

function keys(message, press) {
  const rows = message.rows.map((row) => make("div", {}, ...row.map((one) => key(one, message, press))));
  return make("div", { class: "keys" }, ...rows);
}

function key(button, message, press) {
  if (button.url) {
    return make("a", { class: "key", href: button.url, target: "_blank", rel: "noopener noreferrer" }, button.label);
  }
  const one = make("button", { class: "key", type: "button", onclick: () => press(one, message.id, button.data) }, button.label);
  return one;
}
