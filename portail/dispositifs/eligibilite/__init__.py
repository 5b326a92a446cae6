"""Who may have what: rules as data, three-valued answers, reasons in plain words. No model, request or clock here."""
