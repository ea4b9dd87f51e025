// The messages of one phone: new ones at the bottom, changed ones in their place, and never a jump while somebody reads.

import { make, replay } from "./drawing.js";
import { drawMessage } from "./message.js";
import { say } from "./words.js";

const NEAR = 48;
const HAND = 700; // ms after which a scroll is no longer the reader's own

export class Chat {
  constructor(who, { press, unread }) {
    this.who = who;
    this.press = press;
    this.tellUnread = unread;
    this.unread = 0;
    this.inView = true;
    this.shown = new Map();
    this.log = make("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": who.name, tabindex: "0" });
    this.down = make("button", { class: "down", type: "button", hidden: true, onclick: () => this.toEnd() });
    this.log.addEventListener("scroll", () => this.look(), { passive: true });
    for (const kind of ["wheel", "touchmove", "keydown", "pointerdown", "pointermove"]) {
      this.log.addEventListener(kind, (event) => (event.buttons !== 0 || kind !== "pointermove") && (this.handAt = performance.now()), { passive: true });
    }
    new ResizeObserver(() => this.follows && this.toEnd("instant")).observe(this.log);
    this.follows = true;
    this.fill([]);
  }

  fill(messages) {
    this.shown.clear();
    this.log.replaceChildren();
    this.lastDay = "";
    for (const message of messages) this.put(message);
    if (!messages.length) this.log.append(make("p", { class: "nothing" }, say("leeg")));
    this.setUnread(0);
    this.toEnd("instant");
  }

  take(kind, id, message) {
    if (kind === "delete") this.remove(id);
    else if (this.shown.has(id)) this.change(message);
    else if (kind === "new") this.add(message);
  }

  put(message) {
    if (message.day !== this.lastDay) {
      this.lastDay = message.day;
      this.log.append(make("p", { class: "day" }, message.day));
    }
    const drawn = drawMessage(message, this.who, this.press);
    this.shown.set(message.id, drawn);
    this.log.append(drawn);
    return drawn;
  }

  add(message) {
    this.log.querySelector(".nothing")?.remove();
    this.put(message).classList.add("come");
    if (message.mine || (this.follows && this.inView)) this.toEnd();
    else this.setUnread(this.unread + 1);
    if (this.follows) this.toEnd();
  }

  change(message) {
    const old = this.shown.get(message.id);
    const drawn = drawMessage(message, this.who, this.press);
    const held = old.contains(document.activeElement);
    this.shown.set(message.id, drawn);
    old.replaceWith(drawn);
    replay(drawn, "changed");
    if (held) (drawn.querySelector(".key") ?? this.log).focus({ preventScroll: true });
    if (this.follows) this.settle(drawn);
  }

  // What changed is read from its beginning, also when it is longer than the screen.
  settle(drawn) {
    if (drawn.offsetHeight > this.log.clientHeight) this.bring(drawn);
    else this.toEnd();
  }

  remove(id) {
    this.shown.get(id)?.remove();
    this.shown.delete(id);
  }

  toEnd(behavior = "smooth") {
    this.follows = true;
    this.log.scrollTo({ top: this.log.scrollHeight, behavior });
    if (this.inView) this.setUnread(0);
  }

  look() {
    const rest = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight;
    if (rest < NEAR) this.follows = true;
    else if (performance.now() - (this.handAt ?? -HAND) < HAND) this.follows = false;
    if (this.follows && this.inView && rest < NEAR) this.setUnread(0);
    this.showDown(!this.follows && rest > NEAR);
  }

  showDown(needed) {
    this.down.hidden = !needed;
    this.down.textContent = this.unread ? say("nieuw_n", { n: this.unread }) : say("nieuw");
  }

  seen(inView) {
    this.inView = inView;
    if (inView && this.follows) this.setUnread(0);
  }

  setUnread(count) {
    if (count === this.unread) return;
    this.unread = count;
    this.tellUnread(count);
    this.showDown(!this.down.hidden);
  }

  newestWith(test) {
    return [...this.shown.values()].reverse().find(test);
  }

  bring(one) {
    const box = this.log.getBoundingClientRect();
    const { top, bottom, height } = one.getBoundingClientRect();
    const room = 14;
    let by = 0;
    if (top < box.top + room || height > box.height) by = top - box.top - room;
    else if (bottom > box.bottom - room) by = bottom - box.bottom + room;
    if (by) this.log.scrollBy({ top: by, behavior: "smooth" });
  }
}
