/** What a learning curve says about its learning rate, in words and with evidence. */
@NullMarked
package org.gradus.core.diagnosis;

import org.jspecify.annotations.NullMarked;
