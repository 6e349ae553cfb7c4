package org.ewallet.cli.clients;

import jakarta.jms.JMSRuntimeException;
import java.time.Clock;
import java.util.function.Function;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.CliException;
import org.ewallet.contract.InvalidMessageException;
import org.ewallet.messaging.operations.OperatorDesk;

/** Opens an operator's desk for one piece of work. */
public final class OperatorDesks {

    private OperatorDesks() {
    }

    /**
     * Does the work.
     *
     * @throws CliException if the broker cannot be reached or refuses it, or if a parameter makes no sense
     */
    public static <T> T at(BrokerAddress address, Function<OperatorDesk, T> work) {
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(address.core());
                OperatorDesk desk = OperatorDesk.open(connections, address.user(), address.password(),
                        Clock.systemUTC())) {
            return work.apply(desk);
        } catch (InvalidMessageException e) {
            throw new CliException(e.getMessage() + ".", e);
        } catch (JMSRuntimeException e) {
            throw new CliException("The broker (" + address + ") does not do this: " + e.getMessage()
                    + ". Is it running? See ./ewallet status", e);
        }
    }
}
