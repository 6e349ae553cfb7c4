package org.ewallet.messaging;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * A registry that adds up what any thread tells it, without a server; its other methods fail, as nothing here has a use
 * for them.
 */
public final class Measurements {

    private final Map<String, AtomicLong> sums = new ConcurrentSkipListMap<>();
    private final Map<String, Supplier<? extends Number>> gauges = new ConcurrentSkipListMap<>();

    public MetricRegistry registry() {
        return proxy(MetricRegistry.class, (proxy, method, arguments) -> {
            String id = id((Metadata) arguments[0], (Tag[]) arguments[arguments.length - 1]);
            return switch (method.getName()) {
                case "counter", "histogram" -> proxy(method.getReturnType(), (sum, update, numbers) ->
                        sum(id).addAndGet(numbers == null ? 1 : ((Number) numbers[0]).longValue()));
                case "timer" -> proxy(method.getReturnType(), (timer, update, times) -> sum(id).incrementAndGet());
                case "gauge" -> gauges.put(id, gauge(arguments[1]));
                default -> throw new UnsupportedOperationException(method.toString());
            };
        });
    }

    /** What is above zero, by {@code name{tag=value}} with the tags in their order: of timers how often they measured. */
    public Map<String, Long> sums() {
        Map<String, Long> above = new TreeMap<>();
        sums.forEach((id, sum) -> above.put(id, sum.get()));
        return above;
    }

    /** What the gauges show now. */
    public Map<String, Double> gauges() {
        Map<String, Double> shown = new TreeMap<>();
        Map.copyOf(gauges).forEach((id, gauge) -> shown.put(id, gauge.get().doubleValue()));
        return shown;
    }

    private AtomicLong sum(String id) {
        return sums.computeIfAbsent(id, first -> new AtomicLong());
    }

    @SuppressWarnings("unchecked")
    private static Supplier<? extends Number> gauge(Object supplier) {
        return (Supplier<? extends Number>) supplier;
    }

    private static String id(Metadata metadata, Tag[] tags) {
        return metadata.getName() + Arrays.stream(tags).map(tag -> tag.getTagName() + "=" + tag.getTagValue()).sorted()
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Object result = handler.invoke(proxy, method, args);
            return method.getReturnType() == void.class || !method.getReturnType().isInstance(result) ? null : result;
        }));
    }
}
