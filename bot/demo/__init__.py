"""The proefomgeving: the whole bot without Telegram, with several phones side by side and a clock to move."""

from bot.demo.serving import PortTaken, serve

__all__ = ["PortTaken", "serve"]
