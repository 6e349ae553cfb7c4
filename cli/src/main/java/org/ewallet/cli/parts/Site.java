package org.ewallet.cli.parts;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Secrets;
import org.ewallet.cli.Settings;
import org.ewallet.cli.State;
import org.ewallet.cli.clients.TrustStore;

/**
 * What every part has to know of the installation it belongs to.
 *
 * @param distribution the files that were built
 * @param run where the installation writes
 * @param settings how it is run
 * @param secrets its passwords
 * @param state which processes were started
 * @param javaOptions what the servers' Java gets besides what they need, by part
 */
public record Site(Distribution distribution, RunDirectory run, Settings settings, Secrets secrets, State state,
        Map<PartName, List<String>> javaOptions) {

    /** What clients of this installation trust; null if it has no TLS. */
    public TrustStore trustStore() {
        return settings.tls() ? new TrustStore(run.trustStore(), secrets.trustStore()) : null;
    }

    /** For clients of its web APIs. */
    public HttpClient.Builder httpClient() {
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        return settings.tls() ? client.sslContext(trustStore().context()) : client;
    }

    /** Options besides those that the part needs itself. */
    List<String> javaOptions(PartName part) {
        return javaOptions.getOrDefault(part, List.of());
    }
}
