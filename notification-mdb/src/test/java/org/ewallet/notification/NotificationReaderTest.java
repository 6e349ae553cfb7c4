package org.ewallet.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ewallet.notification.Letters.NOW;
import static org.ewallet.notification.Letters.letter;

import java.util.ArrayList;
import java.util.List;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.contract.notification.NotificationAttempts;
import org.ewallet.contract.notification.NotificationAttempts.Attempt;
import org.ewallet.contract.notification.NotificationAttempts.Result;
import org.ewallet.contract.notification.NotificationPage;
import org.ewallet.contract.notification.NotificationView;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.messaging.OutcomeStore;
import org.ewallet.messaging.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotificationReaderTest {

    private final NotificationDatabase database = new NotificationDatabase();
    private final NotificationReader reader = new NotificationReader(database.dataSource());
    private final Intake intake = new Intake(database.dataSource(), () -> { });

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void pagesGoFromTheNewestToTheOldestWithoutGapsOrRepeats() {
        List<Received<?>> letters = new ArrayList<>();
        for (int i = 0; i < 2 * NotificationReader.PAGE_SIZE + 1; i++) {
            letters.add(letter("m" + i, Letters.MAIL));
        }
        new CommandLetters(intake).handle(letters);

        List<String> commands = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String cursor = null;
        do {
            NotificationPage page = reader.notifications("mary", null, cursor);
            sizes.add(page.notifications().size());
            page.notifications().forEach(view -> commands.add(view.commandId()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(sizes).containsExactly(50, 50, 1);
        List<String> newestFirst = new ArrayList<>();
        for (int i = letters.size() - 1; i >= 0; i--) {
            newestFirst.add("m" + i);
        }
        assertThat(commands).isEqualTo(newestFirst);
    }

    @Test
    void notificationsCanBeAskedForByTheCommandBehindThem() {
        new CommandLetters(intake).handle(List.of(letter("m1", Letters.MAIL), letter("m2", Letters.MAIL)));
        new Reactions(intake).handle(List.of(letter("e1", Letters.JOHNY)));

        assertThat(reader.notifications(null, "m2", null).notifications())
                .extracting(NotificationView::commandId).containsExactly("m2");
        assertThat(reader.notifications(null, "command-1", null).notifications())
                .extracting(NotificationView::kind).containsExactly("WELCOME");
        assertThat(reader.notifications("johny", "m1", null).notifications()).isEmpty();
        assertThat(reader.notifications(null, null, null).notifications()).hasSize(3);
    }

    @Test
    void aPendingNotificationHasNoAddressUntilTheContactIsKnown() {
        new Reactions(intake).handle(List.of(letter("e1", Letters.TO_JOHNY)));
        assertThat(reader.notifications("johny", null, null).notifications()).extracting(NotificationView::to)
                .containsOnlyNulls();

        new Reactions(intake).handle(List.of(letter("e2", Letters.JOHNY)));
        assertThat(reader.notifications("johny", null, null).notifications()).extracting(NotificationView::to)
                .containsOnly("johny@example.org");
    }

    @Test
    void eachAttemptIsListedWithItsResultAndTheOneUnderWayWithout() {
        new CommandLetters(intake).handle(List.of(letter("m1", Letters.MAIL)));
        String id = reader.notifications(null, "m1", null).notifications().get(0).id();
        assertThat(reader.attempts(id)).contains(new NotificationAttempts(List.of()));

        database.run(store -> {
            Notification first = store.lockDue(Channel.EMAIL, NOW, 1).get(0).withAttemptBegun();
            store.beginAttempt(first, NOW, NOW);
            store.endAttempt(first, SendResult.failed("451 later").by("backup"), NOW.plusSeconds(1));
            store.beginAttempt(first.withAttemptBegun(), NOW.plusSeconds(2), NOW.plusSeconds(3));
        });

        assertThat(reader.attempts(id)).contains(new NotificationAttempts(List.of(
                new Attempt(1, NOW, NOW.plusSeconds(1), Result.FAILED, "backup", "451 later"),
                new Attempt(2, NOW.plusSeconds(2), null, null, null, null))));
    }

    @Test
    void whatIsUnknownIsEmpty() {
        assertThat(reader.notification("nobody")).isEmpty();
        assertThat(reader.attempts("nobody")).isEmpty();
        assertThat(reader.notifications("nobody", null, null)).isEqualTo(new NotificationPage(List.of(), null));
        assertThat(new OutcomeStore(database.dataSource()).outcomeOf("nobody")).isEmpty();
    }

    @Test
    void aCursorThatIsNoneOfOursIsInvalid() {
        assertThatThrownBy(() -> reader.notifications(null, null, "no cursor!"))
                .isInstanceOfSatisfying(InvalidMessageException.class,
                        e -> assertThat(e.field()).isEqualTo("cursor"));
    }
}
