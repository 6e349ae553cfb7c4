/**
 * {@code ./ewallet torture}: ends parts of an installation of its own while letters are under way, and checks afterwards
 * that nothing was lost, doubled or decided otherwise than the contract says.
 *
 * <p>{@link org.ewallet.cli.torture.NotificationTorture} does it to notifications and their providers, and
 * {@link org.ewallet.cli.torture.NotificationVerdict} judges. In the rounds,
 * {@link org.ewallet.cli.torture.LetterGenerator} makes the letters, {@link org.ewallet.cli.torture.Torture} sends them
 * and kills, {@link org.ewallet.cli.torture.Replay} judges. The product knows nothing of this: the points of its code at
 * which it is ended are rules for the Byteman agent, see {@link org.ewallet.cli.torture.Point}.
 */
package org.ewallet.cli.torture;
