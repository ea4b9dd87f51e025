// The story: one button, a caption, how far it is, and the lights of everybody else.

import { make } from "./drawing.js";
import { post } from "./server.js";
import { say } from "./words.js";

const find = (id) => document.getElementById(id);
const DEEDS = { ready: "play", paused: "play", running: "pause", over: "again", stuck: "again" };
const LABELS = { ready: "speel", paused: "verder", running: "pauze", over: "opnieuw", stuck: "opnieuw" };
const KEEPS_SPACE = "input, textarea, select, button, a, summary";

export class Story {
  constructor(failed) {
    this.failed = failed;
    this.bar = find("story");
    this.button = find("play");
    this.state = "ready";
    this.button.addEventListener("click", () => this.press());
    document.addEventListener("keydown", (event) => {
      if (event.key !== " " || event.target.closest(KEEPS_SPACE)) return;
      event.preventDefault();
      this.press();
    });
  }

  async press() {
    const deed = DEEDS[this.state];
    if (this.button.disabled) return;
    this.button.disabled = deed === "again";
    if (deed === "again") this.caption(say("opnieuw_bezig"));
    try {
      await post("/api/story", { deed });
    } catch {
      this.failed();
    } finally {
      this.button.disabled = false;
    }
  }

  show({ state, told, done, of }) {
    this.state = state;
    this.of = of;
    this.bar.dataset.state = state;
    find("play-label").textContent = say(LABELS[state]);
    this.progress(state === "over" ? of : done);
    if (state === "over") this.caption(say("nu_u_uitleg"), say("nu_u"));
    else if (state === "stuck") this.caption(say("vast"));
    else this.caption(told || say("klaar_voor"));
  }

  caption(words, strong = "") {
    const shown = find("caption");
    if (shown.textContent === `${strong} ${words}` || shown.textContent === words) return;
    shown.replaceChildren(...(strong ? [make("strong", {}, strong), " ", words] : [words]));
  }

  progress(done) {
    const bar = find("progress");
    bar.setAttribute("aria-valuemax", this.of);
    bar.setAttribute("aria-valuenow", done);
    bar.style.setProperty("--part", this.of ? done / this.of : 0);
  }
}

export class Crowd {
  constructor(many) {
    this.figure = find("crowd");
    this.lights = Array.from({ length: many }, () => make("i"));
    this.figure.querySelector(".lights").replaceChildren(...this.lights);
    this.figure.hidden = many === 0;
    this.count();
  }

  light({ place, state }) {
    this.lights[place].className = state;
    this.count();
  }

  count() {
    const with_ = (state) => this.lights.filter((one) => one.classList.contains(state)).length;
    const done = with_("done");
    const lit = with_("lit") + done;
    const words = lit ? "anderen_uitleg" : "anderen";
    this.figure.querySelector("figcaption").textContent = say(words, { n: this.lights.length, lit, done });
  }
}
