/** The journey of one letter, as the person who sent it sees it. */

import { el, when } from "./dom.js";
import { outcome, post } from "./letters.js";

const SHOWN = 3;

/**
 * A place where journeys are shown, the newest first. `status` tells each step to those who cannot see it; `onEnd` is
 * called when a letter has its outcome.
 */
export class Journeys {

  constructor(list, status, onEnd, signal) {
    this.list = list;
    this.status = status;
    this.onEnd = onEnd;
    this.signal = signal;
  }

  /**
   * Posts a letter, and goes on to follow it when the broker has it. `what` says in words what it is, `done` what has
   * happened if it was not refused.
   *
   * @throws Problem if the letter could not be posted; it may be posted again with the same id
   */
  async post({ id, type, data, what, done }) {
    const journey = new Journey(id, what, done);
    this.list.prepend(journey.element);
    journey.step(0, "now", "Handing the letter over …");
    try {
      await post(id, type, data, this.signal);
    } catch (e) {
      journey.element.remove();
      throw e;
    }
    while (this.list.children.length > SHOWN) {
      this.list.lastElementChild.remove();
    }
    journey.step(0, "done", "The broker keeps the letter. It cannot get lost any more.");
    journey.step(1, "now", "On its way to the wallet service …");
    this.tell(`${what}: posted.`);
    this.follow(journey, id, what);
  }

  async follow(journey, id, what) {
    let result;
    try {
      result = await outcome(id, trouble => journey.step(1, "now", trouble
          ?? "It lies in the box of the wallet service, which takes it as soon as it can. You may leave this page."),
          this.signal);
    } catch (e) {
      journey.step(1, "refused", e.message);
      return;
    }
    if (result !== null) {
      journey.step(1, "done", "The wallet service has taken the letter.");
      this.arrive(journey, result, what);
    }
  }

  arrive(journey, result, what) {
    if (result.status === "COMPLETED") {
      journey.end("done", "Done", `${journey.done}: `, when(result.completedAt));
      this.tell(`${what}: done.`);
    } else {
      journey.end("refused", "Refused", el("code", {}, result.reason), ` ${result.detail}`);
      this.tell(`${what}: refused. ${result.reason}: ${result.detail}`);
    }
    this.onEnd();
  }

  tell(text) {
    this.status.textContent = text;
  }
}

class Journey {

  constructor(id, what, done) {
    this.done = done;
    this.steps = ["Posted", "Delivered", "Done"].map(name => {
      const title = el("strong", {}, name);
      const text = el("span");
      return { title, text, item: el("li", { "data-state": "todo" }, title, text) };
    });
    this.element = el("li", { class: "journey" },
        el("p", {}, el("strong", {}, what), el("code", { class: "id", title: "The letter's id" }, id)),
        el("ol", { class: "steps" }, ...this.steps.map(step => step.item)));
  }

  step(number, state, ...text) {
    const { item, text: place } = this.steps[number];
    item.dataset.state = state;
    place.replaceChildren(...text);
  }

  end(state, title, ...text) {
    this.steps[2].title.textContent = title;
    this.step(2, state, ...text);
  }
}
