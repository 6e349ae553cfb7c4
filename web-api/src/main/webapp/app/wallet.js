/** The face for people: their wallets, what moved, and sending money. */

import { get } from "./api.js";
import { el, fromTemplate, when } from "./dom.js";
import { follow } from "./events.js";
import { Journeys } from "./journey.js";
import { newId } from "./letters.js";
import { format, parse } from "./money.js";
import { balancePlot } from "./plot.js";

const ID = /^[A-Za-z0-9._-]{1,64}$/;
const FIRST_ENTRIES = 20;
const MOST_ENTRIES = 500;
/** How long a hold that is made here keeps money, at most. */
const HOLD_DAYS = 7;
const DAY_MILLIS = 86_400_000;
const KINDS = {
  DEPOSIT: "Deposit",
  WITHDRAWAL: "Withdrawal",
  TRANSFER: "Transfer",
  REVERSAL: "Given back",
  HOLD_CAPTURE: "Hold captured",
  ORDER_PAYMENT: "Order",
};

/** Shows the face until the signal ends it. */
export function openWallet(main, session, signal) {
  new WalletFace(main, session, signal).open();
}

class WalletFace {

  constructor(main, session, signal) {
    const [content, parts] = fromTemplate("wallet-face");
    this.parts = parts;
    this.session = session;
    this.signal = signal;
    this.buttons = new Map();
    this.unposted = new Map();
    this.entries = FIRST_ENTRIES;
    main.replaceChildren(content);
  }

  open() {
    const { parts } = this;
    this.isPerson = this.session.roles.length === 0;
    this.person = this.isPerson ? this.session.name : null;
    parts.lookup.hidden = this.isPerson;
    parts.send.hidden = !this.isPerson;
    parts.lookup.addEventListener("submit", e => {
      e.preventDefault();
      this.person = parts.whose.value.trim();
      this.selected = null;
      this.refresh();
    });
    parts.more.addEventListener("click", () => {
      this.entries = MOST_ENTRIES;
      this.refresh();
    });
    this.journeys = new Journeys(parts.journeys, parts.status, () => this.refresh(), this.signal);
    parts.form.addEventListener("submit", e => {
      e.preventDefault();
      this.send(e.submitter === parts.hold);
    });
    parts.amount.addEventListener("input", () => this.tellAmount());
    follow(event => this.hear(event), live => {
      parts.live.dataset.live = live;
      parts.live.textContent = live ? "Live" : "Not live";
      this.refresh();
    }, this.signal);
  }

  /** Reads everything that is shown. What is asked for while it reads is read once more afterwards. */
  async refresh() {
    this.stale = true;
    if (this.reading || !this.person) {
      return;
    }
    this.reading = true;
    try {
      while (this.stale && !this.signal.aborted) {
        this.stale = false;
        await this.read();
        this.tellProblem("");
      }
    } catch (e) {
      if (!this.signal.aborted) {
        this.tellProblem(e.message);
      }
    } finally {
      this.reading = false;
    }
  }

  async read() {
    const { wallets } = await get(`/api/persons/${encodeURIComponent(this.person)}/wallets`, this.signal);
    const wallet = wallets.find(one => one.walletId === this.selected) ?? wallets[0];
    this.showWallets(wallets, wallet);
    if (wallet) {
      const address = `/api/wallets/${encodeURIComponent(wallet.walletId)}`;
      const [statement, { holds }] = await Promise.all([
        get(`${address}/statement?order=desc&limit=${this.entries}`, this.signal),
        get(`${address}/holds`, this.signal),
      ]);
      this.showStatement(wallet, statement);
      this.showHolds(wallet, holds);
    }
  }

