package org.ewallet.web.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ewallet.messaging.Measurements;
import org.junit.jupiter.api.Test;

/** Shows what is told of the boxes to those who read metrics. */
class BoxGaugesTest {

    private static final BoxState WALLET =
            new BoxState("wallet.commands", null, 5, 2, 1_500L, 1, false, 0, 0, 3L, 4L);
    private static final BoxState OUTSIDER =
            new BoxState("shop-1", "wallet.events", 7, 0, null, 0, false, 0, 0, null, null);

    private final Measurements measurements = new Measurements();
    private boolean isBrokerThere = true;

    @Test
    void eachBoxTellsOfItsLetters() {
        start();

        assertThat(measurements.gauges())
                .containsEntry("ewallet_broker_up{}", 1.0)
                .containsEntry("ewallet_transactions_in_doubt{}", 6.0)
                .containsEntry("ewallet_box_letters{box=wallet.commands}", 5.0)
                .containsEntry("ewallet_box_delayed_letters{box=wallet.commands}", 2.0)
                .containsEntry("ewallet_box_oldest{box=wallet.commands}", 1.5)
                .containsEntry("ewallet_box_consumers{box=wallet.commands}", 1.0)
                .containsEntry("ewallet_box_dead_letters{box=wallet.commands}", 3.0)
                .containsEntry("ewallet_box_invalid_letters{box=wallet.commands}", 4.0);
    }

    @Test
    void subscriptionsOfOutsidersAreToldOfOnceTheBrokerKnowsThem() {
        start();
        measurements.gauges();

        assertThat(measurements.gauges())
                .containsEntry("ewallet_box_letters{box=shop-1}", 7.0)
                .containsEntry("ewallet_box_oldest{box=shop-1}", 0.0)
                .containsEntry("ewallet_box_dead_letters{box=shop-1}", Double.NaN);
    }

    @Test
    void whileTheBrokerIsDownNothingIsKnownButThat() {
        isBrokerThere = false;
        start();

        Map<String, Double> told = measurements.gauges();
        assertThat(told).containsEntry("ewallet_broker_up{}", 0.0)
                .containsEntry("ewallet_box_letters{box=account.commands}", Double.NaN)
                .containsEntry("ewallet_box_oldest{box=notification.wallet-events}", Double.NaN)
                .containsEntry("ewallet_transactions_in_doubt{}", Double.NaN);
    }

    private void start() {
        new BoxGauges(new FakeBroker(), measurements.registry()).start(Runnable::run);
    }

    private final class FakeBroker extends BrokerDepths {

        @Override
        Conversation open() {
            if (!isBrokerThere) {
                throw new IllegalStateException("down");
            }
            return new Conversation() {
                @Override
                public BoxDepth depth(String box) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public List<BoxState> boxes() {
                    return List.of(WALLET, OUTSIDER);
                }

                @Override
                public int preparedTransactions() {
                    return 6;
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            };
        }
    }
}
