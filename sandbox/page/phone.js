// One person's phone: whose it is, the chat, what pops up over it, and the field.

import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { face, make, replay } from "./drawing.js";
import { post } from "./server.js";
import { say } from "./words.js";

const POPUP = 3500;
const LOOKED = 2600;
const BATTERY = '<svg viewBox="0 0 46 14" aria-hidden="true"><path d="M1 10h2.500v3H1zM5.500 7H8v6H5.500zM10 4h2.500v9H10zM14.500 1H17v12h-2.500z"/><path d="M25 2.500h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H25a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2zm0 1.500v6h12V4z" fill-rule="evenodd"/><path d="M44 5.500h1.500v3H44z"/></svg>';

export class Phone {
  constructor(who, place, network, unread) {
    this.who = who;
    this.count = make("span", { class: "count", hidden: true });
    this.chat = new Chat(who, {
      press: (key, message, data) => this.press(key, message, data),
      unread: (count) => {
        this.count.hidden = count === 0;
        this.count.textContent = count ? say("ongelezen", { n: count }) : "";
        unread(count);
      },
    });
    this.composer = new Composer(who, () => this.pop(say("mislukt")));
    this.popup = make("p", { class: "popup", role: "status" });
    this.clock = make("span");
    this.screen = make("div", { class: "screen" }, this.chat.log, this.chat.down, this.popup);
    const title = make("h2", { id: `owner-${who.key}` }, who.name, " ", make("span", {}, who.label));
    const status = make("div", { class: "status", "aria-hidden": "true" }, this.clock);
    status.insertAdjacentHTML("beforeend", BATTERY);
    const about = make("div", {}, make("strong", {}, network), make("span", {}, say("bot").toLowerCase().replace("de ", "")));
    const partner = make("div", { class: "partner" }, make("img", { src: "/mark.svg", alt: "" }), about);
    this.device = make("div", { class: "device" }, status, partner, this.screen, this.composer.form);
    this.element = make(
      "section",
      { class: "phone", id: `phone-${who.key}`, "aria-labelledby": title.id, tabindex: "-1" },
      make("div", { class: "owner" }, face(who, place), title, this.count),
      this.device,
    );
    const looks = (entries) => this.chat.seen(entries.at(-1).intersectionRatio > 0.5);
    new IntersectionObserver(looks, { threshold: [0, 0.5, 0.6, 1] }).observe(this.element);
  }

  fill({ started, messages }) {
    this.composer.started(started);
    this.chat.fill(messages);
  }

  take(event) {
    if (event.kind === "popup") this.answered(event);
    else {
      if (event.kind === "new") this.composer.started(true);
      this.chat.take(event.kind, event.id, event.message);
    }
  }

  async press(key, message, data) {
    key.classList.add("busy");
    try {
      await post("/api/press", { who: this.who.key, message, data });
    } catch (error) {
      this.pop(say(error.status === 404 ? "onbekend" : "mislukt"));
    }
    setTimeout(() => key.classList.remove("busy"), POPUP);
  }

  answered({ text, alert }) {
    for (const key of this.chat.log.querySelectorAll(".busy")) key.classList.remove("busy");
    if (text && alert) this.warn(text);
    else if (text) this.pop(text);
  }

  pop(text) {
    this.popup.textContent = text;
    clearTimeout(this.popping);
    this.popping = setTimeout(() => (this.popup.textContent = ""), POPUP);
  }

  warn(text) {
    const before = document.activeElement;
    const close = () => {
      over.remove();
      before?.focus?.();
    };
    const good = make("button", { type: "button", onclick: close }, say("goed"));
    const over = make("div", { class: "alert", role: "alertdialog", "aria-modal": "false", "aria-label": this.who.name }, make("div", {}, text, good));
    over.addEventListener("keydown", (event) => event.key === "Escape" && close());
    this.screen.append(over);
    good.focus({ preventScroll: true });
  }

  // In the story: the finger is seen before it taps, the text while it is typed.
  act({ deed, what, seconds }) {
    if (deed === "types") this.composer.typing(what, seconds);
    if (deed === "taps") this.showTap(what);
    if (deed === "sees") this.showSeen(what);
    if (deed === "misses") this.chat.toEnd();
  }

  showTap(label) {
    const has = (key) => key.textContent === label;
    const message = this.chat.newestWith((one) => [...one.querySelectorAll(".key")].some(has));
    if (!message) return;
    const key = [...message.querySelectorAll(".key")].find(has);
    this.chat.bring(key);
    replay(key, "pressed");
    setTimeout(() => key.classList.remove("pressed"), 900);
  }

  showSeen(words) {
    const message = this.chat.newestWith((one) => !one.classList.contains("mine") && one.textContent.includes(words));
    if (!message) return;
    this.chat.bring(message);
    replay(message, "looked");
    setTimeout(() => message.classList.remove("looked"), LOOKED);
  }
}
