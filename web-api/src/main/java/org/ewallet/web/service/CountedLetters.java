package org.ewallet.web.service;

import java.util.List;
import java.util.Map;
import org.ewallet.contract.LetterCount;

/**
 * What the services have counted, as far as they tell it now.
 *
 * @param counts one line per box that ever had a letter, of the services that answered
 * @param silent why a service does not answer, in a sentence, by its command box
 */
public record CountedLetters(List<LetterCount> counts, Map<String, String> silent) {
}
