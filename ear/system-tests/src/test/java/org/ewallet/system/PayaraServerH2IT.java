package org.ewallet.system;

import java.io.IOException;
import org.ewallet.cli.Database;
import org.ewallet.cli.LogFormat;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The whole as the one EAR on Payara Server, with H2 and TLS. */
class PayaraServerH2IT extends BankSystemTest {

    private static final Collector COLLECTOR = new Collector();

    PayaraServerH2IT() {
        super(Settings.onFreePorts().with(Server.PAYARA_SERVER).with(Database.H2).withTls()
                .with(new Settings.Watching(COLLECTOR.endpoint(), LogFormat.JSON)));
    }

    @AfterAll
    static void closeCollector() {
        COLLECTOR.close();
    }

    /** Shows that those who watch are told the same as of Payara Micro, see {@link FrontDoorIT}. */
    @Test
    void whoever_watches_sees_metrics_traces_and_logs() {
        installation().startNotifications(OUTPUT);
        Observed observed = new Observed(installation(), COLLECTOR);
        observed.requireOneTrace();
        observed.requireLogsAsJson();
        observed.requireWhatDashboardAndAlertsAskFor();
        observed.requireDocumentedMetrics();
        observed.requireSeconds();
    }

    /** Shows that with TLS the web API is answered by our certificate, and in the clear not at all. */
    @Test
    void nobody_is_answered_in_the_clear() throws IOException, InterruptedException {
        requireNoAnswerInTheClear();
    }
}
