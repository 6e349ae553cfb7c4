package org.ewallet.cli.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.ewallet.cli.CliException;

/** What lies in the mailbox of the demo. */
public final class MailboxClient {

    private final WebApi http;

    public MailboxClient(String root) {
        http = new WebApi(root);
    }

    /** A mail that was sent to somebody. */
    public record Mail(String to, String subject, String text) {
    }

    /** A short message that was sent to somebody. */
    public record Sms(String to, String text) {
    }

    /** All mails to an address, the oldest first. */
    public List<Mail> mailsTo(String address) {
        return list("/mails", address).stream()
                .map(mail -> new Mail(mail.path("to").asText(), mail.path("subject").asText(),
                        mail.path("text").asText() + mail.path("html").asText("")))
                .toList();
    }

    /** All short messages to a number, the oldest first. */
    public List<Sms> smsTo(String number) {
        return list("/sms", number).stream()
                .map(sms -> new Sms(sms.path("to").asText(), sms.path("text").asText()))
                .toList();
    }

    private List<JsonNode> list(String path, String to) {
        JsonNode found = http.find(path + "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8))
                .orElseThrow(() -> new CliException("The mailbox has no " + path));
        return StreamSupport.stream(found.spliterator(), false).toList();
    }
}
