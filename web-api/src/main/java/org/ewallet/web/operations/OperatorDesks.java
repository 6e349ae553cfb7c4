package org.ewallet.web.operations;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSRuntimeException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ewallet.messaging.BrokerUrl;
import org.ewallet.messaging.operations.OperatorDesk;
import org.ewallet.web.command.FrontDoorClock;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/**
 * Opens an operator's desk for one request, as the broker's user for operators; the records name whoever makes the request.
 * The connection is one of its own, by the broker's client that comes with the resource adapter: no pool hands this login
 * to somebody else, and the adapter's contexts know no transactions of the broker alone.
 */
@ApplicationScoped
public class OperatorDesks {

    private static final int CALL_TIMEOUT_MILLIS = 5_000;

    private ActiveMQConnectionFactory connections;
    private String user;
    private String password;
    private Clock clock;

    /** For CDI. */
    public OperatorDesks() {
    }

    /** For tests. */
    OperatorDesks(ActiveMQConnectionFactory connections, String user, String password, Clock clock) {
        this.connections = connections;
        this.user = user;
        this.password = password;
        this.clock = clock;
    }

    /** With the same settings that the resource adapter is given. */
    @Inject
    public OperatorDesks(
            @ConfigProperty(name = "ewallet.broker.host", defaultValue = "localhost") String host,
            @ConfigProperty(name = "ewallet.broker.port", defaultValue = "61616") int port,
            @ConfigProperty(name = "ewallet.broker.tls", defaultValue = "false") boolean tls,
            @ConfigProperty(name = "ewallet.broker.trust.store") Optional<String> trustStore,
            @ConfigProperty(name = "ewallet.broker.trust.store.password") Optional<String> trustStorePassword,
            @ConfigProperty(name = "ewallet.operator.broker.user", defaultValue = "operator") String user,
            @ConfigProperty(name = "ewallet.operator.broker.password") Optional<String> password,
            @FrontDoorClock Clock clock) {
        this(new ActiveMQConnectionFactory(tls
                ? BrokerUrl.encrypted(host, port, trustStore.orElse(""), trustStorePassword.orElse(""))
                : BrokerUrl.plain(host, port)), user, password.orElse(""), clock);
        // An operator is told that the broker is down; nothing here waits for it.
        connections.setInitialConnectAttempts(1);
        connections.setReconnectAttempts(0);
        connections.setCallTimeout(CALL_TIMEOUT_MILLIS);
    }

    @PreDestroy
    void close() {
        connections.close();
    }

    /**
     * Does some work at a desk.
     *
     * @param operator who does it, for the records
     * @throws ProblemException of status 503 if the broker does not answer, or does not let this web API in
     */
    <T> T at(String operator, Function<OperatorDesk, T> work) {
        try (OperatorDesk desk = OperatorDesk.open(connections, user, password, operator, clock)) {
            return work.apply(desk);
        } catch (JMSRuntimeException e) {
            throw down(e);
        }
    }

    private static ProblemException down(JMSRuntimeException e) {
        return new ProblemException(Problem.unavailable(
                "the broker does not answer; acts will tell how much of an order was done"), e);
    }
}
