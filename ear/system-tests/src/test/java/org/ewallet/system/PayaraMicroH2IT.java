package org.ewallet.system;

import org.ewallet.cli.Database;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;

/** The whole on Payara Micro, with H2. */
class PayaraMicroH2IT extends CrashSystemTest {

    PayaraMicroH2IT() {
        super(Settings.onFreePorts().with(Server.PAYARA_MICRO).with(Database.H2), PartName.SERVICES);
    }
}
