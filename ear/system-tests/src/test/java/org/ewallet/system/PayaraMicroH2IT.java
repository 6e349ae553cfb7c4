package org.ewallet.system;

import java.io.IOException;
import org.ewallet.cli.Database;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;
import org.junit.jupiter.api.Test;

/** The whole on Payara Micro, with H2 and TLS. */
class PayaraMicroH2IT extends CrashSystemTest {

    PayaraMicroH2IT() {
        super(Settings.onFreePorts().with(Server.PAYARA_MICRO).with(Database.H2).withTls(), PartName.SERVICES);
    }

    /** Shows that with TLS the web API is answered by our certificate, and in the clear not at all. */
    @Test
    void nobody_is_answered_in_the_clear() throws IOException, InterruptedException {
        requireNoAnswerInTheClear();
    }
}
