package org.ewallet.cli.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ewallet.cli.Output;
import org.ewallet.cli.Poll;
import org.ewallet.cli.clients.MailboxClient;
import org.ewallet.cli.clients.WebApi;

/**
 * Looks at the system from outside until it is as expected: letters are worked on later than they are sent. Tells what
 * it saw; fails with what it expected and what it saw last.
 */
final class Observer {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SHOWN = 240;

    private final WebApi api;
    private final MailboxClient mailbox;
    private final Output output;

    Observer(WebApi api, MailboxClient mailbox, Output output) {
        this.api = api;
        this.mailbox = mailbox;
        this.output = output;
    }

    /** Waits until a resource is as expected, and returns it. */
    JsonNode expect(String path, String expectation, Predicate<JsonNode> expected) {
        JsonNode seen = await(() -> api.find(path), expected, "GET " + path + " shows " + expectation);
        output.line("    GET %s -> %s", path, shortened(seen.toString()));
        return seen;
    }

    /** Waits for the outcome of a letter. */
    JsonNode expectOutcome(String letterId, String status, String reason) {
        String what = reason == null ? status : status + " " + reason;
        return expect("/api/commands/" + letterId, what, outcome -> status.equals(outcome.path("status").asText())
                && (reason == null || reason.equals(outcome.path("reason").asText())));
    }

    void expectBalance(String wallet, long amountMinor) {
        expect("/api/wallets/" + wallet + "/balance", "balanceMinor " + amountMinor,
                balance -> balance.path("balanceMinor").asLong(Long.MIN_VALUE) == amountMinor);
    }

    /** Waits for a mail whose subject or text contains the words, and says how many there are of them. */
    int expectMail(String to, String words) {
        List<MailboxClient.Mail> mails = await(() -> Optional.of(mailsWith(to, words)), found -> !found.isEmpty(),
                "a mail to " + to + (words.isEmpty() ? "" : " that says \"" + words + "\"") + " lies in the mailbox");
        output.line("    mailbox -> mail to %s: \"%s\"", to, mails.get(0).subject());
        return mails.size();
    }

    /** Waits for an SMS whose text contains the words, and says how many there are of them. */
    int expectSms(String to, String words) {
        List<MailboxClient.Sms> messages = await(() -> Optional.of(smsWith(to, words)), found -> !found.isEmpty(),
                "an SMS to " + to + " that says \"" + words + "\" lies in the mailbox");
        output.line("    mailbox -> SMS to %s: \"%s\"", to, messages.get(0).text());
        return messages.size();
    }

    List<MailboxClient.Mail> mailsWith(String to, String words) {
        return mailbox.mailsTo(to).stream()
                .filter(mail -> mail.subject().contains(words) || mail.text().contains(words))
                .toList();
    }

    List<MailboxClient.Sms> smsWith(String to, String words) {
        return mailbox.smsTo(to).stream().filter(sms -> sms.text().contains(words)).toList();
    }

    /** Asks again until the answer is as expected; what is asked for may be missing for a while. */
    static <T> T await(Supplier<Optional<T>> question, Predicate<T> expected, String expectation) {
        AtomicReference<T> last = new AtomicReference<>();
        boolean seen = Poll.happens(LIMIT, () -> {
            Optional<T> answer = question.get();
            answer.ifPresent(last::set);
            return answer.filter(expected).isPresent();
        });
        if (!seen) {
            throw new StoryFailed("Expected within " + LIMIT.toSeconds() + " s that " + expectation + "; seen was: "
                    + (last.get() == null ? "nothing" : last.get()));
        }
        return last.get();
    }

    /** As much of an answer as people read. */
    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " ...";
    }

    /** Fails unless it holds. */
    static void check(boolean holds, String claim) {
        if (!holds) {
            throw new StoryFailed("This does not hold: " + claim);
        }
    }
}
