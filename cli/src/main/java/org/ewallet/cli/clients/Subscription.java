package org.ewallet.cli.clients;

import java.time.Duration;

/**
 * A durable subscription as the broker knows it: the queue in which the events of one topic wait for one reader.
 *
 * @param topic what it subscribed to
 * @param queue the queue's name
 * @param isJoined whether somebody subscribed while the broker ran; the services' own are in the broker's configuration
 * @param isJoining whether what was published before is still being put into it, and it gets nothing else until then
 * @param user who made the queue; empty for the services' own and for those an operator made
 * @param consumers how many read it now
 * @param backlog events that wait in it
 * @param oldest how long the first of them has waited; zero if none waits
 * @param bytes what they take on the broker's disk
 */
public record Subscription(String topic, String queue, boolean isJoined, boolean isJoining, String user, long consumers,
        long backlog, Duration oldest, long bytes) {
}
