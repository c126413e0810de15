"""A show as a file: for hosts on paper or a tablet, for studios, editors of subtitles and other prompters."""
