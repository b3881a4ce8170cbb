"""Reports by schedule: a draft ready at its hour, approved by a person, sent once to its recipients."""
