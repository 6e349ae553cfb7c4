/** The face for operators: what lies where, what flows, and the letters that were put aside. */

import { get, send } from "./api.js";
import { age, el, fromTemplate, pause, when } from "./dom.js";
import { sparkline } from "./plot.js";

const LOOK_MILLIS = 2_000;
const COUNT_MILLIS = 10_000;
/** Two minutes of looks. */
const LOOKS = 60;
const LETTERS_SHOWN = 50;
const ASIDE = { "dead-letters": "Dead", "invalid-letters": "Invalid" };
const SHEET = [
  ["accepted", "Accepted"], ["completed", "Completed"], ["rejected", "Refused"], ["repeated", "Repeats"],
  ["expired", "Expired"], ["waiting", "Waiting"], ["delayed", "Delayed"], ["dead", "Dead"], ["invalid", "Invalid"],
  ["takenOut", "Taken out"], ["missing", "Missing"],
];

/** Shows the face until the signal ends it. */
export function openOperations(main, session, signal) {
  new OperationsFace(main, session, signal).open();
}

class OperationsFace {

  constructor(main, session, signal) {
    const [content, parts] = fromTemplate("operations-face");
    this.parts = parts;
    this.signal = signal;
    this.mayAct = session.roles.includes("operator");
    this.flows = new Map();
    this.opened = new Set();
    main.replaceChildren(content);
  }

  open() {
    const { parts } = this;
    parts.actCancel.addEventListener("click", () => parts.dialog.close());
    parts.act.addEventListener("submit", e => {
      e.preventDefault();
      this.act();
    });
    this.repeat(LOOK_MILLIS, () => this.look());
    this.repeat(COUNT_MILLIS, () => this.count());
  }

  /** Does something again and again while the page is seen. */
  async repeat(everyMillis, work) {
    while (!this.signal.aborted) {
      if (!document.hidden) {
        await work();
      }
      await pause(everyMillis, this.signal);
    }
  }

  async look() {
    try {
      const [queues, services] = await Promise.all([
        get("/api/messages/boxes", this.signal), get("/api/messages/services", this.signal)]);
      this.showServices(services);
      this.showBoxes(queues);
      await this.lookAside(queues.boxes.map(box => `${box.dead} ${box.invalid}`).join());
      this.tell(true, "");
    } catch (e) {
      if (!this.signal.aborted) {
        this.tell(false, e.message);
      }
    }
  }

  /** Counting by cause reads every letter: it is asked for only when there are more or fewer of them. */
  async lookAside(counts) {
    if (counts !== this.counts) {
      const answers = await Promise.all(Object.keys(ASIDE).map(kind => get(`/api/${kind}`, this.signal)));
      this.showAside(Object.keys(ASIDE).flatMap((kind, i) => answers[i].groups.map(group => ({ kind, ...group }))));
      this.counts = counts;
    }
  }

  tell(live, problem) {
    const { parts } = this;
    parts.live.dataset.live = live;
    parts.live.textContent = live ? "Live" : "Not live";
    parts.problem.textContent = problem;
    parts.problem.hidden = problem === "";
  }

  showServices({ services, consoleUrl }) {
    this.parts.services.replaceChildren(...services.map(service => el("li", {
      class: "badge", "data-service": service.name, "data-up": String(service.up) },
      `${service.name} `, el("strong", {}, service.up ? "up" : "down"), service.up ? null : `: ${service.detail}`)),
    ...consoleUrl === null ? []
        : [el("li", {}, el("a", { href: consoleUrl, rel: "noreferrer" }, "The broker’s own console"))]);
  }

  showBoxes({ asOf, boxes }) {
    boxes.forEach(box => this.note(box, Date.parse(asOf)));
    const row = box => this.row(box);
    this.parts.boxes.replaceChildren(...boxes.filter(box => box.topic === null).map(row));
    this.parts.subscriptions.replaceChildren(...boxes.filter(box => box.topic !== null).map(row));
  }

  /** The rates since the last look; none if the broker has begun to count anew. */
  note(box, at) {
    const flow = this.flows.get(box.name) ?? { in: [], out: [] };
    const seconds = (at - flow.at) / 1000;
    if (seconds > 0) {
      for (const [rates, now, before] of [[flow.in, box.added, flow.added], [flow.out, box.taken, flow.taken]]) {
        rates.push(now < before ? null : (now - before) / seconds);
        rates.splice(0, rates.length - LOOKS);
      }
    }
    this.flows.set(box.name, { ...flow, at, added: box.added, taken: box.taken });
  }

  row(box) {
    const flow = this.flows.get(box.name);
    const number = (name, value, isBad = false) =>
        el("td", { class: isBad ? "number bad" : "number", "data-name": name }, value);
    return el("tr", { "data-box": box.name },
        el("th", { scope: "row" }, box.name, box.paused ? el("span", { class: "badge warn" }, "paused") : null,
            box.topic === null ? null : el("small", {}, `of ${box.topic}`)),
        number("Depth", whole(box.letters) + (box.delayed === 0 ? "" : ` (${whole(box.delayed)} later)`)),
        number("Oldest", box.oldestMillis === null ? "–" : age(box.oldestMillis)),
        el("td", { class: "flow", "data-name": "In and out" },
            sparkline([{ name: "in", values: flow.in }, { name: "out", values: flow.out }], LOOKS),
            el("span", {}, el("span", { class: "in" }, `in ${rate(flow.in)}`), " ",
                el("span", { class: "out" }, `out ${rate(flow.out)}`))),
        number("Readers", whole(box.consumers), box.consumers === 0),
        number("Dead", box.dead === null ? "–" : whole(box.dead), box.dead > 0),
        number("Invalid", box.invalid === null ? "–" : whole(box.invalid), box.invalid > 0));
  }

