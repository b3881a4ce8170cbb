"""What selling costs a company where no bill says it: rules for payment, logistics and marketplaces, with dates."""
