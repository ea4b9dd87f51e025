// The clock of the demo: it walks by itself, and jumps when asked.

import { post } from "./server.js";
import { say } from "./words.js";

const find = (id) => document.getElementById(id);

export class Clock {
  constructor(failed) {
    this.failed = failed;
    this.bar = document.querySelector(".clock");
    this.form = find("moment");
    this.jumps = [...this.bar.querySelectorAll(".jumps button")];
    for (const one of this.jumps.filter((jump) => jump.id === "")) {
      const { seconds, until } = one.dataset;
      one.addEventListener("click", () => this.move(seconds ? { seconds: Number(seconds) } : { until }));
    }
    this.other = find("other-moment");
    this.other.addEventListener("click", () => this.unfold(this.form.hidden));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.move({ until: this.form.until.value });
    });
    this.form.addEventListener("keydown", (event) => event.key === "Escape" && this.unfold(false));
  }

  show({ day, time }) {
    find("day").textContent = day;
    find("time").textContent = time;
  }

  unfold(open) {
    this.form.hidden = !open;
    this.other.setAttribute("aria-expanded", String(open));
    this.wrong("");
    (open ? this.form.until : this.other).focus();
  }

  wrong(words) {
    find("moment-wrong").textContent = words;
    this.form.until.setAttribute("aria-invalid", String(words !== ""));
  }

  async move(asked) {
    this.busy(true);
    try {
      const { now, why } = await post("/api/clock", asked);
      if (why) return this.wrong(say(why));
      this.show(now);
      if (!this.form.hidden) this.unfold(false);
      this.form.reset();
    } catch {
      this.failed();
    } finally {
      this.busy(false);
    }
  }

  busy(yes) {
    this.bar.classList.toggle("running", yes);
    for (const one of this.jumps) one.disabled = yes;
  }
}
