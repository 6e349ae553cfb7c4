/** Who has signed in: a token, kept until the tab is closed. The server checks it; here it is only read. */

const KEY = "ewallet.token";
const ROLES = ["operator", "auditor", "sender"];

/** The session, or null: `{token, name, roles}`; a caller without a role is a person, whose id is the name. */
export function current() {
  try {
    const session = read(sessionStorage.getItem(KEY) ?? "");
    return session.expired ? null : session;
  } catch {
    return null;
  }
}

/**
 * Begins a session.
 *
 * @throws Error with a sentence for the person if this is no token, or one that is over
 */
export function begin(token) {
  if (read(token.trim()).expired) {
    throw new Error("This token is over. Ask for a new one.");
  }
  sessionStorage.setItem(KEY, token.trim());
}

export function end() {
  sessionStorage.removeItem(KEY);
}

/** Takes a token out of the address (`#/token=...`) at once, so that nobody sees or bookmarks it; null if none. */
export function takeFromAddress() {
  const match = /^#\/token=(.+)$/.exec(location.hash);
  if (!match) {
    return null;
  }
  history.replaceState(null, "", location.pathname);
  return decodeURIComponent(match[1]);
}

function read(token) {
  const parts = token.split(".");
  if (parts.length !== 3) {
    throw new Error("This is no token: it must have three parts with points between them.");
  }
  let claims;
  try {
    const bytes = Uint8Array.from(atob(parts[1].replaceAll("-", "+").replaceAll("_", "/")), c => c.charCodeAt(0));
    claims = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Error("This is no token: its content cannot be read.");
  }
  const name = claims.upn ?? claims.preferred_username ?? claims.sub;
  if (!name) {
    throw new Error("This token does not say whose it is.");
  }
  return {
    token,
    name,
    roles: ROLES.filter(role => (claims.groups ?? []).includes(role)),
    expired: claims.exp !== undefined && claims.exp * 1000 <= Date.now(),
  };
}
