"""Reads news on North Korea's missile launches and the UN Security Council into tables with evidence."""
