package org.ewallet.cli.clients;

/**
 * What the broker says of one queue.
 *
 * @param name its name
 * @param messages letters in it, those included that are being delivered or wait for their time
 * @param delivering letters that a consumer has and has not confirmed
 * @param scheduled letters that wait for their time
 * @param consumers who reads it
 * @param paused whether an operator has stopped it
 */
public record QueueDepth(String name, long messages, long delivering, long scheduled, long consumers, boolean paused) {
}
