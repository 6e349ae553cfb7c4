/** Sends letters, and tells how each fares: posted, delivered, done or refused. */

import { get, send } from "./api.js";
import { pause } from "./dom.js";

/** How long one question waits at the server for the outcome. */
const WAIT = "5s";
const BETWEEN_QUESTIONS_MILLIS = 250;

/** A new id (UUIDv7): it begins with the time and is never used twice. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Date.now()) << 16n | BigInt(bytes[6] << 8 | bytes[7]));
  bytes[6] = bytes[6] & 0x0f | 0x70;
  bytes[8] = bytes[8] & 0x3f | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/**
 * Posts a letter; the broker has it when this returns. If it fails, it may be posted again with the same id: it acts
 * once.
 *
 * @throws Problem
 */
export function post(id, type, data, signal) {
  return send("PUT", `/api/commands/${id}`, { type, data }, signal);
}

/**
 * The outcome of a letter, however long it takes.
 *
 * @param onWaiting called whenever a question was answered by "not yet", with a sentence why if something is wrong
 * @throws Problem if the server refuses to tell
 */
export async function outcome(id, onWaiting, signal) {
  while (!signal.aborted) {
    let patience = BETWEEN_QUESTIONS_MILLIS;
    try {
      return await get(`/api/commands/${id}?wait=${WAIT}`, signal);
    } catch (e) {
      if (signal.aborted) {
        break;
      }
      const later = e.status === 0 || e.status === 429 || e.status >= 500;
      if (e.status !== 404 && !later) {
        throw e;
      }
      onWaiting(later ? e.message : null);
      patience = later ? 1000 * (e.retryAfterSeconds || 2) : patience;
    }
    await pause(patience, signal);
  }
  return null;
}
