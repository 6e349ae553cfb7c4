package org.ewallet.system;

import org.ewallet.cli.Database;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;

/** The whole on Payara Micro, with PostgreSQL. */
class PayaraMicroPostgreSqlIT extends SystemTest {

    PayaraMicroPostgreSqlIT() {
        super(Settings.onFreePorts().with(Server.PAYARA_MICRO).with(Database.POSTGRESQL), PartName.SERVICES);
    }
}
