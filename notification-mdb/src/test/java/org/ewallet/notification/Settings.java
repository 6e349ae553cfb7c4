package org.ewallet.notification;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** A configuration from a map. */
public record Settings(Map<String, String> values) implements Config {

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).map(text -> type.cast(converted(text, type)));
    }

    @Override
    public <T> T getValue(String name, Class<T> type) {
        return getOptionalValue(name, type).orElseThrow();
    }

    private static Object converted(String text, Class<?> type) {
        if (type.isArray()) {
            String[] words = text.split(",");
            Object array = Array.newInstance(type.getComponentType(), words.length);
            for (int i = 0; i < words.length; i++) {
                Array.set(array, i, converted(words[i], type.getComponentType()));
            }
            return array;
        }
        return type == Integer.class ? Integer.valueOf(text) : type == Double.class ? Double.valueOf(text)
                : type == Boolean.class ? Boolean.valueOf(text) : text;
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        return List.of();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
