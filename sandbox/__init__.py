"""A stand-in for Telegram that refuses what Telegram refuses, so that trying it needs no real chat."""
