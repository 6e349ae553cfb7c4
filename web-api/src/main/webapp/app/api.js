/** The web API, in the name of whoever has signed in. */

import { current } from "./session.js";

const LIMIT_MILLIS = 30_000;

/** An answer that is no success (RFC 9457), or none at all (status 0). */
export class Problem extends Error {

  constructor(status, body, retryAfterSeconds) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`);
    this.status = status;
    this.field = body.field;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Amounts, all of whose names end with Minor, become BigInt from the very digits of the answer. */
export function exact(key, value, context) {
  return key.endsWith("Minor") && typeof value === "number" ? BigInt(context?.source ?? value) : value;
}

/** An amount is at most 10^15, which a number holds exactly. */
function written(key, value) {
  return typeof value === "bigint" ? Number(value) : value;
}

/** Sends a request with the token; an answer of 401 ends the session. */
export async function request(path, options = {}) {
  const session = current();
  const response = await reached(() => fetch(path, {
    ...options,
    headers: { ...options.headers, ...session ? { Authorization: `Bearer ${session.token}` } : {} },
  }), options.signal);
  if (response.ok) {
    return response;
  }
  if (response.status === 401) {
    document.dispatchEvent(new CustomEvent("sessionended"));
  }
  throw new Problem(response.status, await problemIn(response), Number(response.headers.get("Retry-After") ?? 0));
}

/** What a server that is just starting, or a proxy, answers is no JSON: then there is the status. */
async function problemIn(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

/** The result of some work with the network; if it fails and was not given up by the page, a Problem. */
async function reached(work, signal) {
  try {
    return await work();
  } catch (e) {
    throw e.name === "AbortError" && signal?.aborted ? e : new Problem(0, { detail: "The server cannot be reached." });
  }
}

async function json(path, { signal, headers, ...options }) {
  const limit = AbortSignal.timeout(LIMIT_MILLIS);
  const limited = signal ? AbortSignal.any([signal, limit]) : limit;
  const response = await request(path,
      { ...options, signal: limited, headers: { ...headers, Accept: "application/json" } });
  const text = await reached(() => response.text(), limited);
  return text === "" ? null : JSON.parse(text, exact);
}

/** @throws Problem */
export function get(path, signal) {
  return json(path, { signal });
}

/** @throws Problem */
export function send(method, path, body, signal) {
  return json(path, {
    method,
    signal,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body, written),
  });
}
