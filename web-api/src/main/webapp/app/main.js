/** Who may see what, and what is shown now. */

import { el, fromTemplate } from "./dom.js";
import * as oidc from "./oidc.js";
import { openOperations } from "./operations.js";
import * as sessions from "./session.js";
import { openWallet } from "./wallet.js";

const FACES = [
  { address: "#/wallet", name: "Wallet", open: openWallet,
    isFor: roles => roles.length === 0 || roles.includes("auditor") },
  { address: "#/operations", name: "Operations", open: openOperations,
    isFor: roles => roles.includes("operator") || roles.includes("auditor") },
];

const main = document.getElementById("main");
const nav = document.getElementById("faces");
const who = document.getElementById("who");
const signOut = document.getElementById("sign-out");
let shown = new AbortController();

/** Shows the face that the address names, or what to do to see one. */
function show(problem = "") {
  shown.abort();
  shown = new AbortController();
  const session = sessions.current();
  const faces = FACES.filter(face => session && face.isFor(session.roles));
  const face = faces.find(one => one.address === location.hash) ?? faces[0];
  nav.replaceChildren(...faces.map(one => el("a", { href: one.address, "aria-current": one === face ? "page" : null },
      one.name)));
  who.textContent = session?.name ?? "";
  signOut.hidden = !session;
  document.title = `${face?.name ?? "Sign in"} – E-Wallet`;
  if (face) {
    face.open(main, session, shown.signal);
  } else {
    showSignIn(session ? "This token belongs to a system that sends letters. There is no page for it." : problem);
  }
}

function showSignIn(problem) {
  const [content, parts] = fromTemplate("sign-in");
  main.replaceChildren(content);
  const tell = text => {
    parts.problem.textContent = text;
    parts.problem.hidden = text === "";
    parts.token.setAttribute("aria-invalid", text !== "");
  };
  tell(problem);
  parts.form.addEventListener("submit", e => {
    e.preventDefault();
    signIn(parts.token.value, tell);
  });
  oidc.provider().then(provider => {
    parts.account.hidden = false;
    parts.account.addEventListener("click", () => oidc.leave(provider).catch(e => tell(e.message)));
  }, () => {
    // Then a token is the only way in.
  });
}

function signIn(token, onProblem) {
  try {
    sessions.begin(token);
  } catch (e) {
    onProblem(e.message);
    return;
  }
  showAnew();
}

function signOff(problem) {
  sessions.end();
  showAnew(problem);
}

/** The same, with the focus where reading begins. */
function showAnew(problem) {
  show(problem);
  main.querySelector("h1").focus();
}

/**
 * Takes what the address says: a token to sign in with, or which face. Other fragments are places on the page.
 *
 * @param onFace called if it names a face, or none
 */
function readAddress(onFace) {
  const token = sessions.takeFromAddress();
  if (token !== null) {
    sessions.end();
    signIn(token, showAnew);
  } else if (location.hash === "" || location.hash.startsWith("#/")) {
    onFace();
  }
}

signOut.addEventListener("click", () => signOff());
addEventListener("hashchange", () => readAddress(showAnew));
document.addEventListener("sessionended",
    () => sessions.current() && signOff("Your sign-in is over, or was not accepted. Sign in again."));
try {
  const token = await oidc.comeBack();
  if (token === null) {
    readAddress(show);
  } else {
    signIn(token, showAnew);
  }
} catch (e) {
  showAnew(e.message);
}
