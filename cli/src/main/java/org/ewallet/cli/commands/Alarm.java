package org.ewallet.cli.commands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.DiskUsage;
import org.ewallet.cli.clients.Subscription;
import org.ewallet.cli.clients.SubscriptionLimits;
import picocli.CommandLine.Option;

/** When to warn of what piles up at the broker. */
final class Alarm {

    private static final long MEGABYTE = 1024 * 1024;
    /** So much time before the broker stops taking letters. */
    private static final int DISK_MARGIN_PERCENT = 15;

    @Option(names = "--alarm-events", paramLabel = "N", defaultValue = "100000",
            description = "Warns of a subscription in which so many events wait. Default: ${DEFAULT-VALUE}.")
    private long events;

    @Option(names = "--alarm-hours", paramLabel = "N", defaultValue = "24",
            description = "Warns when the oldest has waited so long. Default: ${DEFAULT-VALUE}.")
    private long hours;

    @Option(names = "--alarm-megabytes", paramLabel = "N", defaultValue = "100",
            description = "Warns when they take so much of the broker's disk. Default: ${DEFAULT-VALUE}.")
    private long megabytes;

    /** A sentence for each thing that is wrong. */
    List<String> warnings(List<Subscription> subscriptions, BrokerManagement management) {
        List<String> warnings = new ArrayList<>(
                new SubscriptionLimits(events, Duration.ofHours(hours), megabytes * MEGABYTE).warnings(subscriptions));
        DiskUsage disk = management.disk();
        if (disk.percent() >= disk.limitPercent() - DISK_MARGIN_PERCENT) {
            warnings.add("The broker's disk is " + disk.percent() + " % full; at " + disk.limitPercent()
                    + " % it takes no more letters until there is room.");
        }
        return warnings;
    }
}
