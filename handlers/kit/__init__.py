"""What every capability shares to speak with people: texts, dates, buttons, screens, forms and routes."""
