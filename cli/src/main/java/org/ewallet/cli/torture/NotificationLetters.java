package org.ewallet.cli.torture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ewallet.cli.clients.Letter;

/**
 * The letters of which each makes one notification, with some repeats, in a random order.
 *
 * @param expected one per notification
 * @param posts what is sent, repeats included
 */
record NotificationLetters(List<Expected> expected, List<Post> posts) {

    /** One in so many mails welcomes a person, who is registered for it. */
    private static final int PERSON_EVERY = 10;
    private static final int REPEATED_PERCENT = 3;
    private static final int PERCENT = 100;

    /**
     * A notification that is to come.
     *
     * @param letterId of the command behind it
     * @param recipient e-mail address or phone number; each gets one
     * @param atMostOnce rather than at least once
     */
    record Expected(String letterId, String recipient, boolean atMostOnce) {
    }

    /** So many of which no second copy may go out (SMS), and as many of which none may be lost (e-mails). */
    static NotificationLetters of(int each, long seed) {
        Random random = new Random(seed);
        List<Expected> expected = new ArrayList<>();
        List<Letter> letters = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            String sms = "sms-" + i;
            String number = "+49151%08d".formatted(i);
            letters.add(Letter.of(sms, "SendSms", Map.of("to", number, "text", "Your code: " + sms)));
            expected.add(new Expected(sms, number, true));
            String mail = "mail-" + i;
            String address = mail + "@example.org";
            letters.add(i % PERSON_EVERY == 0
                    ? Letter.of(mail, "RegisterPerson",
                            Map.of("personId", mail, "name", "Person " + i, "email", address))
                    : Letter.of(mail, "SendEmail", Map.of("to", address, "subject", "Receipt " + i, "body", "Paid.")));
            expected.add(new Expected(mail, address, false));
        }
        List<Post> posts = new ArrayList<>();
        for (Letter letter : letters) {
            posts.add(new Post(Post.Kind.NEW, letter));
            if (random.nextInt(PERCENT) < REPEATED_PERCENT) {
                posts.add(new Post(Post.Kind.REPEAT, letter));
            }
        }
        Collections.shuffle(posts, random);
        return new NotificationLetters(expected, posts);
    }
}
