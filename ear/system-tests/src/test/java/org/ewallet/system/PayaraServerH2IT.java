package org.ewallet.system;

import org.ewallet.cli.Database;
import org.ewallet.cli.LogFormat;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The whole as the one EAR on Payara Server, with H2. */
class PayaraServerH2IT extends BankSystemTest {

    private static final Collector COLLECTOR = new Collector();

    PayaraServerH2IT() {
        super(Settings.onFreePorts().with(Server.PAYARA_SERVER).with(Database.H2)
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
}
