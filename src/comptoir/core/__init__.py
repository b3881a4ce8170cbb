"""What every floor stands on: companies, rights, jobs, calendar, clock, money, periods, errors, pages."""
