package dev.gumleaf.demo;

/**
 * One browser on one device.
 *
 * @param id what the page calls it
 * @param address where it is; always the same
 * @param inOffice whether the address is its company's
 */
record Browser(String id, String userAgent, String address, boolean inOffice) {}