  showWallets(wallets, selected) {
    const { parts } = this;
    parts.none.hidden = wallets.length > 0;
    parts.wallet.hidden = wallets.length === 0;
    parts.wallets.hidden = wallets.length < 2;
    if ([...this.buttons.keys()].join() !== wallets.map(wallet => wallet.walletId).join()) {
      this.buttons = new Map(wallets.map(wallet => [wallet.walletId, el("button", { type: "button", onclick: () => {
        this.selected = wallet.walletId;
        this.entries = FIRST_ENTRIES;
        this.refresh();
      } })]));
      parts.wallets.replaceChildren(...this.buttons.values());
    }
    for (const wallet of wallets) {
      const button = this.buttons.get(wallet.walletId);
      button.setAttribute("aria-pressed", wallet === selected);
      button.replaceChildren(el("span", {}, wallet.walletId),
          el("strong", {}, format(wallet.balanceMinor, wallet.currency)));
    }
    if (selected) {
      this.showBalance(selected);
    }
  }

  showBalance(wallet) {
    const { parts } = this;
    this.wallet = wallet;
    parts.name.textContent = wallet.walletId;
    parts.badge.hidden = wallet.status === "OPEN";
    parts.badge.textContent = { BLOCKED: "Blocked", CLOSED: "Closed" }[wallet.status] ?? "";
    parts.balance.textContent = format(wallet.balanceMinor, wallet.currency);
    parts.available.textContent = format(wallet.availableMinor, wallet.currency);
    parts.held.textContent = format(wallet.heldMinor, wallet.currency);
    parts.overdraft.textContent = format(wallet.overdraftLimitMinor, wallet.currency);
    parts.currency.textContent = wallet.currency;
    this.tellAmount();
  }

  showStatement(wallet, statement) {
    const { parts } = this;
    const oldestFirst = statement.entries.toReversed();
    parts.plot.replaceChildren(...oldestFirst.length === 0 ? []
        : [balancePlot(oldestFirst[0].balanceAfterMinor - oldestFirst[0].amountMinor, oldestFirst, wallet.currency)]);
    parts.statement.hidden = statement.entries.length === 0;
    parts.quiet.hidden = statement.entries.length > 0;
    parts.entries.replaceChildren(...statement.entries.map(entry => el("tr", {},
        el("td", {}, el("span", { class: "what" }, whatMoved(entry)), el("small", {}, ...details(entry))),
        el("td", { class: entry.amountMinor > 0n ? "number in" : "number" },
            format(entry.amountMinor, wallet.currency, "always")),
        el("td", { class: "number muted" }, format(entry.balanceAfterMinor, wallet.currency)))));
    parts.more.hidden = !statement.nextCursor || this.entries === MOST_ENTRIES;
  }

  showHolds(wallet, holds) {
    this.parts.noHolds.hidden = holds.length > 0;
    this.parts.holds.replaceChildren(...holds.map(hold => el("li", {},
        el("span", { class: "what" }, `${format(hold.amountMinor, wallet.currency)} for ${hold.targetWalletId}`),
        el("span", { class: `badge ${hold.status.toLowerCase()}` }, holdStatus(hold, wallet.currency)),
        el("small", {}, el("code", {}, hold.holdId),
            ...hold.expiresAt ? [" until ", when(hold.expiresAt)] : []),
        hold.status === "OPEN" && this.isPerson ? this.captureButton(wallet, hold) : null)));
  }

  /** Pays what is held. Pressed again after a failure, it is the same letter. */
  captureButton(wallet, hold) {
    const left = format(hold.amountMinor - hold.capturedMinor, wallet.currency);
    const button = el("button", { type: "button", class: "quiet", onclick: () => this.post(button,
        `CaptureHold ${hold.holdId}`, id => ({ id, type: "CaptureHold", data: { holdId: hold.holdId },
          what: `${left} held for ${hold.targetWalletId}`, done: "The money has moved" })) }, `Pay ${left}`);
    return button;
  }

  /** An event of the caller's wallets: something changed, and money that came in is told in words. */
  hear({ type, data }) {
    if (type.endsWith("TransferCompleted") && data.targetOwnerId === this.person) {
      this.parts.news.textContent = `${format(data.amountMinor, data.currency)} arrived from ${data.sourceWalletId}`
          + `${data.reference ? `: ${data.reference}` : ""}.`;
    }
    this.refresh();
  }

