"""What the commands of the linear mode do wherever they are given; imports places and the desk."""
