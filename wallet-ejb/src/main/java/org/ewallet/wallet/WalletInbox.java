package org.ewallet.wallet;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.ewallet.contract.Message;
import org.ewallet.messaging.Inbox;
import org.ewallet.messaging.LetterBox;
import org.ewallet.messaging.LetterMetrics;
import org.ewallet.messaging.LetterTables;
import org.ewallet.messaging.RetryPolicy;
import org.ewallet.messaging.Senders;
import org.ewallet.messaging.Tracing;

/** Makes the inboxes of the wallet service's listeners. */
@ApplicationScoped
public class WalletInbox {

    /** The CloudEvents source of everything this service publishes. */
    public static final String SOURCE = "ewallet/wallet";

    @Resource(lookup = "jms/ewallet-wallet")
    private ConnectionFactory connections;

    @Resource(lookup = "jdbc/ewallet-wallet")
    private DataSource dataSource;

    @Resource
    private ManagedExecutorService executor;

    @EJB
    private WalletSchema schema;

    @Inject
    private WalletService service;

    @Inject
    private Clock clock;

    @Inject
    private Config config;

    @Inject
    private MetricRegistry metrics;

    @Inject
    private Instance<OpenTelemetry> telemetry;

    @Inject
    @ConfigProperty(name = "ewallet.batch.size", defaultValue = "1000")
    private int batchSize;

    /** Waits for the schema: listeners may be started before it is up to date. */
    Inbox of(LetterBox box, Class<? extends Message> family) {
        schema.awaitReady();
        Function<String, Optional<String>> settings = name -> config.getOptionalValue(name, String.class);
        return new Inbox(box.trusting(Senders.of(settings)), batchSize, RetryPolicy.of(box.queue(), settings),
                connections, service.of(family),
                new LetterTables(dataSource, executor), clock).handingBackFirst()
                .measuredBy(new LetterMetrics(metrics, box.queue()))
                .tracedBy(Tracing.of(settings, telemetry::get));
    }
}
