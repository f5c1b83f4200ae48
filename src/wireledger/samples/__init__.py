"""Sample stories in our own words about public facts."""
