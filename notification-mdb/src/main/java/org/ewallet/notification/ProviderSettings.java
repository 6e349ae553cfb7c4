package org.ewallet.notification;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.notification.Provider.Guard;

/**
 * Which providers the operator wants. {@code ewallet.<channel>.providers} names them in order; the settings of each
 * begin with {@code ewallet.<channel>.<name>}, those of the one named {@value #DEFAULT} with {@code ewallet.smtp} or
 * {@code ewallet.smpp}. Where the list is not set, there is only the latter.
 */
final class ProviderSettings {

    private static final String DEFAULT = "default";
    private static final Map<Channel, String> DEFAULT_TYPES = Map.of(Channel.EMAIL, "smtp", Channel.SMS, "smpp");
    // The name is a part of environment variables, and a column of 30 characters.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,29}");

    private final Config config;
    private final List<SenderType> types;

    ProviderSettings(Config config, List<SenderType> types) {
        this.config = config;
        this.types = types;
    }

    /**
     * Opens the providers of a channel.
     *
     * @param receipts makes the listener for the provider of a name
     * @throws IllegalArgumentException if a setting is missing or makes no sense; the message names it
     */
    Providers open(Channel channel, Clock clock, Function<String, ReceiptListener> receipts) {
        List<Provider> providers = new ArrayList<>();
        for (String name : names(channel)) {
            String prefix = prefix(channel, name);
            providers.add(new Provider(name, type(channel, prefix).open(config, prefix, receipts.apply(name)),
                    guard(prefix), clock));
        }
        return new Providers(channel, providers, clock);
    }

    private Set<String> names(Channel channel) {
        String key = "ewallet." + word(channel) + ".providers";
        Set<String> names = new LinkedHashSet<>();
        for (String name : config.getOptionalValues(key, String.class).orElse(List.of(DEFAULT))) {
            if (!NAME.matcher(name.strip()).matches()) {
                throw new IllegalArgumentException(key + " must be names of lower case letters and digits, beginning"
                        + " with a letter, separated by commas, such as primary,backup; \"" + name + "\" is none");
            }
            if (!names.add(name.strip())) {
                throw new IllegalArgumentException(key + " names " + name + " twice");
            }
        }
        return names;
    }

    private static String prefix(Channel channel, String name) {
        return "ewallet." + (name.equals(DEFAULT) ? DEFAULT_TYPES.get(channel) : word(channel) + "." + name);
    }

    private SenderType type(Channel channel, String prefix) {
        String wanted = value(prefix + ".type", String.class, DEFAULT_TYPES.get(channel));
        return types.stream()
                .filter(type -> type.channel() == channel && type.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(prefix + ".type must be one of " + types.stream()
                        .filter(type -> type.channel() == channel).map(SenderType::name).sorted().toList()
                        + ", not \"" + wanted + "\""));
    }

    private Guard guard(String prefix) {
        Guard standard = Guard.STANDARD;
        Guard guard = new Guard(value(prefix + ".breaker.volume", Integer.class, standard.volume()),
                value(prefix + ".breaker.failure.ratio", Double.class, standard.failureRatio()),
                Duration.ofSeconds(value(prefix + ".breaker.delay.seconds", Integer.class,
                        (int) standard.delay().toSeconds())),
                value(prefix + ".rate", Integer.class, standard.perSecond()));
        require(guard.volume() >= 1, prefix + ".breaker.volume must be 1 or more");
        require(guard.failureRatio() > 0 && guard.failureRatio() <= 1,
                prefix + ".breaker.failure.ratio must be above 0 and at most 1");
        require(guard.delay().toSeconds() >= 1, prefix + ".breaker.delay.seconds must be 1 or more");
        require(guard.perSecond() >= 0, prefix + ".rate must be 0, for no limit, or more");
        return guard;
    }

    private <T> T value(String key, Class<T> type, T otherwise) {
        return config.getOptionalValue(key, type).orElse(otherwise);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    private static String word(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }
}
