"""Captions of videos: read from SRT and WebVTT as they really are, written as valid WebVTT and as a transcript."""

from ai4t.captions.cues import Captions, Cue
from ai4t.captions.paragraphs import paragraphs
from ai4t.captions.reading import is_captions, read_captions
from ai4t.captions.writing import plain_text, webvtt

__all__ = ["Captions", "Cue", "is_captions", "paragraphs", "plain_text", "read_captions", "webvtt"]
