package org.ewallet.cli.clients;

/**
 * How full the disk is on which the broker keeps its letters.
 *
 * @param percent in use, by whomever
 * @param limitPercent from which on the broker takes no more letters and events; senders wait
 */
public record DiskUsage(int percent, int limitPercent) {
}
