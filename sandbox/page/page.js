// Puts the phones on the table and passes on what the demo tells.

import { Clock } from "./clock.js";
import { make } from "./drawing.js";
import { People } from "./people.js";
import { Phone } from "./phone.js";
import { listen } from "./server.js";
import { Crowd, Story } from "./story.js";
import { learn, say } from "./words.js";

const trouble = document.getElementById("trouble");
const table = document.getElementById("phones");
const phones = new Map();
let people, crowd, clock, story;

function shout(words) {
  trouble.textContent = words;
  trouble.hidden = words === "";
}

const failed = () => {
  shout(say("mislukt"));
  setTimeout(() => shout(""), 5000);
};

function settle(town) {
  if (!phones.size) {
    table.replaceChildren();
    town.people.forEach((who, place) => {
      const phone = new Phone(who, place, town.network, (count) => people?.name(who.key, count));
      phones.set(who.key, phone);
      table.append(phone.element);
    });
    people = new People(document.getElementById("people"), phones);
  }
  for (const [key, chat] of Object.entries(town.chats)) phones.get(key).fill(chat);
  crowd = new Crowd(town.others);
  people.acts(null);
  tick(town.now);
  story.show(town.story);
  shout("");
  document.body.dataset.ready = "yes";
}

function tick(now) {
  clock.show(now);
  for (const phone of phones.values()) phone.clock.textContent = now.time;
}

function tell(event) {
  tick(event.now);
  if (event.kind === "story") {
    story.show(event);
    if (event.state !== "running") people.acts(null);
  } else if (event.kind === "act") {
    story.progress(event.done);
    people.acts(event.who);
    phones.get(event.who).act(event);
  } else if (event.kind === "light") crowd.light(event);
  else if (event.who) phones.get(event.who).take(event);
}

await learn();
clock = new Clock(failed);
story = new Story(failed);
listen({ found: settle, told: tell, lost: () => shout(say("weg")) });
