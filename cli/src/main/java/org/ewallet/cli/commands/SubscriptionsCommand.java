package org.ewallet.cli.commands;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.CliException;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Output;
import org.ewallet.cli.Secrets;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.BrokerManagement;
import org.ewallet.cli.clients.Subscription;
import org.ewallet.cli.clients.SubscriptionLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "subscriptions", description = "Who follows the events, and how to join and leave.",
        subcommands = {SubscriptionsCommand.ListCommand.class, SubscriptionsCommand.AddCommand.class,
            SubscriptionsCommand.RemoveCommand.class})
public final class SubscriptionsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", description = "Shows every durable subscription and what waits in it, and warns.")
    static final class ListCommand implements Callable<Integer> {

        private static final int FINE = 0;
        private static final int WARNED = 1;

        @Mixin
        private Place place;

        @Mixin
        private Alarm alarm;

        @Option(names = "--check",
                description = "Exit status 1 if there is a warning: for a job that runs now and then.")
        private boolean check;

        @Override
        public Integer call() {
            try (BrokerManagement management = place.started().management()) {
                Output output = Output.to(System.out);
                List<Subscription> subscriptions = management.subscriptions();
                tell(subscriptions, output);
                List<String> warnings = alarm.warnings(subscriptions, management);
                warnings.forEach(warning -> output.line("WARNING: " + warning));
                return check && !warnings.isEmpty() ? WARNED : FINE;
            }
        }

        private static void tell(List<Subscription> subscriptions, Output output) {
            output.line("%-20s %-36s %-12s %9s %9s %10s %10s", "TOPIC", "QUEUE", "KIND", "CONSUMERS", "EVENTS",
                    "OLDEST", "SIZE");
            for (Subscription subscription : subscriptions) {
                output.line("%-20s %-36s %-12s %9d %9d %10s %10s", subscription.topic(), subscription.queue(),
                        kind(subscription), subscription.consumers(), subscription.backlog(),
                        subscription.backlog() == 0 ? "" : SubscriptionLimits.age(subscription.oldest()),
                        SubscriptionLimits.size(subscription.bytes()));
            }
        }

        private static String kind(Subscription subscription) {
            if (!subscription.isJoined()) {
                return "service's";
            }
            String state = subscription.isJoining() ? "joining" : "joined";
            return subscription.user().isEmpty() ? state : state + " (" + subscription.user() + ")";
        }
    }

    @Command(name = "add", description = {
        "Makes the queue of a subscription: events wait in it from now on, and before them past ones if --from is given.",
        "Nobody has to be told and nothing restarted; see docs/subscribing.md."})
    static final class AddCommand implements Runnable {

        /** Other characters mean something in the names that the protocols make of it. */
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        @Mixin
        private Place place;

        @Parameters(index = "0", paramLabel = "TOPIC",
                description = "account.events, wallet.events, order.events or notification.events.")
        private String topic;

        @Parameters(index = "1", paramLabel = "NAME",
                description = "The subscriber's name: 1 to 64 letters, digits, - and _.")
        private String name;

        @Option(names = "--from", paramLabel = "TIME",
                description = {"Puts the events since then into the queue, before those that come.",
                    "A time such as 2030-01-31T12:00:00Z, a day such as 2030-01-31, or beginning."})
        private String from;

        @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "120",
                description = "How long to wait for past events; they come all the same. Default: ${DEFAULT-VALUE}.")
        private int waitSeconds;

        @Option(names = "--mqtt", description = "For a subscriber that reads over MQTT with NAME as its client id.")
        private boolean mqtt;

        @Override
        public void run() {
            if (!BrokerManagement.topics().contains(topic)) {
                throw new CliException("There is no topic " + topic + ". There are: "
                        + String.join(", ", BrokerManagement.topics()) + ".");
            }
            if (!NAME.matcher(name).matches()) {
                throw new CliException("The name must have 1 to 64 of the characters A-Z a-z 0-9 - _; it is " + name);
            }
            Optional<Past> past = Optional.ofNullable(from).map(text -> Past.of(topic, text, Instant.now()));
            Installation installation = place.started();
            // What the broker itself calls the queue when such a client subscribes.
            String queue = mqtt ? name + "." + topic : name;
            Output output = Output.to(System.out);
            try (BrokerManagement management = installation.management()) {
                requireUnknown(management, queue);
                if (past.isEmpty()) {
                    management.subscribe(topic, queue);
                    output.line("Events of %s wait in the queue %s from now on.", topic, queue);
                } else {
                    new Joining(management, topic, queue, output)
                            .join(past.get(), installation.broker(BrokerUser.OPERATOR),
                                    Duration.ofSeconds(waitSeconds));
                }
            }
            tellHowToRead(installation, queue, output);
        }

        private static void requireUnknown(BrokerManagement management, String queue) {
            if (management.queues().stream().anyMatch(known -> known.name().equals(queue))) {
                throw new CliException("The broker has a queue " + queue + " already. Choose another name; "
                        + "./ewallet subscriptions list shows who subscribed.");
            }
        }

        private void tellHowToRead(Installation installation, String queue, Output output) {
            BrokerAddress address = installation.broker(BrokerUser.SENDER);
            output.line("Read them at %s:%d as user %s (password: %s in", address.host(), address.port(),
                    address.user(), Secrets.key(BrokerUser.SENDER));
            output.line("%s)%s:", installation.run().secretsFile(),
                    address.isEncrypted() ? ", over TLS, trusting " + address.trustStore() : "");
            if (mqtt) {
                output.line("  MQTT   client id %s; subscribe to %s with QoS 1", name, topic.replace('.', '/'));
                output.line("         MQTT 5: clean start off, session expiry 4294967295; 3.1.1: clean session off");
            } else {
                output.line("  JMS    context.createSharedDurableConsumer(context.createTopic(\"%s\"), \"%s\")",
                        topic, name);
                output.line("  AMQP   attach to the source %s::%s", topic, name);
                output.line("  STOMP  SUBSCRIBE with destination:%s\\c\\c%s and ack:client-individual", topic, name);
            }
            output.line("Leave: ./ewallet subscriptions remove " + queue);
        }
    }

    @Command(name = "remove",
            description = "Deletes the queue of a subscription that somebody joined with, and the events in it.")
    static final class RemoveCommand implements Runnable {

        @Mixin
        private Place place;

        @Parameters(paramLabel = "QUEUE", description = "As ./ewallet subscriptions list shows it.")
        private String queue;

        @Option(names = "--force", description = "Also if somebody reads it; he is disconnected.")
        private boolean force;

        @Override
        public void run() {
            try (BrokerManagement management = place.started().management()) {
                Subscription found = management.subscriptions().stream()
                        .filter(subscription -> subscription.queue().equals(queue))
                        .findFirst()
                        .orElseThrow(() -> new CliException("There is no subscription " + queue
                                + ". ./ewallet subscriptions list shows which there are."));
                if (!found.isJoined()) {
                    throw new CliException(queue + " belongs to a service of E-Wallet, which would miss events without "
                            + "it; it cannot be removed.");
                }
                if (found.consumers() > 0 && !force) {
                    throw new CliException("Somebody reads " + queue + " (consumers: " + found.consumers()
                            + "). Stop him first, or use --force.");
                }
                management.unsubscribe(queue, force);
                Output.to(System.out).line("%s is gone, with %d events that nobody read.", queue, found.backlog());
            }
        }
    }
}
