/** Studies in the programs that teams look at: the real programs are started and asked. */
package org.gradus.reports.tools;
