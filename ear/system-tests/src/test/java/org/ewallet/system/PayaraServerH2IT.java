package org.ewallet.system;

import org.ewallet.cli.Database;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;

/** The whole as the one EAR on Payara Server, with H2. */
class PayaraServerH2IT extends BankSystemTest {

    PayaraServerH2IT() {
        super(Settings.onFreePorts().with(Server.PAYARA_SERVER).with(Database.H2));
    }
}
