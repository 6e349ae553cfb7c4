/** What happens to the caller's wallets, as it happens. EventSource cannot send a token; fetch can. */

import { pause } from "./dom.js";
import { exact, request } from "./api.js";

const AGAIN_MILLIS = 5_000;

/**
 * Follows the events until the signal ends it, and begins anew whenever the stream breaks.
 *
 * @param onEvent called with the data of each event
 * @param onLive called with true when events come, with false whenever they cannot be had; each time what is shown may
 *     be old
 */
export async function follow(onEvent, onLive, signal) {
  while (!signal.aborted) {
    try {
      const response = await request("/api/events", { signal, headers: { Accept: "text/event-stream" } });
      onLive(true);
      await read(response.body.pipeThrough(new TextDecoderStream()), onEvent);
    } catch (e) {
      if (signal.aborted) {
        return;
      }
    }
    onLive(false);
    await pause(AGAIN_MILLIS, signal);
  }
}

async function read(stream, onEvent) {
  let rest = "";
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).replaceAll("\r\n", "\n").split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split("\n").filter(line => line.startsWith("data:"))
          .map(line => line.slice("data:".length).trimStart()).join("\n");
      if (data !== "") {
        onEvent(JSON.parse(data, exact));
      }
    }
  }
}
