"""How we speak: views and templates become letters, letters become bytes, channels deliver them."""
