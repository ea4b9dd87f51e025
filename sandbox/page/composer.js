// The field to type in, the menu of commands, and Start for who has no chat yet.

import { icon, make } from "./drawing.js";
import { get, post } from "./server.js";
import { say } from "./words.js";

export class Composer {
  constructor(who, failed) {
    this.who = who;
    this.failed = failed;
    this.field = make("textarea", { rows: "1", placeholder: say("typ"), "aria-label": say("typ_uitleg", who), maxlength: "4096", autocomplete: "off" });
    this.menu = make("div", { class: "commands", role: "menu", "aria-label": say("opdrachten_van", who), hidden: true });
    this.opener = make("button", { class: "round", type: "button", "aria-label": say("opdrachten_van", who), "aria-haspopup": "menu", "aria-expanded": "false" }, icon("menu"));
    this.begin = make("button", { class: "begin", type: "button", "aria-label": say("start_uitleg", who) }, say("start"));
    this.send = make("button", { class: "round send", "aria-label": say("verstuur") }, icon("send"));
    this.form = make("form", { class: "composer" }, this.menu, this.opener, this.field, this.send, this.begin);
    this.listen();
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.say(this.field.value);
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.form.requestSubmit();
      } else if (event.key === "ArrowUp" && !this.menu.hidden) this.step(event, -1);
    });
    this.field.addEventListener("input", () => this.field.value === "/" && this.open(false));
    this.opener.addEventListener("click", () => (this.menu.hidden ? this.open() : this.close()));
    this.begin.addEventListener("click", () => this.ask("/api/start", {}));
    this.menu.addEventListener("keydown", (event) => this.keys(event));
    this.form.addEventListener("focusout", (event) => {
      if (!this.form.contains(event.relatedTarget)) this.close();
    });
  }

  started(yes) {
    this.begin.hidden = yes;
    for (const one of [this.opener, this.field, this.send]) one.hidden = !yes;
  }

  async ask(place, asked) {
    try {
      await post(place, { who: this.who.key, ...asked });
    } catch {
      this.failed();
    }
  }

  async say(text) {
    const words = text.trim();
    if (!words) return;
    this.field.value = "";
    this.close();
    await this.ask("/api/say", { text: words });
  }

  async open(focus = true) {
    const commands = await get(`/api/commands/${encodeURIComponent(this.who.key)}`).catch(() => []);
    if (!commands.length) return;
    this.menu.replaceChildren(
      ...commands.map((one) =>
        make(
          "button",
          { type: "button", role: "menuitem", tabindex: "-1", onclick: () => this.choose(one.command) },
          make("b", {}, `/${one.command}`),
          make("span", {}, one.about),
        ),
      ),
    );
    this.menu.hidden = false;
    this.opener.setAttribute("aria-expanded", "true");
    if (focus) this.menu.firstChild.focus();
  }

  close() {
    this.menu.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
  }

  choose(command) {
    this.close();
    this.field.focus();
    this.say(`/${command}`);
  }

  keys(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape") {
      this.close();
      this.opener.focus();
    } else if (event.key in steps) this.step(event, steps[event.key]);
  }

  step(event, by) {
    event.preventDefault();
    const all = [...this.menu.children];
    const here = all.indexOf(document.activeElement);
    all[(here + by + all.length + (here < 0 && by > 0 ? 1 : 0)) % all.length]?.focus();
  }

  // In the story: letters appear one after the other, as from a hand.
  typing(text, seconds) {
    const kept = this.field.value;
    const begin = performance.now();
    const draw = (now) => {
      const part = Math.min(1, (now - begin) / (seconds * 850));
      this.field.value = part < 1 ? text.slice(0, Math.ceil(part * text.length)) : kept;
      this.field.scrollTop = this.field.scrollHeight;
      if (part < 1) requestAnimationFrame(draw);
    };
    requestAnimationFrame(draw);
  }
}