  tellProblem(text) {
    this.parts.problem.textContent = text;
    this.parts.problem.hidden = text === "";
  }

  /** Says on the buttons what would be sent or held. */
  tellAmount() {
    const { amount, submit, hold } = this.parts;
    let money = "";
    try {
      money = ` ${format(parse(amount.value, this.wallet.currency), this.wallet.currency)}`;
    } catch {
      // Nothing that could be sent.
    }
    submit.textContent = `Send${money}`;
    hold.textContent = `Hold${money} for ${HOLD_DAYS} days`;
  }

  /** Sends what the form says, or holds it for the recipient. */
  async send(isHold) {
    const { parts, wallet } = this;
    const targetWalletId = check(parts.target, parts.targetError, id);
    const amountMinor = check(parts.amount, parts.amountError, text => parse(text, wallet.currency));
    if (targetWalletId === null || amountMinor === null) {
      parts.form.querySelector("[aria-invalid=true]").focus();
      return;
    }
    const reference = parts.reference.value.trim();
    const money = { targetWalletId, amountMinor, currency: wallet.currency, ...reference === "" ? {} : { reference } };
    const shown = format(amountMinor, wallet.currency);
    const wish = [isHold, wallet.walletId, ...Object.values(money)].join(" ");
    const write = isHold
        ? id => ({ id, type: "HoldFunds", what: `Hold ${shown} for ${targetWalletId}`, done: "The money is held",
          data: { holdId: id, walletId: wallet.walletId, ...money,
            expiresAt: new Date(Date.now() + HOLD_DAYS * DAY_MILLIS).toISOString() } })
        : id => ({ id, type: "TransferFunds", what: `${shown} to ${targetWalletId}`, done: "The money has moved",
          data: { sourceWalletId: wallet.walletId, ...money } });
    if (await this.post(isHold ? parts.hold : parts.submit, wish, write)) {
      parts.form.reset();
      this.tellAmount();
    }
  }

  /**
   * Posts a letter by a button, and tells whether the broker has it. Until it surely has, the same wish is the very same
   * letter: what seemed to fail may have arrived.
   */
  async post(button, wish, write) {
    if (!this.unposted.has(wish)) {
      this.unposted.set(wish, write(newId()));
    }
    button.disabled = true;
    try {
      await this.journeys.post(this.unposted.get(wish));
      this.unposted.delete(wish);
      this.tellFormProblem("");
      return true;
    } catch (e) {
      if (!this.signal.aborted) {
        this.tellFormProblem(e.message);
      }
      return false;
    } finally {
      button.disabled = false;
    }
  }

  tellFormProblem(text) {
    this.parts.formProblem.textContent = text;
    this.parts.formProblem.hidden = text === "";
  }
}

/** What a field holds, or null; then its error says what is wrong. */
function check(field, error, read) {
  try {
    const value = read(field.value);
    field.removeAttribute("aria-invalid");
    error.textContent = "";
    return value;
  } catch (e) {
    field.setAttribute("aria-invalid", "true");
    error.textContent = e.message;
    return null;
  }
}

function id(text) {
  if (!ID.test(text.trim())) {
    throw new Error("Write the id of a wallet, such as mary.EUR.");
  }
  return text.trim();
}

function whatMoved(entry) {
  if (!entry.counterpartyWalletId) {
    return KINDS[entry.kind] ?? entry.kind;
  }
  return `${entry.amountMinor > 0n ? "From" : "To"} ${entry.counterpartyWalletId}`;
}

function details(entry) {
  const kind = entry.counterpartyWalletId ? [KINDS[entry.kind] ?? entry.kind, " · "] : [];
  return [...kind, ...entry.reference ? [entry.reference, " · "] : [], when(entry.at)];
}

function holdStatus(hold, currency) {
  switch (hold.status) {
    case "OPEN": return hold.capturedMinor > 0n ? `Open, ${format(hold.capturedMinor, currency)} captured` : "Open";
    case "CAPTURED": return `Captured ${format(hold.capturedMinor, currency)}`;
    case "RELEASED": return "Released";
    default: return "Expired";
  }
}
