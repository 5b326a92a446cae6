"""Give the guide to partners: data·inclusion v1, CSV and XLSX."""
