package org.ewallet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ewallet.cli.clients.Letter;
import org.ewallet.contract.Codec;
import org.ewallet.contract.wallet.TransferFunds;
import org.junit.jupiter.api.Test;

class LettersTest {

    /** Shows that a letter that is sent again is the same one, and that another run has others. */
    @Test
    void letters_are_the_same_every_time() {
        Letters letters = new Letters("run-1", 100, Pairs.uniform(10));
        Letters others = new Letters("run-2", 100, Pairs.uniform(10));

        assertThat(letters.first(100)).isEqualTo(letters.first(100)).doesNotHaveDuplicates();
        assertThat(letters.first(100)).extracting(Letter::id).doesNotContainAnyElementsOf(
                others.first(100).stream().map(Letter::id).toList());
        assertThat(letters.first(100)).extracting(Letter::data).isNotEqualTo(
                others.first(100).stream().map(Letter::data).toList());
    }

    /** Shows that slices cover every letter once, also when they do not divide evenly. */
    @Test
    void slices_cover_all_letters() {
        Letters letters = new Letters("run", 10, Pairs.uniform(10));

        List<Letter> sliced = letters.slices(3).stream().flatMap(slice -> slice.of(letters).stream()).toList();

        assertThat(sliced).isEqualTo(letters.first(10));
        assertThat(new Letters("run", 2, Pairs.uniform(10)).slices(3)).hasSize(2);
    }

    /** Shows that every letter is a valid command between two wallets. */
    @Test
    void letters_are_transfers_between_two_wallets() {
        for (Pairs pairs : List.of(Pairs.uniform(3), Pairs.hot(3), Pairs.zipf(3))) {
            assertThat(transfers(pairs)).allSatisfy(
                    transfer -> assertThat(transfer.sourceWalletId()).isNotEqualTo(transfer.targetWalletId()));
        }
    }

    /** Shows that the hot wallet is in every transfer, on either side. */
    @Test
    void hot_wallet_is_in_every_transfer() {
        String hot = Letters.wallet(0);

        assertThat(transfers(Pairs.hot(100))).allMatch(
                transfer -> transfer.sourceWalletId().equals(hot) || transfer.targetWalletId().equals(hot))
                .anyMatch(transfer -> transfer.sourceWalletId().equals(hot))
                .anyMatch(transfer -> transfer.targetWalletId().equals(hot));
    }

    /** Shows that uniform pairs use every wallet. */
    @Test
    void uniform_pairs_use_every_wallet() {
        assertThat(transfers(Pairs.uniform(10)).stream()
                .flatMap(transfer -> Stream.of(transfer.sourceWalletId(), transfer.targetWalletId())))
                .containsAll(IntStream.range(0, 10).mapToObj(Letters::wallet).toList());
    }

    private static List<TransferFunds> transfers(Pairs pairs) {
        return new Letters("run", 500, pairs).first(500).stream()
                .map(letter -> Codec.read(letter.data(), TransferFunds.class)).toList();
    }
}
