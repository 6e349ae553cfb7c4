package org.ewallet.wallet;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ewallet.contract.Message;
import org.ewallet.messaging.Inbox;
import org.ewallet.messaging.LetterBox;
import org.ewallet.messaging.OutcomeStore;
import org.ewallet.messaging.RetryPolicy;

/** Makes the inboxes of the wallet service's listeners. */
@ApplicationScoped
public class WalletInbox {

    /** The CloudEvents source of everything this service publishes. */
    public static final String SOURCE = "ewallet/wallet";

    @Resource(lookup = "jms/ewallet-wallet")
    private ConnectionFactory connections;

    @Resource(lookup = "jdbc/ewallet-wallet")
    private DataSource dataSource;

    @EJB
    private WalletSchema schema;

    @Inject
    private WalletService service;

    @Inject
    private Clock clock;

    @Inject
    @ConfigProperty(name = "ewallet.batch.size", defaultValue = "500")
    private int batchSize;

    /** Waits for the schema: listeners may be started before it is up to date. */
    Inbox of(LetterBox box, Class<? extends Message> family) {
        schema.awaitReady();
        return new Inbox(box, batchSize, RetryPolicy.STANDARD, connections, service.of(family),
                new OutcomeStore(dataSource), clock);
    }
}
