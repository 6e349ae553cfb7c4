package org.ewallet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Installation;

/** What an operator does in the broker's web console, by the requests that the console makes. */
final class Console {

    private final URI jolokia;
    private final String login;

    private Console(URI jolokia, String login) {
        this.jolokia = jolokia;
        this.login = login;
    }

    static Console of(Installation installation) {
        String login = BrokerUser.OPERATOR.login() + ":" + installation.secrets().broker(BrokerUser.OPERATOR);
        return new Console(
                URI.create("http://127.0.0.1:" + installation.settings().ports().console() + "/console/jolokia"),
                Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    /** Removes all letters from a subscription. */
    void purge(String topic, String queue) throws IOException {
        String body = """
                {"type": "exec", "operation": "removeAllMessages()", "mbean":
                "org.apache.activemq.artemis:broker=\\"ewallet\\",component=addresses,address=\\"%s\\",\
                subcomponent=queues,routing-type=\\"multicast\\",queue=\\"%s\\""}""".formatted(topic, queue);
        HttpRequest request = HttpRequest.newBuilder(jolokia)
                .header("Authorization", "Basic " + login)
                .header("Origin", jolokia.resolve("/").toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.body()).contains("\"status\":200");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the console", e);
        }
    }
}
