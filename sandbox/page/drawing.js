// Small pieces of the page, made by hand.

export function make(tag, looks = {}, ...inside) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(looks)) {
    if (name === "class") one.className = value;
    else if (name.startsWith("on")) one.addEventListener(name.slice(2), value);
    else if (value === true) one.setAttribute(name, "");
    else if (value !== false && value != null) one.setAttribute(name, value);
  }
  one.append(...inside);
  return one;
}

const SHAPES = {
  menu: '<path d="M5 7h14M5 12h14M5 17h9"/>',
  send: '<path d="M12 19V5M6 11l6-6 6 6"/>',
  file: '<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>',
};

export function icon(name) {
  const holder = document.createElement("template");
  holder.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true">${SHAPES[name]}</svg>`;
  return holder.content.firstChild;
}

const FACES = ["#1b4496", "#7a3b78", "#0f6a6a", "#8a4a12", "#3d6b1f", "#4b4ea6", "#a03550", "#4a5a7a"];

export function face(person, place) {
  const one = make("span", { class: "face", "aria-hidden": "true" }, person.name[0]);
  one.style.setProperty("--face", FACES[place % FACES.length]);
  return one;
}

// Shown again even when it is shown already.
export function replay(one, name) {
  one.classList.remove(name);
  void one.offsetWidth;
  one.classList.add(name);
}
