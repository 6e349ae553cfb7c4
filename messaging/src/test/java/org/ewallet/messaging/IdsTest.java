package org.ewallet.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.ewallet.contract.Require;
import org.junit.jupiter.api.Test;

/** Shows that the ids this system chooses are ids of the contract and sort by time. */
class IdsTest {

    @Test
    void idsAreUuidsOfVersion7InAscendingOrder() {
        List<String> ids = Stream.generate(Ids::next).limit(1_000).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(UUID.fromString(id).version()).isEqualTo(7))
                .allMatch(Require::isId);
    }
}
