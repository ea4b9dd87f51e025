// The row of people: tabs when one phone fits on the screen, a way to each phone when several do.

import { face, make } from "./drawing.js";
import { say } from "./words.js";

const NARROW = matchMedia("(max-width: 719px)");
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

export class People {
  constructor(row, phones) {
    this.row = row;
    this.phones = phones;
    this.tabs = new Map();
    this.row.replaceChildren(...[...phones.values()].map((phone, place) => this.tab(phone, place)));
    this.row.addEventListener("keydown", (event) => this.keys(event));
    NARROW.addEventListener("change", () => this.arrange());
    this.select([...phones.keys()][0]);
    this.arrange();
  }

  tab({ who }, place) {
    const count = make("span", { class: "count", "aria-hidden": "true", hidden: true });
    const one = make(
      "button",
      { class: "person", type: "button", id: `tab-${who.key}`, "aria-controls": `phone-${who.key}`, tabindex: "-1", title: `${who.name}, ${who.label}` },
      face(who, place), make("span", { class: "word", "aria-hidden": "true" }, who.name), count,
    );
    one.addEventListener("click", () => this.go(who.key));
    this.tabs.set(who.key, { one, count, who });
    this.name(who.key, 0);
    return one;
  }

  name(key, unread) {
    const { one, count, who } = this.tabs.get(key);
    count.hidden = unread === 0;
    count.textContent = unread || "";
    const more = unread ? `, ${say("ongelezen", { n: unread })}` : "";
    one.setAttribute("aria-label", `${who.name}, ${who.label}${more}`);
  }

  arrange() {
    const tabs = NARROW.matches;
    this.row.setAttribute("role", tabs ? "tablist" : "toolbar");
    for (const [key, { one }] of this.tabs) {
      const section = this.phones.get(key).element;
      for (const [thing, role] of [[one, "tab"], [section, "tabpanel"]]) {
        if (tabs) thing.setAttribute("role", role);
        else thing.removeAttribute("role");
      }
    }
    this.select(this.selected, false);
  }

  select(key, bring = true) {
    this.selected = key;
    for (const [other, { one }] of this.tabs) {
      const here = other === key;
      const [on, off] = NARROW.matches ? ["aria-selected", "aria-current"] : ["aria-current", "aria-selected"];
      one.setAttribute(on, String(here));
      one.removeAttribute(off);
      one.tabIndex = here ? 0 : -1;
      this.phones.get(other).element.classList.toggle("selected", here);
    }
    if (bring) this.bring(key);
  }

  bring(key) {
    const { one } = this.tabs.get(key);
    const row = this.row;
    row.scrollTo({ left: one.offsetLeft - row.clientWidth / 2 + one.offsetWidth / 2, behavior: "smooth" });
    if (NARROW.matches) {
      const phone = this.phones.get(key);
      if (phone.chat.follows) phone.chat.toEnd("instant");
      return;
    }
    const table = this.phones.get(key).element.parentElement;
    const { left, right } = this.phones.get(key).element.getBoundingClientRect();
    if (left < 0 || right > innerWidth) {
      const by = left < 0 ? left - 20 : right - innerWidth + 20;
      table.scrollBy({ left: by, behavior: "smooth" });
    }
  }

  go(key) {
    this.select(key);
    if (!NARROW.matches) this.phones.get(key).composer.field.focus({ preventScroll: true });
  }

  // In the story: who acts is in view and marked.
  acts(key) {
    for (const [other, { one }] of this.tabs) {
      one.classList.toggle("acting", other === key);
      this.phones.get(other).element.classList.toggle("acting", other === key);
    }
    if (key) this.select(key);
  }

  keys(event) {
    const all = [...this.tabs.keys()];
    const here = all.indexOf(this.selected);
    let next = here;
    if (event.key in STEPS) next = (here + STEPS[event.key] + all.length) % all.length;
    else if (event.key === "Home") next = 0;
    else if (event.key === "End") next = all.length - 1;
    else return;
    event.preventDefault();
    this.select(all[next]);
    this.tabs.get(all[next]).one.focus();
  }
}
