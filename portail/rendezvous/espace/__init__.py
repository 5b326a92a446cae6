"""The appointments in the professional's space: agenda, openings, absences, figures, booking for a young person."""
