/**
 * The demo's story, told with letters to the broker and questions over HTTP only: what it shows, any system outside can
 * do. Each step checks what it claims.
 */
package org.ewallet.cli.story;