  showAside(groups) {
    this.parts.noneAside.hidden = groups.length > 0;
    this.parts.aside.replaceChildren(...groups.map(group => this.group(group)));
  }

  group(group) {
    const key = [group.kind, group.box, group.cause].join(" ");
    const letters = el("div", { class: "letters" });
    const details = el("details", { ontoggle: () => {
      if (details.open) {
        this.opened.add(key);
        this.showLetters(group, letters);
      } else {
        this.opened.delete(key);
      }
    } }, el("summary", {}, "Show"), letters);
    details.open = this.opened.has(key);
    return el("li", { "data-group": key },
        el("p", { class: "group" },
            el("span", { class: "badge bad" }, `${ASIDE[group.kind]} ${whole(group.letters)}`),
            el("strong", {}, group.box), el("code", {}, group.cause)),
        el("p", { class: "muted" }, ...group.newest === null ? [] : ["the newest of ", when(group.newest)]),
        this.buttons(`${count(group.letters)} of ${group.box}, ${group.cause}`,
            `/api/${group.kind}/${encodeURIComponent(group.box)}`, `?cause=${encodeURIComponent(group.cause)}`),
        details);
  }

  async showLetters(group, place) {
    place.textContent = "Looking …";
    try {
      const { letters } = await get(`/api/${group.kind}/${encodeURIComponent(group.box)}`
          + `?cause=${encodeURIComponent(group.cause)}&limit=${LETTERS_SHOWN}`, this.signal);
      place.replaceChildren(...letters.map(letter => this.letter(group, letter)),
          letters.length < group.letters ? el("p", { class: "muted" }, `The oldest ${letters.length} are shown.`) : "");
    } catch (e) {
      place.textContent = e.message;
    }
  }

  letter(group, letter) {
    const id = letter.letterId ?? letter.messageId;
    const headers = Object.entries(letter.headers ?? {});
    return el("article", { "data-letter": id },
        el("p", { class: "group" }, el("strong", {}, letter.type ?? "(no type)"), el("code", {}, id ?? "(no id)")),
        el("p", {}, letter.detail ?? ""),
        el("p", { class: "muted" }, letter.attempts === null ? "" : `${letter.attempts} attempts. `,
            ...letter.putAsideAt === null ? [] : ["Put aside ", when(letter.putAsideAt)]),
        letter.body === null ? null : el("pre", { tabindex: "0", "aria-label": "Body" }, letter.body),
        headers.length === 0 ? null : el("details", {}, el("summary", {}, "Headers"),
            el("pre", { tabindex: "0" }, headers.map(([name, value]) => `${name}: ${value}`).join("\n"))),
        id === null ? null : this.buttons(`letter ${id}`,
            `/api/${group.kind}/${encodeURIComponent(group.box)}/${encodeURIComponent(id)}`, ""));
  }

  buttons(what, address, query) {
    return !this.mayAct ? null : el("p", { class: "buttons" },
        el("button", { type: "button", "aria-label": `Replay ${what}`,
          onclick: () => this.ask("replay", what, address, query) }, "Replay"),
        el("button", { type: "button", class: "quiet", "aria-label": `Discard ${what}`,
          onclick: () => this.ask("discard", what, address, query) }, "Discard"));
  }

  ask(act, what, address, query) {
    const { parts } = this;
    const isReplay = act === "replay";
    this.order = { act, what, address: `${address}/${act}${query}` };
    parts.actTitle.textContent = isReplay ? "Replay" : "Discard";
    parts.actText.textContent = isReplay ? `Puts ${what} back into the box, to be handled again.`
        : `Takes ${what} away for good.`;
    parts.reasonHint.textContent = isReplay ? "(optional)" : "(is kept with the record)";
    parts.reasonError.textContent = "";
    parts.reason.value = "";
    parts.actDo.textContent = isReplay ? "Replay" : "Discard";
    parts.dialog.showModal();
  }

  async act() {
    const { parts, order } = this;
    const reason = parts.reason.value.trim();
    try {
      const { letters } = await send("POST", order.address, reason === "" ? {} : { reason }, this.signal);
      parts.dialog.close();
      parts.done.textContent = `${order.act === "replay" ? "Replayed" : "Discarded"}: ${count(letters)}.`;
      this.counts = null;
      await this.look();
    } catch (e) {
      parts.reasonError.textContent = e.message;
    }
  }

  async count() {
    const { parts } = this;
    try {
      const balance = await get("/api/messages/balance", this.signal);
      verdict(parts.verdict, balance.addsUp);
      const cell = (box, name) => el("td", { class: name === "missing" && box[name] ? "number bad" : "number" },
          box[name] === null ? "?" : whole(box[name]));
      parts.sheet.replaceChildren(
          el("thead", {}, el("tr", {}, el("td"), ...balance.boxes.map(box =>
              el("th", { scope: "col", class: "number" }, box.address)))),
          el("tbody", {}, ...SHEET.map(([name, title]) => el("tr", { "data-line": name },
              el("th", { scope: "row" }, title), ...balance.boxes.map(box => cell(box, name))))));
    } catch (e) {
      if (!this.signal.aborted) {
        verdict(parts.verdict, null);
      }
    }
  }
}

function verdict(badge, addsUp) {
  badge.textContent = addsUp === null ? "Cannot be told now" : addsUp ? "Adds up" : "Does not add up";
  badge.dataset.up = addsUp ?? "unknown";
}

function count(letters) {
  return letters === 1 ? "1 letter" : `${whole(letters)} letters`;
}

function whole(number) {
  return number.toLocaleString();
}

function rate(rates) {
  const now = rates.at(-1);
  return now === undefined || now === null ? "–" : `${whole(now < 10 ? Math.round(now * 10) / 10 : Math.round(now))}/s`;
}
