package org.ewallet.notification.email;

import jakarta.mail.MessagingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewallet.notification.SendResult;

/** Finds out what a failed hand-over to a mail server means. */
final class SmtpReply {

    // Jakarta Mail's API has no reply codes, but every implementation of SMTP begins its messages with the server's
    // reply.
    private static final Pattern REPLY = Pattern.compile("([45])\\d\\d[ -].*", Pattern.DOTALL);

    /** The server wants a login that it did not get: our configuration is wrong, not the mail. */
    private static final String AUTHENTICATION_REQUIRED = "530";

    private SmtpReply() {
    }

    /**
     * What became of the mail. Without a reply nobody knows once the content was under way: the connection may have
     * broken before or after the server took it.
     *
     * @param contentBegun whether any of the content was handed over
     */
    static SendResult result(MessagingException failure, boolean contentBegun) {
        for (Exception e = failure; e != null; e = next(e)) {
            String text = String.valueOf(e.getMessage());
            Matcher reply = REPLY.matcher(text);
            if (reply.matches()) {
                boolean permanent = reply.group(1).equals("5") && !text.startsWith(AUTHENTICATION_REQUIRED);
                return permanent ? SendResult.refused(text) : SendResult.failed(text);
            }
        }
        String silence = "no answer of the mail server: " + failure;
        return contentBegun ? SendResult.unknown(silence) : SendResult.failed(silence);
    }

    private static Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
}
