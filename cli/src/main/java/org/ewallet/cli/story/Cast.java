package org.ewallet.cli.story;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ewallet.cli.clients.WebApi;

/**
 * Who takes part. Ids are for ever, so a second story on the same data needs other people: johny-2 and mary-2.
 *
 * @param number 1 on a fresh system
 */
record Cast(int number) {

    /** The first people whom the system does not know yet. */
    static Cast unknownTo(WebApi api) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(Cast::new)
                .filter(cast -> cast.people().noneMatch(person -> api.find("/api/persons/" + person).isPresent()))
                .findFirst()
                .orElseThrow();
    }

    String johny() {
        return named("johny");
    }

    String mary() {
        return named("mary");
    }

    String shopkeeper() {
        return named("bookshop");
    }

    /** The shopkeeper's second wallet, where orders are paid to. */
    String till() {
        return named("bookshop") + ".till";
    }

    static String wallet(String person) {
        return person + ".EUR";
    }

    static String email(String person) {
        return person + "@example.org";
    }

    private String named(String name) {
        return number == 1 ? name : name + "-" + number;
    }

    private Stream<String> people() {
        return Stream.of(johny(), mary(), shopkeeper());
    }
}
