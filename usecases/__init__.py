"""What happens: one function per sentence a member could say; one function is one transaction."""
