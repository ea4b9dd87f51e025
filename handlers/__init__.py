"""What is said: Telegram in, one use case, one screen out."""
