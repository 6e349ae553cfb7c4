package org.ewallet.cli.commands;

import java.util.List;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Memory;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.ProcessId;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.QueueDepth;
import org.ewallet.cli.parts.Part;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", description = "Shows each part with state, memory and addresses, and the queues.")
public final class StatusCommand implements Runnable {

    private static final long MEGABYTE = 1024 * 1024;

    @Mixin
    private Place place;

    @Mixin
    private Alarm alarm;

    @Override
    public void run() {
        Output output = Output.to(System.out);
        if (place.isEmpty()) {
            output.line("Nothing was started in " + place.run().path() + ". Start it: ./ewallet up");
            return;
        }
        Installation installation = place.started();
        output.line("%-14s %-8s %8s %9s  %s", "PART", "STATE", "PID", "MEMORY", "ADDRESS");
        long total = 0;
        for (Part part : installation.parts()) {
            total += tell(part, output);
        }
        output.line("%-14s %-8s %8s %6d MB", "", "", "", total / MEGABYTE);
        if (installation.part(PartName.BROKER).isRunning()) {
            output.line("");
            tellQueues(installation, output);
        }
    }

    private static long tell(Part part, Output output) {
        boolean running = part.isRunning();
        long memory = running ? part.process().map(Memory::resident).orElse(0L) : 0;
        String pid = running ? part.process().map(ProcessId::pid).map(String::valueOf).orElse("") : "";
        List<String> addresses = part.addresses();
        output.line("%-14s %-8s %8s %6d MB  %s", part.name(), state(part, running), pid, memory / MEGABYTE,
                addresses.get(0));
        addresses.stream().skip(1).forEach(address -> output.line("%-14s %-8s %8s %9s  %s", "", "", "", "", address));
        return memory;
    }

    private static String state(Part part, boolean running) {
        if (!running) {
            return "stopped";
        }
        return part.isReady() ? "ready" : "starting";
    }

    private void tellQueues(Installation installation, Output output) {
        try (BrokerManagement management = installation.management()) {
            output.line("%-36s %8s %10s %9s %9s", "QUEUE", "LETTERS", "SCHEDULED", "CONSUMERS", "STATE");
            for (QueueDepth queue : management.queues()) {
                output.line("%-36s %8d %10d %9d %9s", queue.name(), queue.messages(), queue.scheduled(),
                        queue.consumers(), queue.paused() ? "paused" : "");
            }
            alarm.warnings(management.subscriptions(), management)
                    .forEach(warning -> output.line("WARNING: " + warning));
        }
    }
}
