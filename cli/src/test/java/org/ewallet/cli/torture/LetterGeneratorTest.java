package org.ewallet.cli.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Codec;
import org.ewallet.contract.MessageTypes;
import org.ewallet.contract.account.AccountCommand;
import org.ewallet.contract.notification.NotificationCommand;
import org.ewallet.contract.wallet.WalletCommand;
import org.junit.jupiter.api.Test;

/** Shows that the letters depend on the seed alone, and are of the kinds that they should be of. */
class LetterGeneratorTest {

    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");

    @Test
    void sameSeedMakesSameLettersAndAnotherSeedOthers() {
        assertThat(letters(7)).isEqualTo(letters(7)).isNotEqualTo(letters(8));
    }

    @Test
    void aboutThirtyOfAHundredLettersAreRepeatsAndTwoTakeAnIdForSomethingElse() {
        Map<Post.Kind, Long> kinds = letters(1).stream().collect(Collectors.groupingBy(Post::kind, Collectors.counting()));

        assertThat(kinds.get(Post.Kind.REPEAT)).isBetween(1_400L, 1_600L);
        assertThat(kinds.get(Post.Kind.CONFLICT)).isBetween(60L, 140L);
    }

    @Test
    void repeatsAreTheSameAndConflictsAreNot() {
        Map<String, Letter> first = new HashMap<>();
        for (Post post : letters(2)) {
            Letter known = first.putIfAbsent(post.letter().id(), post.letter());
            switch (post.kind()) {
                case NEW -> assertThat(known).isNull();
                case REPEAT -> assertThat(post.letter()).isEqualTo(known);
                case CONFLICT -> {
                    assertThat(post.letter()).isNotEqualTo(known);
                    assertThat(post.box()).isEqualTo(Letter.box(known.type()).orElseThrow());
                }
            }
        }
    }

    @Test
    void everyWalletAndAccountCommandIsAmongThemAndCanBeRead() {
        List<Letter> letters = letters(3).stream().map(Post::letter).toList();

        assertThat(letters).extracting(Letter::type).contains("SendEmail")
                .containsAll(MessageTypes.of(WalletCommand.class).names())
                .containsAll(MessageTypes.of(AccountCommand.class).names());
        assertThat(letters).allSatisfy(letter -> assertThat(Codec.read(letter.data(), type(letter))).isNotNull());
    }

    private static Class<?> type(Letter letter) {
        return MessageTypes.of(WalletCommand.class).find(letter.type()).<Class<?>>map(type -> type)
                .or(() -> MessageTypes.of(AccountCommand.class).find(letter.type()))
                .or(() -> MessageTypes.of(NotificationCommand.class).find(letter.type()))
                .orElseThrow();
    }

    private static List<Post> letters(long seed) {
        LetterGenerator generator = new LetterGenerator(seed);
        List<Post> posts = new ArrayList<>(generator.beginning());
        for (int round = 1; round <= 50; round++) {
            posts.addAll(generator.round(round, 100, NOW));
        }
        return posts;
    }
}
