package org.ewallet.notification;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.transaction.UserTransaction;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.ewallet.messaging.EventLog;
import org.ewallet.messaging.EventPublisher;
import org.ewallet.messaging.RetryPolicy;
import org.ewallet.messaging.Tracing;

/** Runs a {@link Dispatcher} for each channel while the module is deployed. */
@Singleton
@Startup
@DependsOn("NotificationSchema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NotificationDispatcher {

    /** What {@code ewallet.retries} calls handing a message to a provider. */
    private static final String RETRIES = "sending";
    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

    @Resource(lookup = "jdbc/ewallet-notification")
    private DataSource dataSource;

    @Resource(lookup = "jms/ewallet-notification")
    private ConnectionFactory connections;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private UserTransaction transaction;

    @Inject
    @Any
    private Instance<SenderType> senderTypes;

    @Inject
    private Config config;

    @Inject
    private Doorbell doorbell;

    @Inject
    private MetricRegistry metrics;

    @Inject
    private Instance<OpenTelemetry> telemetry;

    @Inject
    @NotificationClock
    private Clock clock;

    /** Most messages handed over at once, on each channel. */
    @Inject
    @ConfigProperty(name = "ewallet.notification.parallel", defaultValue = "20")
    private int parallel;

    /** Seconds after which an attempt without a result is given up; well beyond the timeouts of all providers. */
    @Inject
    @ConfigProperty(name = "ewallet.notification.abandoned.after.seconds", defaultValue = "300")
    private int abandonedAfterSeconds;

    private final List<Providers> providers = new ArrayList<>();
    private final List<Dispatcher> dispatchers = new ArrayList<>();
    private Receipts receipts;

    @PostConstruct
    void start() {
        ProviderSettings settings = new ProviderSettings(config, senderTypes.stream().toList());
        receipts = new Receipts(new ContainerTransactions(transaction, dataSource), clock);
        for (Channel channel : Channel.values()) {
            providers.add(settings.open(channel, clock, receipts::of));
        }
        executor.execute(receipts::storeUntilClosed);
        for (Providers ofChannel : providers) {
            Dispatcher dispatcher = new Dispatcher(new ContainerTransactions(transaction, dataSource), this::publish,
                    ofChannel, RetryPolicy.of(RETRIES, name -> config.getOptionalValue(name, String.class)), clock,
                    new Dispatcher.Limits(parallel, Duration.ofSeconds(abandonedAfterSeconds)))
                    .measuredBy(new NotificationMetrics(metrics, ofChannel.channel()))
                    .tracedBy(Tracing.of(name -> config.getOptionalValue(name, String.class), telemetry::get));
            dispatchers.add(dispatcher);
            dispatcher.start(executor);
        }
        doorbell.answeredBy(() -> dispatchers.forEach(Dispatcher::wake));
    }

    @PreDestroy
    void stop() {
        dispatchers.forEach(Dispatcher::beginNothingMore);
        dispatchers.forEach(dispatcher -> dispatcher.close(STOP_WITHIN));
        providers.forEach(Providers::close);
        receipts.close();
    }

    private void publish(List<Publisher.News> news) {
        if (news.isEmpty()) {
            return;
        }
        try (JMSContext jms = connections.createContext()) {
            EventPublisher publisher = new EventPublisher(jms.createTopic(Destinations.NOTIFICATION_EVENTS),
                    LetterListener.SOURCE, clock, new EventLog(dataSource), jms);
            for (Publisher.News one : news) {
                Cause cause = one.cause();
                publisher.publish(one.event(), cause.correlationId(), cause.letterId(), cause.traceparent());
            }
            publisher.send();
        }
    }
}
