package org.ewallet.cli.torture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ewallet.cli.torture.NotificationLetters.Expected;
import org.ewallet.contract.notification.NotificationAttempts.Attempt;
import org.ewallet.contract.notification.NotificationView;

/**
 * All that is known of notifications when everything is over.
 *
 * @param expected one per notification that the letters ask for
 * @param views as the service lists them
 * @param taken how often the providers took each, by the id of the notification (e-mail) or of the letter (SMS)
 * @param refusedForGood the recipients for whom the providers take nothing
 * @param attempts of those that were taken more than once, by the id of the notification
 * @param events as a subscriber got them
 */
record NotificationEvidence(List<Expected> expected, List<NotificationView> views, Map<String, Integer> taken,
        Set<String> refusedForGood, Map<String, List<Attempt>> attempts, List<Told> events) {

    /** How often the providers took what this notification says. */
    int taken(NotificationView view) {
        return taken.getOrDefault(view.channel() == NotificationView.Channel.EMAIL ? view.id() : view.commandId(), 0);
    }
}
