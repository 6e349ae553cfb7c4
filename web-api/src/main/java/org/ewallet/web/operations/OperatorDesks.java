package org.ewallet.web.operations;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
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
 * Opens an operator's desk for one request, in the name of whoever makes the request. The connection is one of its own,
 * by the broker's client that comes with the resource adapter: no pool keeps a login or hands it to somebody else, and the
 * adapter's contexts know no transactions of the broker alone.
 */
@ApplicationScoped
public class OperatorDesks {

    private static final int CALL_TIMEOUT_MILLIS = 5_000;

    private ActiveMQConnectionFactory connections;
    private Clock clock;

    /** For CDI. */
    public OperatorDesks() {
    }

    /** For tests. */
    OperatorDesks(ActiveMQConnectionFactory connections, Clock clock) {
        this.connections = connections;
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
            @FrontDoorClock Clock clock) {
        this(new ActiveMQConnectionFactory(tls
                ? BrokerUrl.encrypted(host, port, trustStore.orElse(""), trustStorePassword.orElse(""))
                : BrokerUrl.plain(host, port)), clock);
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
     * @throws ProblemException of status 401 if the broker refuses the login, 403 if it does not allow the work, 503 if it
     *     does not answer
     */
    <T> T at(OperatorLogin login, Function<OperatorDesk, T> work) {
        try (OperatorDesk desk = open(login)) {
            return work.apply(desk);
        } catch (JMSSecurityRuntimeException e) {
            throw new ProblemException(Problem.forbidden("the broker does not allow " + login.user() + " to do this"));
        } catch (JMSRuntimeException e) {
            throw down(e);
        }
    }

    private OperatorDesk open(OperatorLogin login) {
        try {
            return OperatorDesk.open(connections, login.user(), login.password(), clock);
        } catch (JMSSecurityRuntimeException e) {
            throw new ProblemException(Problem.unauthorized("the broker does not know this user and password"));
        } catch (JMSRuntimeException e) {
            throw down(e);
        }
    }

    private static ProblemException down(JMSRuntimeException e) {
        return new ProblemException(Problem.unavailable(
                "the broker does not answer; acts will tell how much of an order was done"), e);
    }
}
