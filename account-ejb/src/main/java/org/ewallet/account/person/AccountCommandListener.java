package org.ewallet.account.person;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.ewallet.contract.Destinations;
import org.ewallet.messaging.Inbox;
import org.ewallet.messaging.LetterBox;
import org.ewallet.messaging.LetterMetrics;
import org.ewallet.messaging.LetterTables;
import org.ewallet.messaging.RetryPolicy;
import org.ewallet.messaging.Senders;
import org.ewallet.messaging.Tracing;

/**
 * Takes letters out of {@code account.commands} and begins their transaction; the {@link Inbox} does the rest. One
 * session with no prefetch, so that the inbox's batches keep the order of the queue.
 */
@MessageDriven(activationConfig = {
        // Payara's own key; other servers ignore it and need the adapter in their deployment descriptor.
        @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
        @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
        @ActivationConfigProperty(propertyName = "destination", propertyValue = Destinations.ACCOUNT_COMMANDS),
        @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
        @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
        @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "0"),
        @ActivationConfigProperty(propertyName = "user", propertyValue = "${MPCONFIG=ewallet.account.broker.user}"),
        @ActivationConfigProperty(propertyName = "password",
                propertyValue = "${MPCONFIG=ewallet.account.broker.password}")
})
public class AccountCommandListener implements MessageListener {

    /** The CloudEvents source of everything this service publishes. */
    static final String SOURCE = "ewallet/account";

    private static final LetterBox BOX =
            LetterBox.commands(Destinations.ACCOUNT_COMMANDS, Destinations.ACCOUNT_EVENTS, SOURCE);

    @Resource(lookup = "jms/ewallet-account")
    private ConnectionFactory connections;

    @Resource(lookup = "jdbc/ewallet-account")
    private DataSource dataSource;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private MessageDrivenContext context;

    @EJB
    private AccountSchema schema;

    @Inject
    private AccountLetters letters;

    @Inject
    @AccountClock
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

    private Inbox inbox;

    @PostConstruct
    void open() {
        schema.await();
        Function<String, Optional<String>> settings = name -> config.getOptionalValue(name, String.class);
        inbox = new Inbox(BOX.trusting(Senders.of(settings)), batchSize, RetryPolicy.of(BOX.queue(), settings),
                connections, letters, new LetterTables(dataSource, executor), clock).handingBackFirst()
                .measuredBy(new LetterMetrics(metrics, BOX.queue()))
                .tracedBy(Tracing.of(settings, telemetry::get));
    }

    @Override
    public void onMessage(Message message) {
        inbox.receive(message, context::setRollbackOnly);
    }
}
